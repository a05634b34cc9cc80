"""Cases, who is involved, and what happened."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet, Subquery

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.access.decision import Decision
from rondom.access.queries import Held, grants_now, held_parts, parts_in
from rondom.access.scopes import DOMAIN_LIMIT, Part, plan_part, record_part
from rondom.audit.log import record
from rondom.cases import policies
from rondom.cases.models import Case, Involvement, TimelineEntry
from rondom.cases.queries.apart import kept_apart_of
from rondom.cases.vocabulary import CaseState
from rondom.kernel.refusals import NotFound
from rondom.kernel.repeated import repeated


@dataclass(frozen=True)
class MyRelation:
    """What the actor is to this household, and on which ground: shown on every page about it."""

    row: str
    ground: str
    parts: dict[int, bool]

    def reads(self, part: int) -> bool:
        """Holds this part."""
        return part in self.parts

    def writes(self, part: int) -> bool:
        """Holds this part for writing."""
        return self.parts.get(part, False)

    @property
    def grid_domains(self) -> frozenset[int]:
        """Life domains of which the actor says how they stand (`policies.may_write_grid`)."""
        return frozenset(
            n
            for n in range(DOMAIN_LIMIT)
            if self.writes(plan_part(n)) and (self.writes(Part.STORY) or self.writes(record_part(n)))
        )


def case_for(actor: Actor, case_id: UUID, *, at: datetime, part: str = "case", log: bool = True) -> Case:
    """The case if the actor may see it, with the look written in the log; else NotFound."""
    case = _with_relation(_one_case(case_id=case_id, actor_id=actor.id, at=at))
    if case is None:
        if log:
            record(
                actor=actor,
                action="case.view",
                at=at,
                outcome="not_found",
                part=part,
                object_type="case",
                object_id=case_id,
            )
            _log_denial(actor, case_id, at)
        raise NotFound
    if log:
        _log_look(actor, case, at=at, part=part)
    return case


def _log_denial(actor: Actor, case_id: UUID, at: datetime) -> None:
    """Write by which DENY row somebody is kept out of a case that exists (D1, D2), if by one.

    A row of the system about whom it kept out: who was denied reads their own rows of the log, and must
    not learn from one that the case exists. Confidential, so for the privacy officer alone.
    """
    system = system_actor("denials")
    with acting_as(system, at=at):
        case = Case.objects.filter(pk=case_id).first()
        apart = kept_apart_of(case, at) if case else None
        if case is None or apart is None:
            return
        row = "D1" if actor.id in apart.conflicted else "D2" if actor.id in apart.shields else ""
        if row:
            record(
                actor=system,
                action="denial.view",
                at=at,
                outcome="refused",
                space=case.space,
                subjects=subjects_of(case),
                part="case",
                object_type=actor.kind,
                object_id=actor.id,
                row=row,
                confidential=True,
            )


def own_case(actor: Actor, *, at: datetime, part: str = "case", log: bool = True) -> Case | None:
    """The case in which this resident is the client, an open one first, with the look in the log."""
    case = _with_relation(_case_of_client(client_id=actor.id, at=at))
    if case is not None and log:
        _log_look(actor, case, at=at, part=part)
    return case


def _log_look(actor: Actor, case: Case, *, at: datetime, part: str) -> None:
    relation = relation_to(actor, case, at=at)
    record(
        actor=actor,
        action="case.view",
        at=at,
        space=case.space,
        subjects=subjects_of(case),
        part=part,
        object_type="case",
        object_id=case.pk,
        row=relation.row,
        ground=relation.ground,
    )


@repeated
def _one_case(*, case_id: UUID, actor_id: UUID, at: datetime) -> dict[str, QuerySet[Any]]:
    return _first_of(Case.objects.filter(pk=case_id), actor_id, at)


@repeated
def _case_of_client(*, client_id: UUID, at: datetime) -> dict[str, QuerySet[Any]]:
    rows = Case.objects.filter(client_id=client_id, state__in=(CaseState.OPEN, CaseState.CLOSED))
    # "open" comes after "closed" in the alphabet.
    return _first_of(rows.order_by("-state", *_nearest_first()), client_id, at)


def _first_of(rows: QuerySet[Case], actor_id: UUID, at: datetime) -> dict[str, QuerySet[Any]]:
    return {
        "cases": rows.select_related("team", "case_manager", "household")[:1],
        "grants": grants_now(holder_id=actor_id, space=Subquery(rows.values("space")[:1]), at=at),
    }


def _with_relation(found: dict[str, list[Any]]) -> Case | None:
    """The first of these cases, with what the actor is to it."""
    if not found["cases"]:
        return None
    case: Case = found["cases"][0]
    # So that the page that asked need not ask again.
    case.my_relation = _relation(parts_in(found["grants"]))  # type: ignore[attr-defined]
    return case


def may_open_case(actor: Actor) -> Decision:
    """Whether the actor opens cases at all."""
    return policies.may_open_case(actor)


def case_of_space(space: int) -> Case | None:
    """The newest case of a household's space, if visible."""
    return Case.objects.filter(space=space).order_by("-opened_at").first()


def case_list(*, state: str = "open") -> QuerySet[Case]:
    """The cases the actor may see, the nearest deadline first. One query."""
    return Case.objects.filter(state=state).select_related("case_manager", "team").order_by(*_nearest_first())


def _nearest_first() -> tuple[Any, ...]:
    return (F("next_deadline_on").asc(nulls_last=True), "-last_activity_at", "id")


def subjects_of(case: Case) -> list[UUID]:
    """Whose data the file as a whole is about: the client (parts about others name their own subject)."""
    return [case.client_id]


def relation_of(actor: Actor, space: int, *, at: datetime) -> MyRelation:
    """The actor's own grants in this space."""
    return _relation(held_parts(holder_id=actor.id, space=space, at=at))


def relation_to(actor: Actor, case: Case, *, at: datetime) -> MyRelation:
    """The same, without asking again when the case came from `case_for` in this request."""
    known = getattr(case, "my_relation", None)
    return known if isinstance(known, MyRelation) else relation_of(actor, case.space, at=at)


def _relation(held: dict[int, Held]) -> MyRelation:
    top = held.get(Part.OVERVIEW) or next(iter(held.values()), None)
    parts = {part: one.can_write for part, one in held.items()}
    return MyRelation(top.row if top else "L0", top.ground if top else "", parts)


def involved_parties(case: Case, *, active: bool = True) -> QuerySet[Involvement]:
    """The involvement register as far as the actor may see it."""
    rows = party_rows(case.pk)
    return rows.filter(until=None) if active else rows


def party_rows(case_id: UUID) -> QuerySet[Involvement]:
    """Every line of the register, the oldest first, to be read along with other rows."""
    rows = Involvement.objects.filter(case_id=case_id)
    return rows.select_related("organization", "professional").order_by("since")


def timeline_of(case: Case, *, limit: int = 50, before: datetime | None = None) -> list[TimelineEntry]:
    """The newest entries the actor may see."""
    rows = case.timeline.order_by("-at")
    if before:
        rows = rows.filter(at__lt=before)
    return list(rows[:limit])
