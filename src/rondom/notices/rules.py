"""When a mail may go out, and when a message waits too long: pure functions."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from rondom.kernel.working_days import Calendar, add_working_days
from rondom.notices.vocabulary import RECALL_MINUTES, MailMode

DIGEST_AT = time(8, 0)


def is_quiet(moment: time, *, quiet_from: time, quiet_until: time) -> bool:
    """Whether a time of day falls in the quiet hours, which may run past midnight.

    Equal times mean that there are no quiet hours.
    """
    if quiet_from == quiet_until:
        return False
    if quiet_from < quiet_until:
        return quiet_from <= moment < quiet_until
    return moment >= quiet_from or moment < quiet_until


def may_mail_now(
    *, mode: str, local: datetime, quiet_from: time, quiet_until: time, mailed_on: date | None, urgent: bool
) -> bool:
    """Whether waiting news may become a mail at this local moment.

    Urgent news goes at once. A daily mail goes once a day, from 08:00 on, outside the quiet hours.
    """
    if urgent:
        return True
    if mode == MailMode.NEVER:
        return False
    if is_quiet(local.time(), quiet_from=quiet_from, quiet_until=quiet_until):
        return False
    if mode == MailMode.DAILY:
        return local.time() >= DIGEST_AT and mailed_on != local.date()
    return True


def may_recall(*, written_at: datetime, at: datetime) -> bool:
    """A message can be taken back within ten minutes (R-019)."""
    return at - written_at <= timedelta(minutes=RECALL_MINUTES)


def answer_due_on(written_on: date, *, working_days: int, calendar: Calendar) -> date:
    """The last day on which a message of a client is answered in time (R-019)."""
    return add_working_days(written_on, working_days, calendar)
