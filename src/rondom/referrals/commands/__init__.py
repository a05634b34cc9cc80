"""Writes on referrals."""

from rondom.referrals.commands.answer import (
    accept_referral,
    confirm_receipt,
    decline_referral,
    forward_referral,
    report_stuck,
)
from rondom.referrals.commands.open_case import (
    FeedbackWish,
    link_referral_to_case,
    open_case_from_referral,
)
from rondom.referrals.commands.overdue import remind_overdue
from rondom.referrals.commands.pause import pause_referral, resume_referral
from rondom.referrals.commands.report import (
    cancel_referral,
    close_with_result,
    record_first_contact,
    report_progress,
)
from rondom.referrals.commands.send import receive_referral, send_referral
from rondom.referrals.commands.senders import prepare_sender, rewrite_desks, sender_scope
from rondom.referrals.content import Contact, ReferralContent

__all__ = [
    "Contact",
    "FeedbackWish",
    "ReferralContent",
    "accept_referral",
    "cancel_referral",
    "close_with_result",
    "confirm_receipt",
    "decline_referral",
    "forward_referral",
    "link_referral_to_case",
    "open_case_from_referral",
    "pause_referral",
    "prepare_sender",
    "receive_referral",
    "record_first_contact",
    "remind_overdue",
    "report_progress",
    "report_stuck",
    "resume_referral",
    "rewrite_desks",
    "send_referral",
    "sender_scope",
]
