"""What meetings do at once, in the transaction of what changed below."""

from __future__ import annotations

from datetime import datetime

from rondom.access.actor import Actor
from rondom.cases.events import SupporterChanged
from rondom.meetings.commands.leaving import close_to_supporter


def close_meetings_to_supporter(event: SupporterChanged, *, actor: Actor, at: datetime) -> None:
    """The client took somebody out of the own network, or the access lapsed (R-005)."""
    close_to_supporter(actor=actor, case_id=event.case_id, supporter_id=event.supporter_id, at=at)
