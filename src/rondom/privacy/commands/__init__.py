"""Writes on consent and emergency access."""

from rondom.privacy.commands.consents import ask_consent, decide_consent, expire_consents, withdraw_consent
from rondom.privacy.commands.emergency import open_emergency_access, review_emergency_access

__all__ = [
    "ask_consent",
    "decide_consent",
    "expire_consents",
    "open_emergency_access",
    "review_emergency_access",
    "withdraw_consent",
]
