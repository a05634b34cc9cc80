"""What partners read follows at once, in the transaction of what was shared."""

from datetime import datetime

from rondom.access.actor import Actor
from rondom.interop.projection import show_referral, tell_subject
from rondom.referrals.events import ReferralInCase, ReferralPaused, ReferralReported, ReferralStepTaken


def show_what_was_shared(
    event: ReferralStepTaken | ReferralReported | ReferralPaused, *, actor: Actor, at: datetime
) -> None:
    """A step, report or pause that the sender may see changes what its system reads; nothing else does."""
    del actor
    if event.shared:
        show_referral(referral_id=event.referral_id, at=at)


def name_the_subject(event: ReferralInCase, *, actor: Actor, at: datetime) -> None:
    """The person is known now: the log about these resources names them."""
    del actor
    tell_subject(referral_id=event.referral_id, person_id=event.person_id, at=at)
