"""Who is kept apart from a household: by a registered conflict, or by the shield of somebody in it."""

from datetime import datetime
from uuid import UUID

from rondom.access import grants
from rondom.cases.models import Case
from rondom.kernel.clock import AMSTERDAM
from rondom.people import queries as people
from rondom.people.vocabulary import ConflictKind


def kept_apart_of(case: Case, at: datetime) -> grants.KeptApart:
    """Relatives and shielded counterparts of everybody in the household on that day. Read as the system."""
    on = at.astimezone(AMSTERDAM).date()
    people_here = [m.person_id for m in people.members(case.household_id, on)]
    conflicts = list(people.conflicts_of({*people_here, case.client_id}))
    shields: dict[UUID, set[UUID]] = {}
    for row in conflicts:
        if row.kind == ConflictKind.SHIELD:
            shields.setdefault(row.counterpart_id, set()).add(row.person_id)
    relatives = frozenset(c.counterpart_id for c in conflicts if c.kind == ConflictKind.RELATIVE)
    return grants.KeptApart(relatives, {k: frozenset(v) for k, v in shields.items()})
