"""Clock jobs: mail about waiting notices, and reminders of unanswered messages."""

from __future__ import annotations

from datetime import datetime

from rondom.access.context import system_actor
from rondom.notices.commands.digest import send_digest_to, waiting_receivers
from rondom.notices.commands.reminders import remind_of_message
from rondom.notices.queries.messages import unanswered_messages

DIGESTS = system_actor("rondom.notices.jobs.send_digests")
REMINDERS = system_actor("rondom.notices.jobs.remind_unanswered")


def send_digests(*, at: datetime) -> None:
    """One mail per person about everything that is new, by their own wishes (R-019)."""
    for receiver_kind, receiver_id in waiting_receivers():
        send_digest_to(actor=DIGESTS, receiver_kind=receiver_kind, receiver_id=receiver_id, at=at)


def remind_unanswered(*, at: datetime) -> None:
    """Tell the case manager once a day of each client message that waits too long (R-019)."""
    for waiting in unanswered_messages(at):
        remind_of_message(
            actor=REMINDERS, message_id=waiting.message_id, receiver_id=waiting.receiver_id, at=at
        )
