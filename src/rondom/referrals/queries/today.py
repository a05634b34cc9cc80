"""What referrals put on somebody's start page (R-221)."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.cases.queries import BACK, ME, OTHERS, TodayItem
from rondom.referrals import policies
from rondom.referrals.queries.cards import ReferralCard
from rondom.referrals.queries.referral import taken_up_and_sent

SENTENCES = {
    "sent": _("A referral waits for your answer."),
    "received": _("A referral waits for your answer."),
    "accepted": _("Make the first contact for a referral."),
    "contacted": _("Tell the sender of a referral how it goes."),
    "under_way": _("Tell the sender of a referral how it goes."),
}


def today_items(actor: Actor, *, at: datetime) -> list[TodayItem]:
    """What I must do with referrals, what I wait for, and what came back from those we sent."""
    if not policies.may_send(actor):
        return []
    taken_up, sent = taken_up_and_sent(actor, at=at)
    mine = [_item(ME, SENTENCES[card.state], card) for card in taken_up]
    waiting = [
        _item(OTHERS, _("A referral that you sent waits for an answer."), card)
        for card in sent
        if card.state in {"sent", "received"}
    ]
    back = [
        _item(BACK, _("A referral that you sent has an answer: {state}."), card)
        for card in sent
        if card.state in {"declined", "closed"} and (at - card.since).days < 14
    ]
    return [*mine, *waiting, *back]


def _item(side: str, sentence: object, card: ReferralCard) -> TodayItem:
    return TodayItem(
        side=side,
        sentence=sentence,
        url_name="referral",
        url_id=card.id,
        case_id=card.case_id,
        case_name=card.person_name,
        due_on=card.due_on,
        weight=2 if card.urgency in {"asap", "stat"} else 1,
        words={"state": card.state_label},
    )
