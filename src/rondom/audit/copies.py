"""Copies that left the site: what was printed or saved, when and by whom (R-043)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rondom.audit.models import AuditEvent

ASK = "copy.ask_deletion"


@dataclass(frozen=True)
class Copy:
    """One print or saved file; `key` is the row of the log, `asked_at` when it was asked to be deleted."""

    key: int
    at: datetime
    action: str
    part: str
    actor_kind: str
    actor_id: UUID
    function: str
    organization_id: UUID | None
    organization: str
    row: str
    confidential: bool
    asked_at: datetime | None = None


def copies_of(space: int, *, since: datetime | None = None, limit: int = 200) -> list[Copy]:
    """Every copy of something of this household, the newest first, one line per copy. As the system."""
    rows = AuditEvent.objects.filter(space=space, verb="E", outcome="success").order_by("-at", "-id")
    if since:
        rows = rows.filter(at__gte=since)
    asked = dict(
        AuditEvent.objects.filter(space=space, action=ASK, outcome="success").values_list("reason", "at")
    )
    return list(_once(rows[:limit], asked))


def _once(rows: Iterable[AuditEvent], asked: dict[str, datetime]) -> Iterable[Copy]:
    # One act writes a row per person it is about.
    seen: set[tuple[object, ...]] = set()
    for row in rows:
        act = (row.at, row.actor_id, row.action, row.object_id)
        if act in seen:
            continue
        seen.add(act)
        yield Copy(
            key=row.pk,
            at=row.at,
            action=row.action,
            part=row.part,
            actor_kind=row.actor_kind,
            actor_id=row.actor_id,
            function=row.actor_function,
            organization_id=row.organization_id,
            organization=row.organization_name,
            row=row.policy_row,
            confidential=row.confidential,
            asked_at=asked.get(str(row.pk)),
        )
