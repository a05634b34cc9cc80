"""Putting a notice on somebody's page."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.notices.models import Notice
from rondom.notices.vocabulary import URGENT


@command("notice.give")
def notify(
    *,
    actor: Actor,
    receiver_kind: str,
    receiver_id: UUID,
    kind: str,
    at: datetime,
    link_name: str = "",
    link_id: UUID | None = None,
    urgent: bool = False,
) -> UUID:
    """Tell one person or professional that there is news of this kind (R-019).

    Whether the receiver gets mail about it, and when, follows from their own wishes; `urgent` (or an
    urgent kind) goes out with the next run. Answers the key of the notice. Refuses nothing.
    """
    notice = Notice(
        receiver_kind=receiver_kind,
        receiver_id=receiver_id,
        kind=kind,
        link_name=link_name,
        link_id=link_id,
        urgent=urgent or kind in URGENT,
        given_at=at,
    )
    notice.save(force_insert=True)
    record(actor=actor, action="notice.give", at=at, object_type="notice", object_id=notice.id, row="own")
    return notice.id


@command("notice.mark")
def mark_notices_read(*, actor: Actor, at: datetime, notice_id: UUID | None = None) -> int:
    """The actor has read one of the own notices, or all; answers how many were new."""
    rows = Notice.objects.filter(receiver_id=actor.id, read_at=None)
    if notice_id is not None:
        rows = rows.filter(pk=notice_id)
    count = rows.update(read_at=at)
    record(actor=actor, action="notice.mark", at=at, object_type="notice", object_id=notice_id, row="own")
    return count
