"""Clock jobs of the case: alarms, terms, lapses, cover. Each acts through commands or the register."""

from datetime import datetime

from rondom.access.context import system_actor
from rondom.cases.commands.clock import (
    escalate_overdue_requests,
    fire_alarms,
    lapse_supporters,
    pass_deadlines,
    refresh_cover,
)
from rondom.cases.commands.reactions import end_holds


def watch_deadlines(*, at: datetime) -> None:
    """Fire the alarms whose day has come, and mark dates that passed (R-049)."""
    actor = system_actor("deadline clock")
    fire_alarms(actor=actor, at=at)
    pass_deadlines(actor=actor, at=at)


def watch_terms(*, at: datetime) -> None:
    """Requests nobody answered, supporters not renewed, reactions held too long (R-005, R-008, R-082)."""
    actor = system_actor("case clock")
    escalate_overdue_requests(actor=actor, at=at)
    lapse_supporters(actor=actor, at=at)
    end_holds(actor=actor, at=at)


def watch_cover(*, at: datetime) -> None:
    """Who is away today, who is back, who leads the team: grants follow (rows P5 and P6)."""
    refresh_cover(actor=system_actor("cover clock"), at=at)
