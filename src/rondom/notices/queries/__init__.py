"""Reading notices and messages."""

from rondom.notices.queries.messages import (
    MessageLine,
    UnansweredMessage,
    answer_due,
    message_place,
    thread_of,
    unanswered_messages,
    waiting_messages,
    waiting_rows,
)
from rondom.notices.queries.notices import (
    NoticeLine,
    gathered,
    my_notices,
    my_wishes,
    undelivered_mails,
    unread_count,
)

__all__ = [
    "MessageLine",
    "NoticeLine",
    "UnansweredMessage",
    "answer_due",
    "gathered",
    "message_place",
    "my_notices",
    "my_wishes",
    "thread_of",
    "unanswered_messages",
    "undelivered_mails",
    "unread_count",
    "waiting_messages",
    "waiting_rows",
]
