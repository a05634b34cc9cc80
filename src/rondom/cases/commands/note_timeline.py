"""Putting a line on the timeline: called by commands of this and higher modules, inside their transaction."""

from datetime import datetime
from typing import Any
from uuid import UUID

from rondom.access.actor import Actor
from rondom.cases.models import Case, TimelineEntry


def note_on_timeline(
    *,
    actor: Actor,
    case: Case,
    at: datetime,
    kind: str,
    scope: int | None = None,
    words: dict[str, Any] | None = None,
    object_type: str = "",
    object_id: UUID | None = None,
) -> TimelineEntry:
    """Add one line; `scope` is that of the thing it tells about (default: the shared core) (R-006)."""
    from rondom.access.scopes import Part, scope_of

    return TimelineEntry.objects.create(
        case=case,
        at=at,
        kind=kind,
        scope=scope if scope is not None else scope_of(case.space, Part.CORE),
        words=words or {},
        object_type=object_type,
        object_id=object_id,
        by_name=actor.name,
        by_function=str(actor.function),
    )
