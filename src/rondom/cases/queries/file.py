"""What stands in a case file, as far as the reader may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.access.models import DynamicPart
from rondom.cases import policies, rules
from rondom.cases.models import (
    Case,
    ClientRequest,
    Deadline,
    DeadlineAlarm,
    DeadlineCorrection,
    DomainEntry,
    Handover,
    Introduction,
    Involvement,
    Note,
    OwnWords,
    Reaction,
    Strength,
    Supporter,
    TimelineEntry,
)
from rondom.cases.queries.case import MyRelation, party_rows
from rondom.cases.queries.register import is_suspended, suspensions
from rondom.cases.vocabulary import DeadlineState, SupporterState
from rondom.kernel.repeated import repeated
from rondom.kernel.sorting_rules import sorting_rule
from rondom.organizations import queries as organizations


@dataclass(frozen=True)
class Voice:
    """Own words to show: the person's own last version, and a newer one that was only written down.

    `spoken` is what the person typed or confirmed; `noted` waits for the person; either may be None.
    """

    spoken: OwnWords | None
    noted: OwnWords | None
    absence: OwnWords | None
    version: int

    @property
    def is_empty(self) -> bool:
        """No words at all, also no reason."""
        return self.spoken is None and self.noted is None and self.absence is None


@dataclass(frozen=True)
class Sheet:
    """Everything short that the case page shows, read in one query."""

    voice: Voice
    strengths: list[Strength]
    deadlines: list[Deadline]
    corrections: dict[UUID, list[DeadlineCorrection]]
    grid: list[DomainEntry]
    introduction: Introduction | None
    timeline: list[TimelineEntry]
    parties: list[Involvement]
    stopped: frozenset[str]
    """Rules that the privacy officer stopped."""


def sheet_of(case: Case) -> Sheet:
    """The short lists of the case page, as far as the reader may see them. One query."""
    found = _short_lists(case_id=case.pk, client_id=case.client_id)
    corrections: dict[UUID, list[DeadlineCorrection]] = {}
    for one in found["corrections"]:
        corrections.setdefault(one.deadline_id, []).append(one)
    return Sheet(
        voice=voice_of(found["words"]),
        strengths=found["strengths"],
        deadlines=found["deadlines"],
        corrections=corrections,
        grid=found["grid"],
        introduction=_shown_page(found["pages"]),
        timeline=found["timeline"],
        parties=found["parties"],
        stopped=frozenset(one.rule for one in found["stopped"]),
    )


@repeated
def _short_lists(*, case_id: UUID, client_id: UUID) -> dict[str, QuerySet[Any]]:
    return {
        "words": own_words_rows(case_id, client_id),
        "strengths": strength_rows(case_id),
        "deadlines": Deadline.objects.filter(case_id=case_id, state=DeadlineState.RUNNING),
        "corrections": DeadlineCorrection.objects.filter(deadline__case_id=case_id),
        "grid": domain_rows(case_id),
        "pages": Introduction.objects.filter(case_id=case_id, person_id=client_id)[:10],
        "timeline": TimelineEntry.objects.filter(case_id=case_id).order_by("-at")[:5],
        "parties": party_rows(case_id).filter(until=None),
        "stopped": suspensions(),
    }


def own_words_of(case: Case, person_id: UUID | None = None) -> Voice:
    """The own words of the client (or another member) that open the file (R-001). One query."""
    return voice_of(list(own_words_rows(case.pk, person_id or case.client_id)))


def own_words_rows(case_id: UUID, person_id: UUID) -> QuerySet[OwnWords]:
    """Every version, newest first, to be read along with other rows; see `voice_of`."""
    return OwnWords.objects.filter(case_id=case_id, person_id=person_id)


def words_of(case_id: UUID, person_id: UUID) -> QuerySet[OwnWords]:
    """Every version of one person in a case, for that person's own page, also without the case itself."""
    return OwnWords.objects.filter(case_id=case_id, person_id=person_id)


def voice_of(rows: list[OwnWords]) -> Voice:
    """What to show of these versions (R-001)."""
    spoken = next((w for w in rows if not w.absence and w.confirmed_at), None)
    noted = next((w for w in rows if not w.absence and not w.confirmed_at), None)
    if spoken and noted and noted.version < spoken.version:
        noted = None
    absence = rows[0] if rows and rows[0].absence else None
    return Voice(spoken, noted, absence, rows[0].version if rows else 0)


def versions_of_words(case: Case, person_id: UUID | None = None) -> list[OwnWords]:
    """Every version, newest first: nothing was ever overwritten (R-001)."""
    return list(own_words_rows(case.pk, person_id or case.client_id))


def domain_grid(case: Case) -> list[DomainEntry]:
    """The current entries the reader may see, by domain (R-003)."""
    return list(domain_rows(case.pk).select_related("person"))


def domain_rows(case_id: UUID) -> QuerySet[DomainEntry]:
    """The same, to be read along with other rows."""
    rows = DomainEntry.objects.filter(case_id=case_id, replaced_at=None)
    return rows.order_by("domain", "written_at")


@sorting_rule(
    "multiple_problems",
    what=_("Shows that a household has trouble on several life domains at once."),
    why=_("So that help is brought into line. It never decides who gets help."),
    inputs=("domain.problem",),
)
def has_multiple_problems(
    entries: Iterable[DomainEntry], relation: MyRelation, stopped: frozenset[str] | None = None
) -> bool | None:
    """The mark of R-003; None for a reader who does not see every domain. Never stored, never exported."""
    if relation.row not in {"P4", "P8"}:
        return None
    if "multiple_problems" in stopped if stopped is not None else is_suspended("multiple_problems"):
        return None
    above = organizations.setting("multi_problem_above_domains")
    return rules.has_multiple_problems(((e.domain, e.problem) for e in entries), above)


def strengths_of(case: Case) -> list[Strength]:
    """Strengths, listed above problems (R-004)."""
    return list(strength_rows(case.pk))


def strength_rows(case_id: UUID) -> QuerySet[Strength]:
    """The same, to be read along with other rows."""
    return Strength.objects.filter(case_id=case_id, ended_at=None)


def strength_words(case: Case) -> dict[UUID, str]:
    """The words of every strength by key, also of those that were taken off: what a goal rested on."""
    return dict(Strength.objects.filter(case=case).values_list("pk", "text"))


def deadlines_of(case: Case, *, running: bool = True) -> list[Deadline]:
    """Known dates the reader may see, the nearest first (R-049)."""
    rows = Deadline.objects.filter(case=case).prefetch_related("corrections")
    return list(rows.filter(state=DeadlineState.RUNNING) if running else rows)


def is_passed_deadline(actor: Actor, alarm_id: UUID) -> bool:
    """Whether this is an alarm of a date that passed without a result, for the leader of its team (R-049)."""
    if not actor.has_role("team_leader") or actor.team_id is None:
        return False
    rows = DeadlineAlarm.objects.filter(pk=alarm_id, threshold_days=-1, case__team_id=actor.team_id)
    return rows.exists()


def days_left(deadline: Deadline, on: date) -> int:
    """Calendar days until the date; below zero when it passed."""
    return (deadline.due_on - on).days


def supporters_of(case: Case) -> list[Supporter]:
    """The own network, without who was taken off (R-005)."""
    rows = Supporter.objects.filter(case=case).exclude(state=SupporterState.ENDED)
    return list(rows.select_related("person"))


def supporters_with(case: Case, *accesses: str) -> list[Supporter]:
    """Confirmed supporters with one of these steps of access (to invite, to show the agenda)."""
    rows = Supporter.objects.filter(case=case, state=SupporterState.CONFIRMED, access__in=accesses)
    return list(rows)


def introduction_of(case: Case) -> Introduction | None:
    """The newest approved page; without one the newest that waits for approval (R-006)."""
    rows = list(Introduction.objects.filter(case=case, person_id=case.client_id)[:10])
    return _shown_page(rows)


def _shown_page(rows: list[Introduction]) -> Introduction | None:
    return next((page for page in rows if page.approved_at), rows[0] if rows else None)


def is_out_of_date(page: Introduction, at: datetime) -> bool:
    """Older than the city's term (R-006)."""
    return rules.is_out_of_date(page.written_at, at, organizations.setting("introduction_age_months"))


def notes_of(case: Case, *, kind: str = "", limit: int = 30) -> list[Note]:
    """Current notes the reader may see, newest first."""
    rows = Note.objects.filter(case=case, replaced_at=None).select_related("subject")
    return list((rows.filter(kind=kind) if kind else rows)[:limit])


def note_versions(note: Note) -> list[Note]:
    """Every version of a note, newest first."""
    return list(Note.objects.filter(thread=note.thread).order_by("-version"))


def reactions_on(objects: Iterable[UUID], actor: Actor) -> dict[UUID, list[Reaction]]:
    """Reactions beside these entries; one that is held is seen by its writer only (R-008). One query."""
    found: dict[UUID, list[Reaction]] = {}
    for one in Reaction.objects.filter(object_id__in=list(objects)):
        if one.held_at is None or one.released_at is not None or one.author_id == actor.id:
            found.setdefault(one.object_id, []).append(one)
    return found


def held_reactions(case: Case) -> list[Reaction]:
    """Reactions that wait for the team leader."""
    return list(Reaction.objects.filter(case=case, held_at__isnull=False, released_at=None))


def request_rows(case_id: UUID) -> QuerySet[ClientRequest]:
    """The requests in a case that the reader holds, to be read along with other rows."""
    return ClientRequest.objects.filter(case_id=case_id)


def requests_of(person_id: UUID) -> QuerySet[ClientRequest]:
    """What somebody asked, in whosever file, the newest first: who asks holds question and answer."""
    return ClientRequest.objects.filter(asked_by=person_id).order_by("-asked_at")


def request_for(request_id: UUID) -> ClientRequest | None:
    """One request, when the reader holds it."""
    return ClientRequest.objects.filter(pk=request_id).first()


def handover_of(actor: Actor, case: Case, *, at: datetime) -> Handover | None:
    """The handover that is open, or None (R-012).

    The leader of the team does not hold the file: who, when and how far it is, without its words.
    """
    if found := _open_handover(case):
        return found
    if not policies.leads(actor, case):
        return None
    with acting_as(system_actor("handover"), at=at):
        found = _open_handover(case)
    if found:
        found.reason, found.open_agreements = "", []
    return found


def _open_handover(case: Case) -> Handover | None:
    rows = Handover.objects.filter(case=case, completed_at=None, cancelled_at=None)
    return rows.select_related("giver", "taker").first()


@dataclass(frozen=True)
class OwnFile:
    """A young person's own file: where it is, and who to call. No more of the case than that."""

    case_id: UUID
    space: int
    scope: int
    case_manager_id: UUID | None


def own_files(actor: Actor, *, at: datetime) -> list[OwnFile]:
    """The own files of a resident who is not the client (R-002)."""
    parts = list(DynamicPart.objects.filter(kind="subject", follows_story=True, subject_id=actor.id))
    with acting_as(system_actor("own file"), at=at):
        newest: dict[int, Case] = {}
        for case in Case.objects.filter(space__in=[p.space for p in parts]).order_by("opened_at"):
            newest[case.space] = case
    return [
        OwnFile(newest[p.space].pk, p.space, p.scope, newest[p.space].case_manager_id)
        for p in parts
        if p.space in newest
    ]
