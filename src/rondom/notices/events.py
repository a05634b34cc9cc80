"""What this module tells the others after a commit. Keys only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class MessageWritten:
    """A client or the case manager wrote a message in a household's space (R-019)."""

    message_id: UUID
    space: int


@dataclass(frozen=True)
class MessageRecalled:
    """A message was taken back by its writer within ten minutes."""

    message_id: UUID
    space: int
