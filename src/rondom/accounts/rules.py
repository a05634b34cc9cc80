"""Pure rules of signing in: delays, codes, what a provider says about how somebody signed in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

FREE_TRIES = 5
LONGEST_WAIT = timedelta(minutes=15)
FORGET_AFTER = timedelta(hours=24)
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without 0, O, 1, I, L and U: what is easily misread on paper, or spells a word."""
CODE_LENGTH = 12
"""30 ** 12: 58 bits."""
STRONG_METHODS = frozenset({"mfa", "otp", "hwk", "swk", "fpt", "face", "iris", "sms", "tel", "sc"})
"""Values of `amr` (RFC 8176) that stand for a second or a device-bound step."""


def wait_until(*, failures: int, last_at: datetime) -> datetime | None:
    """Until when a next try waits, or None: 2 seconds after the fifth wrong try, doubling to 15 minutes."""
    if failures < FREE_TRIES:
        return None
    wait = min(timedelta(seconds=2 ** min(failures - FREE_TRIES + 1, 12)), LONGEST_WAIT)
    return last_at + wait


def clean_code(typed: str) -> str:
    """A typed code in its one writing: capitals, without spaces and dashes."""
    plain = "".join(char for char in typed.upper() if char.isalnum())
    return plain if len(plain) == CODE_LENGTH and set(plain) <= set(CODE_ALPHABET) else ""


def grouped(code: str) -> str:
    """A code in groups of four, as it stands in the letter."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def asserts_second_step(claims: Mapping[str, Any], *, strong_levels: Iterable[str] = ()) -> bool:
    """Whether the provider says that somebody signed in with more than a password.

    By `amr`, or by an `acr` that the deployment names as strong enough. Saying nothing is no.
    """
    methods = claims.get("amr") or []
    said = {methods} if isinstance(methods, str) else {str(one) for one in methods}
    return bool(said & STRONG_METHODS) or claims.get("acr") in set(strong_levels)
