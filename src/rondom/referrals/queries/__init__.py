"""Reads of referrals for doors and higher modules."""

from rondom.referrals.queries.cards import ReferralCard
from rondom.referrals.queries.loops import open_loops, overdue_steps
from rondom.referrals.queries.referral import (
    Milestone,
    ReferralView,
    files_of_same_person,
    referral_for,
    referral_panel,
    referrals_for_resident,
    sent_by_us,
    to_take_up,
)
from rondom.referrals.queries.shared import SharedNews, SharedPause, SharedResult, shared_news
from rondom.referrals.queries.today import today_items

__all__ = [
    "Milestone",
    "ReferralCard",
    "ReferralView",
    "SharedNews",
    "SharedPause",
    "SharedResult",
    "files_of_same_person",
    "open_loops",
    "overdue_steps",
    "referral_for",
    "referral_panel",
    "referrals_for_resident",
    "sent_by_us",
    "shared_news",
    "to_take_up",
    "today_items",
]
