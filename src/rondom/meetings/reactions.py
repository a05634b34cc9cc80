"""What meetings do at once, in the transaction of what changed below."""

from __future__ import annotations

from datetime import datetime

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.cases import queries as cases
from rondom.cases.events import AcquaintanceDecided, SupporterChanged
from rondom.meetings.commands.acquaintance import leave_tables
from rondom.meetings.commands.leaving import close_to_supporter


def close_meetings_to_supporter(event: SupporterChanged, *, actor: Actor, at: datetime) -> None:
    """The client took somebody out of the own network, or the access lapsed (R-005)."""
    close_to_supporter(actor=actor, case_id=event.case_id, supporter_id=event.supporter_id, at=at)


def close_meetings_to_acquaintance(event: AcquaintanceDecided, *, actor: Actor, at: datetime) -> None:
    """An expert who stays out of the file, as decided with the client, stays out of its meetings (R-040)."""
    with acting_as(system_actor("acquaintances in meetings"), at=at):
        left = cases.who_stopped(event.involvement_id)
    if left is not None:
        leave_tables(actor=actor, case_id=event.case_id, professional_id=left, at=at)
