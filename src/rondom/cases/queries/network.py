"""What a higher module may know of somebody from the own network."""

from __future__ import annotations

from uuid import UUID

from rondom.cases.models import Supporter
from rondom.cases.vocabulary import SupporterAccess, SupporterState


def shut_out(supporter_id: UUID) -> UUID | None:
    """The person of a supporter who may see nothing (any more); None when something may be seen (R-005).

    Read as the system: a supporter does not hold the row about herself or himself.
    """
    row = Supporter.objects.filter(pk=supporter_id).first()
    if row is None or row.state == SupporterState.PROPOSED:
        return None
    sees = row.state == SupporterState.CONFIRMED and row.access != SupporterAccess.NOTHING
    return None if sees else row.person_id
