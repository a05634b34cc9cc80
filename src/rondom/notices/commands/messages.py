"""Messages between a client and the case manager."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.scopes import Part, scope_of
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.refusals import NotFound, Refusal
from rondom.kernel.text import clean_line, clean_text
from rondom.notices import rules
from rondom.notices.commands.notify import notify
from rondom.notices.events import MessageRecalled, MessageWritten
from rondom.notices.models import Message
from rondom.notices.queries.messages import waiting_messages
from rondom.notices.vocabulary import RECALL_MINUTES, NoticeKind, ReceiverKind

LONGEST = 5000


class MessageEmpty(Refusal):
    """A message without words."""

    code = "message_empty"
    sentence = _("The message is empty. Write something, then send it.")
    field = "body"


class MessageUnknown(NotFound):
    """The message does not exist, or is not yours to see or take back."""

    code = "message_unknown"


class RecallTooLate(Refusal):
    """Ten minutes have passed."""

    code = "recall_too_late"
    sentence = _("A message can be taken back within {minutes} minutes. Write a new message to put it right.")


@command("message.write")
def write_message(
    *,
    actor: Actor,
    space: int,
    body: str,
    receiver_kind: str,
    receiver_id: UUID,
    client_id: UUID,
    at: datetime,
    scope: int | None = None,
    writer_name: str = "",
    link_name: str = "",
    link_id: UUID | None = None,
) -> Message:
    """Write to the other side: the client to the case manager, or back (R-019).

    `scope` is the part that only client and case manager hold (where masked involvements stand
    too), unless the two have a part of their own; the database refuses a writer who cannot read
    there. The receiver gets a notice without content.
    Raises MessageEmpty, TextTooLong, TextUnreadable.
    """
    words = clean_text(body, field="body", max_length=LONGEST)
    if not any(unicodedata.category(char)[0] in "LNPS" for char in words):
        raise MessageEmpty
    message = Message.objects.create(
        scope=scope if scope is not None else scope_of(space, Part.INVOLVEMENT_MASKED),
        space=space,
        written_by_kind=ReceiverKind.RESIDENT if actor.is_resident else ReceiverKind.PROFESSIONAL,
        written_by=actor.id,
        writer_name=writer_name or actor.name,
        receiver_kind=receiver_kind,
        receiver_id=receiver_id,
        body=words,
        written_at=at,
    )
    _told(actor, message, "message.write", at, client_id)
    notify(
        actor=actor,
        receiver_kind=receiver_kind,
        receiver_id=receiver_id,
        kind=NoticeKind.MESSAGE,
        at=at,
        link_name=link_name,
        link_id=link_id,
    )
    publish(MessageWritten(message_id=message.id, space=space), at=at)
    return message


@command("message.recall")
def recall_message(
    *, actor: Actor, message_id: UUID, client_id: UUID, at: datetime, reason: str = ""
) -> Message:
    """Take an own message back within ten minutes; the words are gone, the fact and reason stay (R-019).

    Raises MessageUnknown, RecallTooLate, TextTooLong, TextUnreadable.
    """
    message = Message.objects.select_for_update().filter(pk=message_id, written_by=actor.id).first()
    if message is None or message.recalled_at is not None:
        raise MessageUnknown
    if not rules.may_recall(written_at=message.written_at, at=at):
        raise RecallTooLate(minutes=RECALL_MINUTES)
    message.body = ""
    message.recalled_at = at
    message.recall_reason = clean_line(reason, field="reason", max_length=300)
    message.save(update_fields=["body", "recalled_at", "recall_reason"])
    _told(actor, message, "message.recall", at, client_id)
    publish(MessageRecalled(message_id=message.id, space=message.space), at=at)
    return message


@command("message.mark")
def mark_messages_read(*, actor: Actor, space: int, client_id: UUID, at: datetime) -> int:
    """The actor has read what was written to them in this space; answers how many were new.

    Refuses nothing: what is not theirs is not counted and not changed.
    """
    count = Message.objects.filter(space=space, receiver_id=actor.id, read_at=None).update(read_at=at)
    record(
        actor=actor,
        action="message.mark",
        at=at,
        space=space,
        subjects=[client_id],
        part="messages",
        row="own",
    )
    return count


@command("message.pass_on")
def pass_on_messages(*, actor: Actor, space: int, receiver_id: UUID, client_id: UUID, at: datetime) -> int:
    """After another case manager came: what the client wrote and nobody answered waits for her or him now.

    Run as the system. Answers how many messages that are.
    """
    waiting = Message.objects.filter(pk__in=[one.message_id for one in waiting_messages(space=space)])
    count = waiting.exclude(receiver_id=receiver_id).update(receiver_id=receiver_id, read_at=None)
    record(
        actor=actor,
        action="message.pass_on",
        at=at,
        space=space,
        subjects=[client_id],
        part="messages",
        row="clock",
    )
    return count


def _told(actor: Actor, message: Message, action: str, at: datetime, client_id: UUID) -> None:
    record(
        actor=actor,
        action=action,
        at=at,
        space=message.space,
        subjects=[client_id],
        part="messages",
        object_type="message",
        object_id=message.id,
    )
