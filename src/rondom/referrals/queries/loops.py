"""What waits too long, on either side (R-063)."""

from datetime import datetime
from uuid import UUID

from rondom.referrals.models import ReferralProgress
from rondom.referrals.queries.cards import ReferralCard, card_of, sent_rows
from rondom.referrals.register import day_of
from rondom.referrals.vocabulary import OPEN

MOST = 200


def overdue_steps(*, at: datetime) -> list[UUID]:
    """Keys of referrals of which the term has passed and whose alarm may have to be raised. As the system."""
    late = ReferralProgress.objects.filter(state__in=OPEN, due_on__lt=day_of(at), alarm__lt=3)
    return list(late.order_by("due_on").values_list("referral_id", flat=True)[:1000])


def open_loops(*, at: datetime) -> list[ReferralCard]:
    """Late referrals that the actor receives, and those that the actor sent and hears nothing about.

    The sender's side counts from the last thing that was shared, so it tells nothing that was not.
    """
    late = ReferralProgress.objects.filter(state__in=OPEN, due_on__lt=day_of(at))
    mine = late.select_related("referral__sender_organization", "desk", "assignee", "case")
    received = [card_of(row.referral, row, at=at) for row in mine.order_by("due_on")[:MOST]]
    known = {card.id for card in received}
    sent = [card_of(row, None, at=at) for row in sent_rows(at=at)]
    return received + [card for card in sent if card.late and card.id not in known]
