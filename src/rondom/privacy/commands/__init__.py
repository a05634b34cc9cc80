"""Writes on consent, sharing with one person, emergency access and safety mode."""

from rondom.privacy.commands.again import give_again
from rondom.privacy.commands.ages import follow_ages
from rondom.privacy.commands.conflicts import declare_own_conflict
from rondom.privacy.commands.consents import ask_consent, expire_consents
from rondom.privacy.commands.deciding import decide_consent, withdraw_consent
from rondom.privacy.commands.emergency import (
    inform_client_of_emergency,
    open_emergency_access,
    review_emergency_access,
)
from rondom.privacy.commands.guardians import answer_as_guardian, ask_guardian, leave_out_guardian
from rondom.privacy.commands.lookup import IdentityHit, look_up_identity
from rondom.privacy.commands.months import close_month
from rondom.privacy.commands.safety import end_portal_access, restore_portal_access
from rondom.privacy.commands.sharing import share_with_person, stop_sharing

__all__ = [
    "IdentityHit",
    "answer_as_guardian",
    "ask_consent",
    "ask_guardian",
    "close_month",
    "decide_consent",
    "declare_own_conflict",
    "end_portal_access",
    "expire_consents",
    "follow_ages",
    "give_again",
    "inform_client_of_emergency",
    "leave_out_guardian",
    "look_up_identity",
    "open_emergency_access",
    "restore_portal_access",
    "review_emergency_access",
    "share_with_person",
    "stop_sharing",
    "withdraw_consent",
]
