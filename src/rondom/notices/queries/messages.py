"""Messages in a household's space, as far as the reader may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from rondom.access.actor import Actor
from rondom.kernel.clock import AMSTERDAM
from rondom.notices import rules
from rondom.notices.models import Message
from rondom.notices.vocabulary import ReceiverKind
from rondom.organizations import queries as organizations


@dataclass(frozen=True)
class MessageLine:
    """A message as a page shows it. `may_recall`: the reader wrote it less than ten minutes ago."""

    id: UUID
    writer: str
    from_resident: bool
    mine: bool
    body: str
    written_at: datetime
    recalled: bool
    may_recall: bool
    is_new: bool
    scope: int


@dataclass(frozen=True)
class UnansweredMessage:
    """What a client wrote and nobody answered yet; `due_on` is the last day for `receiver_id`."""

    message_id: UUID
    space: int
    written_by: UUID
    receiver_id: UUID
    written_at: datetime
    due_on: date


def thread_of(actor: Actor, space: int, *, at: datetime, limit: int = 100) -> list[MessageLine]:
    """The newest messages of a space that the actor may see, oldest first."""
    rows = list(Message.objects.filter(space=space).order_by("-written_at")[:limit])
    return [_line(row, actor, at) for row in reversed(rows)]


def waiting_rows() -> QuerySet[Message]:
    """What clients wrote and nobody answered yet, the oldest first, as far as the reader may see it."""
    later = Message.objects.filter(
        space=OuterRef("space"),
        scope=OuterRef("scope"),
        written_by_kind=ReceiverKind.PROFESSIONAL,
        recalled_at=None,
        written_at__gt=OuterRef("written_at"),
    )
    asked = Message.objects.filter(written_by_kind=ReceiverKind.RESIDENT, recalled_at=None)
    return asked.filter(~Exists(later)).order_by("written_at")


def answer_due(written_at: datetime) -> date:
    """The last day on which a message of a client is answered in time (R-019)."""
    return rules.answer_due_on(
        written_at.astimezone(AMSTERDAM).date(),
        working_days=organizations.setting("unanswered_message_working_days"),
        calendar=organizations.calendar(),
    )


def waiting_messages(*, space: int | None = None) -> list[UnansweredMessage]:
    """The same as lines, with the day before which the answer comes."""
    rows = waiting_rows() if space is None else waiting_rows().filter(space=space)
    return [
        UnansweredMessage(
            row.id, row.space, row.written_by, row.receiver_id, row.written_at, answer_due(row.written_at)
        )
        for row in rows
    ]


def unanswered_messages(at: datetime, *, space: int | None = None) -> list[UnansweredMessage]:
    """Messages of clients without an answer after the city's term in working days (R-019).

    Of each writer only the oldest that still waits counts. A professional sees the spaces they may
    read; the clock job runs it as the system and sees all.
    """
    today = at.astimezone(AMSTERDAM).date()
    found: dict[tuple[int, UUID], UnansweredMessage] = {}
    for line in waiting_messages(space=space):
        if line.due_on < today:
            found.setdefault((line.space, line.written_by), line)
    return list(found.values())


def message_place(message_id: UUID) -> int | None:
    """The space of a message that the reader may see; None when there is none."""
    return Message.objects.filter(pk=message_id).values_list("space", flat=True).first()


def _line(row: Message, actor: Actor, at: datetime) -> MessageLine:
    mine = row.written_by == actor.id
    recalled = row.recalled_at is not None
    return MessageLine(
        id=row.id,
        writer=row.writer_name,
        from_resident=row.written_by_kind == ReceiverKind.RESIDENT,
        mine=mine,
        body=row.body,
        written_at=row.written_at,
        recalled=recalled,
        may_recall=mine and not recalled and rules.may_recall(written_at=row.written_at, at=at),
        is_new=row.read_at is None and row.receiver_id == actor.id,
        scope=row.scope,
    )
