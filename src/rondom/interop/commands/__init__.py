"""Writes of the doors for other systems."""

from rondom.interop.commands.exchange import Outcome, carry_out
from rondom.interop.commands.tokens import (
    Caller,
    OrganizationUnknown,
    TokenUnknown,
    create_token,
    recognise,
    revoke_token,
)

__all__ = [
    "Caller",
    "OrganizationUnknown",
    "Outcome",
    "TokenUnknown",
    "carry_out",
    "create_token",
    "recognise",
    "revoke_token",
]
