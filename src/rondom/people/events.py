"""What this module tells the others after a commit. Keys only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class MemberAdded:
    """Somebody belongs to a household from now on."""

    household_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class MemberLeft:
    """Somebody no longer belongs to a household."""

    household_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class AuthorityChanged:
    """Parental authority over a child began or ended: what a parent may see must be decided again."""

    child_id: UUID
    parent_id: UUID


@dataclass(frozen=True)
class ConflictChanged:
    """Two people must be kept apart from now on, or no longer (decision table D1, D2)."""

    person_id: UUID
    counterpart_id: UUID
