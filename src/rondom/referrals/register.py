"""Writing what the policy allowed but the actor's own grants do not reach.

Who sends writes on somebody else's desk; who receives writes what the sender may read. The command
decides who may, then writes inside `as_register`; the log still names the actor.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from rondom.access.context import acting_as, system_actor
from rondom.kernel.clock import AMSTERDAM
from rondom.organizations import queries as organizations
from rondom.referrals.rules import Clocks

REGISTER = system_actor("referral register")


@contextmanager
def as_register(at: datetime) -> Iterator[None]:
    """Read and write as the register of referrals. Only after a policy said yes."""
    with acting_as(REGISTER, at=at):
        yield


def day_of(at: datetime) -> date:
    """The calendar day in Amsterdam."""
    return at.astimezone(AMSTERDAM).date()


def clocks() -> Clocks:
    """The terms of this city (R-063)."""
    return Clocks(
        receipt=organizations.setting("referral_receipt_working_days"),
        decision=organizations.setting("referral_decision_working_days"),
        first_contact=organizations.setting("referral_first_contact_working_days"),
        feedback=organizations.setting("referral_feedback_days"),
    )
