"""Permissions as somebody may see them: one line each, what it means and who still has to answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from rondom.access.actor import Actor
from rondom.access.scopes import Part, part_of
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.together import fetch_together
from rondom.organizations import queries as organizations
from rondom.people import queries as people
from rondom.privacy import policies
from rondom.privacy.models import Consent, ConsentStep
from rondom.privacy.queries.guardians import answers_in
from rondom.privacy.vocabulary import ConsentKind, ConsentState, FeedbackDepth


@dataclass(frozen=True)
class ConsentLine:
    """Who may see what about whom, until when: one line (R-042)."""

    id: UUID
    person_id: UUID
    person: str
    organization: str
    organization_id: UUID
    purpose: str
    domains: tuple[str, ...]
    domain_numbers: tuple[int, ...]
    feedback: str
    secrecy: bool
    state: str
    state_label: str
    tone: str
    given_at: datetime | None
    valid_until: datetime
    why: str
    mine_to_decide: bool
    my_answer: bool | None
    about_child: bool
    waits_for_other: bool
    channel: str
    witness: str
    assisted_by: str
    scope: int

    @property
    def open(self) -> bool:
        """Waits for an answer, or for two people to agree."""
        return self.state in (ConsentState.PROPOSED, ConsentState.DISPUTED)

    @property
    def disputed(self) -> bool:
        """Two guardians do not agree; nothing is shared (R-044)."""
        return self.state == ConsentState.DISPUTED

    @property
    def stands(self) -> bool:
        """Counts now."""
        return self.state == ConsentState.GIVEN


_TONES = {
    ConsentState.PROPOSED: "waiting",
    ConsentState.GIVEN: "done",
    ConsentState.REFUSED: "stopped",
    ConsentState.DISPUTED: "late",
    ConsentState.WITHDRAWN: "stopped",
    ConsentState.EXPIRED: "stopped",
}
_ORDER = [
    ConsentState.DISPUTED,
    ConsentState.PROPOSED,
    ConsentState.GIVEN,
    ConsentState.REFUSED,
    ConsentState.WITHDRAWN,
    ConsentState.EXPIRED,
]


def consents_of_space(actor: Actor, space: int, *, at: datetime) -> list[ConsentLine]:
    """The permissions of a household that the actor may see, open ones first."""
    return _lines(actor, Consent.objects.filter(space=space), at)


def my_consents(actor: Actor, *, at: datetime) -> list[ConsentLine]:
    """The permissions about the resident, or about a child the resident decides for."""
    return _lines(actor, Consent.objects.all(), at)


def consent_line(actor: Actor, consent_id: UUID, *, at: datetime) -> ConsentLine | None:
    """One permission, when the actor may see it."""
    return next(iter(_lines(actor, Consent.objects.filter(pk=consent_id), at)), None)


def _lines(actor: Actor, rows: QuerySet[Consent], at: datetime) -> list[ConsentLine]:
    read = fetch_together(
        consents=rows.select_related("person", "organization"),
        steps=ConsentStep.objects.filter(consent__in=rows).order_by("at"),
    )
    found: list[Consent] = read["consents"]
    steps: dict[UUID, list[ConsentStep]] = {}
    for step in read["steps"]:
        steps.setdefault(step.consent_id, []).append(step)
    domains = {d.number: d for d in organizations.life_domains()}
    on = at.astimezone(AMSTERDAM).date()
    lines = [_line(actor, row, steps.get(row.pk, []), domains=domains, on=on, at=at) for row in found]
    return sorted(lines, key=lambda line: (_ORDER.index(ConsentState(line.state)), line.organization))


def _line(
    actor: Actor,
    row: Consent,
    steps: list[ConsentStep],
    *,
    domains: Mapping[int, object],
    on: date,
    at: datetime,
) -> ConsentLine:
    state = ConsentState(row.state)
    if state == ConsentState.GIVEN and row.valid_until <= at:
        state = ConsentState.EXPIRED
    last = steps[-1] if steps else None
    answers = answers_in(steps)
    purpose = organizations.purpose(row.purpose)
    decides = actor.is_resident and bool(policies.may_decide(actor, row.person, on))
    return ConsentLine(
        id=row.pk,
        person_id=row.person_id,
        person=row.person.given_name,
        organization=row.organization.name,
        organization_id=row.organization_id,
        purpose=str(purpose.label) if purpose else row.purpose,
        domains=tuple(str(getattr(domains[d], "label", d)) for d in row.domains if d in domains),
        domain_numbers=tuple(row.domains),
        feedback=str(FeedbackDepth(row.feedback).label) if row.feedback != FeedbackDepth.NOTHING else "",
        secrecy=row.kind == ConsentKind.SECRECY,
        state=state.value,
        state_label=str(state.label),
        tone=_TONES[state],
        given_at=row.given_at,
        valid_until=row.valid_until,
        why=row.asked_why,
        mine_to_decide=decides and (row.state != ConsentState.PROPOSED or actor.id not in answers),
        my_answer=answers.get(actor.id),
        about_child=row.asked_band in ("guardian", "shared"),
        waits_for_other=state == ConsentState.PROPOSED and bool(answers),
        channel=last.get_channel_display() if last and state != ConsentState.PROPOSED else "",
        witness=last.witness if last else "",
        assisted_by=last.by_name if last and last.for_id else "",
        scope=row.scope,
    )


def deciders(person_ids: Iterable[UUID], on: date) -> dict[UUID, list[UUID]]:
    """Per person who decides about permissions on this day: the person, the guardians, or both (R-044)."""
    found: dict[UUID, list[UUID]] = {}
    for one in people.persons_named(person_ids).values():
        band = policies.band(one, on)
        guardians = [g.parent_id for g in people.guardians(one.pk, on)] if band != "adult" else []
        found[one.pk] = {"guardian": guardians, "shared": [one.pk, *guardians]}.get(band, [one.pk])
    return found


@dataclass(frozen=True)
class ConsentParties:
    """Whom a consent is about and to whom; nothing of its content."""

    space: int
    person_id: UUID
    organization_id: UUID
    hidden: bool


def consent_parties(consent_id: UUID) -> ConsentParties | None:
    """For telling the right people. Read as the system."""
    row = Consent.objects.filter(pk=consent_id).first()
    if row is None:
        return None
    hidden = part_of(row.scope) == Part.INVOLVEMENT_HIDDEN
    return ConsentParties(row.space, row.person_id, row.organization_id, hidden)
