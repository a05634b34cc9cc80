"""Notes for named people only, after a change of case manager: that they exist, and whom to ask.

A note that somebody kept for named people never goes along by itself: it may be a child's own talk.
The next case manager hears how many a former one of this case holds, and nothing more; what others hold
leaves no trace at all.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.access.models import PartHolder
from rondom.cases.models import Case, CaseManagerAssignment, Handover, Note
from rondom.kernel.refusals import NotFound
from rondom.organizations import queries as organizations


@dataclass(frozen=True)
class Kept:
    """How many notes one former case manager wrote for named people that the present one does not read."""

    holder_id: UUID
    name: str
    notes: int


def kept_by_former(actor: Actor, case: Case, *, at: datetime) -> list[Kept]:
    """For the case manager of this case; NotFound for everybody else."""
    if case.case_manager_id != actor.id:
        raise NotFound
    with acting_as(system_actor("kept notes"), at=at):
        former = set(
            CaseManagerAssignment.objects.filter(case=case)
            .exclude(professional_id=actor.id)
            .values_list("professional_id", flat=True)
        )
        notes = Note.objects.filter(case=case, restricted=True, replaced_at=None, author_id__in=former)
        counts: dict[UUID, int] = {}
        mine = _held(actor.id, [n.scope for n in notes], at)
        for note in notes:
            if note.scope not in mine:
                counts[note.author_id] = counts.get(note.author_id, 0) + 1
    named = organizations.professionals_named(list(counts))
    return [
        Kept(holder_id, named[holder_id].name if holder_id in named else "", number)
        for holder_id, number in counts.items()
    ]


def _held(holder_id: UUID, scopes: list[int], at: datetime) -> set[int]:
    live = Q(valid_to=None) | Q(valid_to__gt=at)
    rows = PartHolder.objects.filter(live, holder_id=holder_id, scope__in=scopes)
    return set(rows.values_list("scope", flat=True))


@dataclass(frozen=True)
class OwnKept:
    """The author's own notes for named people in one case, and to whom each may be passed on."""

    case_id: UUID
    taker_id: UUID | None
    taker: str
    notes: list[Note]
    passed: frozenset[UUID]


def own_kept(actor: Actor, case_id: UUID, *, at: datetime) -> OwnKept:
    """What I wrote here for named people, also when the case is mine no more; NotFound when nothing."""
    rows = Note.objects.filter(case_id=case_id, restricted=True, replaced_at=None, author_id=actor.id)
    notes = list(rows.order_by("-written_at"))
    if not notes:
        raise NotFound
    with acting_as(system_actor("kept notes"), at=at):
        taker_id = taker_of(case_id, actor.id)
        reads = _held(taker_id, [n.scope for n in notes], at) if taker_id else set()
    named = organizations.professionals_named([taker_id] if taker_id else [])
    return OwnKept(
        case_id=case_id,
        taker_id=taker_id,
        taker=named[taker_id].name if taker_id in named else "",
        notes=notes,
        passed=frozenset(n.pk for n in notes if n.scope in reads),
    )


def taker_of(case_id: UUID, giver_id: UUID) -> UUID | None:
    """Who takes the case over, or has it now; None when that is the giver. Read as the system."""
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        return None
    if case.case_manager_id != giver_id:
        return case.case_manager_id
    running = Handover.objects.filter(case_id=case_id, completed_at=None, cancelled_at=None).first()
    return running.taker_id if running else None
