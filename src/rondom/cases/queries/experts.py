"""Experts by experience who said that they know the client privately (R-040)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from rondom.cases.models import Case
from rondom.people import queries as people
from rondom.people.vocabulary import ConflictKind, CounterpartKind

if TYPE_CHECKING:
    from rondom.people.models import Conflict


def acquaintances_of(case: Case) -> dict[UUID, Conflict]:
    """Who declared to be close to the client -> the row, as far as the reader may see it.

    The case manager reads these rows; whoever declared one reads only the own.
    """
    rows = people.conflicts_of([case.client_id]).filter(
        kind=ConflictKind.RELATIVE, counterpart_kind=CounterpartKind.PROFESSIONAL
    )
    return {row.counterpart_id: row for row in rows}
