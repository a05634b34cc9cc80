"""What a holder holds in a space, as the database counts it at a moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from rondom.access.models import Grant
from rondom.kernel.repeated import repeated


@dataclass(frozen=True)
class Held:
    """One part that is held: by which row, on which ground, for writing or not."""

    row: str
    ground: str
    can_write: bool


def grants_now(*, holder_id: UUID, space: Any, at: datetime) -> QuerySet[Grant]:
    """What is granted to a holder in a space now, to be read along with other rows; see `parts_in`.

    `space` is a number or an expression that gives one.
    """
    return Grant.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=at),
        holder_id=holder_id,
        space=space,
        revoked_at=None,
        valid_from__lte=at,
    )


def held_parts(*, holder_id: UUID, space: int, at: datetime) -> dict[int, Held]:
    """Part number -> how it is held now; writing wins over reading. One query."""
    return parts_in(_grants(holder_id=holder_id, space=space, at=at)["grants"])


@repeated
def _grants(*, holder_id: UUID, space: int, at: datetime) -> dict[str, QuerySet[Any]]:
    return {"grants": grants_now(holder_id=holder_id, space=space, at=at)}


def parts_in(rows: Iterable[Grant]) -> dict[int, Held]:
    """Part number -> how these grants hold it; writing wins over reading."""
    held: dict[int, Held] = {}
    for grant in rows:
        for part in grant.reads:
            writes = part in grant.writes
            if part not in held or (writes and not held[part].can_write):
                held[part] = Held(grant.row, grant.ground, writes)
    return held


def holds(*, holder_id: UUID, space: int, part: int, at: datetime, write: bool = False) -> Held | None:
    """How one part is held now (for writing, when asked), or None."""
    held = held_parts(holder_id=holder_id, space=space, at=at).get(int(part))
    return held if held and (held.can_write or not write) else None


def holders_of(*, space: int, part: int, at: datetime) -> set[UUID]:
    """Everybody who holds one part of a space now. Only the system may read this whole."""
    live = Q(valid_to=None) | Q(valid_to__gt=at)
    rows = Grant.objects.filter(live, space=space, revoked_at=None, valid_from__lte=at)
    return set(rows.filter(reads__contains=[int(part)]).values_list("holder_id", flat=True))
