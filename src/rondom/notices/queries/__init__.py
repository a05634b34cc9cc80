"""Reading notices and messages."""

from rondom.notices.queries.messages import MessageLine, UnansweredMessage, thread_of, unanswered_messages
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
    "gathered",
    "my_notices",
    "my_wishes",
    "thread_of",
    "unanswered_messages",
    "undelivered_mails",
    "unread_count",
]
