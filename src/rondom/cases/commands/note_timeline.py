"""Putting a line on the timeline: called by commands of this and higher modules, inside their transaction."""

from datetime import datetime
from typing import Any
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.scopes import FIRST_DYNAMIC, Part, part_of, scope_of
from rondom.cases.commands.register import as_register
from rondom.cases.models import Case, TimelineEntry

SILENT = frozenset({Part.INVOLVEMENT_MASKED, Part.INVOLVEMENT_HIDDEN})


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
    """Add one line; `scope` is that of the thing it tells about (default: the shared core) (R-006).

    The case was worked on at that moment: lists show the newest first.
    """
    where = scope if scope is not None else scope_of(case.space, Part.CORE)
    entry = TimelineEntry.objects.create(
        case=case,
        at=at,
        kind=kind,
        scope=where,
        words=words or {},
        object_type=object_type,
        object_id=object_id,
        by_name=actor.name,
        by_function=str(actor.function),
    )
    if actor.kind != "system":
        worked_on(case, where, at)
    return entry


def worked_on(case: Case, scope: int, at: datetime) -> None:
    """Keep the moment of the last work on a case, which stands in lists for whoever knows of it.

    Work that is hidden or for named people leaves the moment as it is: it would tell that there was some.
    """
    if part_of(scope) >= FIRST_DYNAMIC or part_of(scope) in SILENT:
        return
    # Whoever works in one domain may not write the case itself.
    with as_register(at):
        Case.objects.filter(pk=case.pk, last_activity_at__lt=at).update(last_activity_at=at)
