"""The own network (R-005), and what a higher module may know of somebody from it."""

from __future__ import annotations

from uuid import UUID

from rondom.cases.models import Case, Supporter
from rondom.cases.vocabulary import SupporterAccess, SupporterState


def supporters_of(case: Case) -> list[Supporter]:
    """The own network, without who was taken off (R-005)."""
    rows = Supporter.objects.filter(case=case).exclude(state=SupporterState.ENDED)
    return list(rows.select_related("person"))


def supporters_with(case: Case, *accesses: str) -> list[Supporter]:
    """Confirmed supporters with one of these steps of access (to invite, to show the agenda)."""
    rows = Supporter.objects.filter(case=case, state=SupporterState.CONFIRMED, access__in=accesses)
    return list(rows)


def shut_out(supporter_id: UUID) -> UUID | None:
    """The person of a supporter who may see nothing (any more); None when something may be seen (R-005).

    Read as the system: a supporter does not hold the row about herself or himself.
    """
    row = Supporter.objects.filter(pk=supporter_id).first()
    if row is None or row.state == SupporterState.PROPOSED:
        return None
    sees = row.state == SupporterState.CONFIRMED and row.access != SupporterAccess.NOTHING
    return None if sees else row.person_id
