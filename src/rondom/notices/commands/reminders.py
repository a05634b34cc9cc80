"""Reminding a case manager that a client waits for an answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from rondom.access.actor import Actor
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.notices.commands.notify import notify
from rondom.notices.models import Notice
from rondom.notices.vocabulary import NoticeKind, ReceiverKind


@command("message.remind")
def remind_of_message(*, actor: Actor, message_id: UUID, receiver_id: UUID, at: datetime) -> bool:
    """Put a notice on the page of whoever should answer, at most once in 24 hours; says whether it did."""
    recent = Notice.objects.filter(
        receiver_id=receiver_id,
        kind=NoticeKind.MESSAGE_UNANSWERED,
        link_id=message_id,
        given_at__gt=at - timedelta(hours=24),
    )
    told = not recent.exists()
    if told:
        notify(
            actor=actor,
            receiver_kind=ReceiverKind.PROFESSIONAL,
            receiver_id=receiver_id,
            kind=NoticeKind.MESSAGE_UNANSWERED,
            at=at,
            link_name="message",
            link_id=message_id,
        )
    record(
        actor=actor,
        action="message.remind",
        at=at,
        object_type="message",
        object_id=message_id,
        outcome="success" if told else "told_before",
        row="own",
    )
    return told
