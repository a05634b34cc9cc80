"""The clock of referrals (R-063)."""

from datetime import datetime

from rondom.referrals.commands import remind_overdue
from rondom.referrals.grants import rewrite_desk_grants
from rondom.referrals.queries.loops import overdue_steps
from rondom.referrals.register import REGISTER


def remind_of_late_steps(*, at: datetime) -> None:
    """Tell whoever must be told about each late step, one command per referral."""
    for referral_id in overdue_steps(at=at):
        remind_overdue(actor=REGISTER, referral_id=referral_id, at=at)


def keep_desks(*, at: datetime) -> None:
    """A role began today, a leader is away or back, the rule changed: who holds which desk follows."""
    rewrite_desk_grants(actor=REGISTER, at=at)
