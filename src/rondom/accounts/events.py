"""What this module tells the others. Keys only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class AccountEnded:
    """An account ended: its sessions, links and second steps are gone already (access.md A4)."""

    account_id: UUID


@dataclass(frozen=True)
class ResidentInvited:
    """A code was made for a resident."""

    invitation_id: UUID
