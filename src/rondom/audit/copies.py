"""Copies that left the site: what was printed or saved, when and by whom (R-043)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from rondom.audit.models import AuditEvent

ASK = "copy.ask_deletion"
GONE = "copy.confirm_gone"
DELETED, RETURNED = "deleted", "returned"
"""The outcome of a GONE row; its reason is the key of the copy and the day on which it happened."""


@dataclass(frozen=True)
class Gone:
    """That a copy is gone: how, on which day, and who wrote it down."""

    how: str
    on: date
    by: UUID


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
    space: int
    asked_at: datetime | None = None
    gone: Gone | None = None


def copies_of(space: int, *, since: datetime | None = None, limit: int = 200) -> list[Copy]:
    """Every copy of something of this household, the newest first, one line per copy. As the system."""
    rows = AuditEvent.objects.filter(space=space, verb="E", outcome="success").order_by("-at", "-id")
    if since:
        rows = rows.filter(at__gte=since)
    return list(_once(rows[:limit], AuditEvent.objects.filter(space=space)))


def copies_by(professional_id: UUID, *, limit: int = 100) -> list[Copy]:
    """Every copy that one professional made, the newest first. As the system."""
    rows = AuditEvent.objects.filter(actor_id=professional_id, verb="E", outcome="success")
    told = AuditEvent.objects.filter(object_type="copy", object_id=professional_id)
    return list(_once(rows.exclude(space=None).order_by("-at", "-id")[:limit], told))


def gone_reason(copy: Copy, on: date) -> str:
    """What a GONE row holds as its reason."""
    return f"{copy.key} {on.isoformat()}"


def _gone(told: QuerySet[AuditEvent]) -> dict[str, Gone]:
    found: dict[str, Gone] = {}
    # A try that was refused stands in the log too.
    for row in told.filter(action=GONE, outcome__in=(DELETED, RETURNED)).order_by("-id"):
        key, _, day = row.reason.partition(" ")
        found[key] = Gone(row.outcome, date.fromisoformat(day), row.actor_id)
    return found


def _once(rows: Iterable[AuditEvent], told: QuerySet[AuditEvent]) -> Iterable[Copy]:
    asked = dict(told.filter(action=ASK, outcome="success").values_list("reason", "at"))
    gone = _gone(told)
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
            space=row.space or 0,
            asked_at=asked.get(str(row.pk)),
            gone=gone.get(str(row.pk)),
        )
