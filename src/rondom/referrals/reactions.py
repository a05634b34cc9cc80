"""What follows at once when something lower changed."""

from datetime import datetime

from rondom.access.actor import Actor
from rondom.referrals.grants import rewrite_desk_grants


def rewrite_desks_of_staff(event: object, *, actor: Actor, at: datetime) -> None:
    """Somebody began, stopped or left, or a set-up was applied: who holds which desk is derived anew."""
    del event
    rewrite_desk_grants(actor=actor, at=at)
