"""Who is kept apart from a household: by a registered conflict, or by the shield of somebody in it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from rondom.access import grants
from rondom.cases.models import Case
from rondom.kernel.clock import AMSTERDAM
from rondom.people import queries as people
from rondom.people.vocabulary import ConflictKind


def kept_apart_of(case: Case, at: datetime) -> grants.KeptApart:
    """Relatives and shielded counterparts of everybody in the household on that day. Read as the system."""
    return kept_apart_of_each([case], at)[case.pk]


def kept_apart_of_each(cases: Sequence[Case], at: datetime) -> dict[UUID, grants.KeptApart]:
    """The same for many cases, by their key. Two queries. Read as the system."""
    on = at.astimezone(AMSTERDAM).date()
    here: dict[UUID, set[UUID]] = defaultdict(set)
    for member in people.members_of([case.household_id for case in cases], on):
        here[member.household_id].add(member.person_id)
    whom = {case.pk: {*here[case.household_id], case.client_id} for case in cases}
    conflicts: dict[UUID, list[Any]] = defaultdict(list)
    for row in people.conflicts_of(set().union(*whom.values())):
        conflicts[row.person_id].append(row)
    return {key: _apart([row for one in persons for row in conflicts[one]]) for key, persons in whom.items()}


def _apart(conflicts: list[Any]) -> grants.KeptApart:
    shields: dict[UUID, set[UUID]] = {}
    for row in conflicts:
        if row.kind == ConflictKind.SHIELD:
            shields.setdefault(row.counterpart_id, set()).add(row.person_id)
    relatives = frozenset(c.counterpart_id for c in conflicts if c.kind == ConflictKind.RELATIVE)
    return grants.KeptApart(relatives, {k: frozenset(v) for k, v in shields.items()})
