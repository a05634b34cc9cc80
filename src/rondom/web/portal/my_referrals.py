"""Referrals as the person they are about reads them (R-007, R-062, R-065)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from rondom.access.actor import Actor
from rondom.referrals import queries as referrals
from rondom.referrals.queries import ReferralView
from rondom.web.portal.doors import item_key


@dataclass(frozen=True)
class MyReferral:
    """One referral: what was asked, of whom, how it stands, who does what before when."""

    key: str
    view: ReferralView
    next_step: str
    before: date | None


def my_referrals(actor: Actor, case: Any, at: datetime) -> list[MyReferral]:
    """What came into the own file and what was sent from it, the newest first."""
    found = referrals.referrals_for_resident(actor, at, case=case)
    return [_line(view) for view in found]


def _line(view: ReferralView) -> MyReferral:
    scope = view.progress.scope if view.progress else view.referral.sender_scope
    words = _next_words(view)
    return MyReferral(
        key=item_key("referral", view.referral.pk, scope, view.card.question),
        view=view,
        next_step=words,
        before=view.card.due_on if words else None,
    )


def _next_words(view: ReferralView) -> str:
    card = view.card
    who = card.assignee or card.receiver
    return {
        "sent": _("%s looks at it") % card.receiver,
        "received": _("%s says yes or no") % card.receiver,
        "accepted": _("%s contacts you") % who,
        "contacted": _("%s tells the sender how it goes") % who,
        "under_way": _("%s tells the sender how it goes") % who,
    }.get(card.state, "")
