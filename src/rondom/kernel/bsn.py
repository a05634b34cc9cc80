"""The Dutch citizen service number (burgerservicenummer, BSN): checked, masked, never logged.

A BSN is only asked where a legal ground is configured (R-136). This file knows the number itself;
storage (encrypted) and searching (blind index) use `rondom.kernel.crypto`.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from rondom.kernel.refusals import Refusal

LENGTH = 9
SHORT_LENGTH = 8  # spreadsheets and old forms drop the leading zero
VISIBLE_DIGITS = 4
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_SEPARATORS = re.compile(r"[\s.\-]")
_CANDIDATES = re.compile(r"(?<!\d)(?<!\d[ .\-])\d(?:[ .\-]?\d){8}(?![ .\-]?\d)", re.ASCII)


class BsnInvalid(Refusal):
    """The number is not a BSN. The sentence never repeats the number (it may be somebody's)."""

    code = "bsn_invalid"
    sentence = _("This is not a valid BSN. Check the nine digits on the passport, ID card or letter.")


def passes_eleven_test(digits: str) -> bool:
    """True when nine ASCII digits pass the eleven-test: weights 9 to 2, the last digit -1."""
    if len(digits) != LENGTH or not (digits.isascii() and digits.isdigit()):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return total % 11 == 0 and int(digits) > 0


def clean_bsn(value: str, *, field: str = "") -> str:
    """Nine digits without spaces, dots or dashes; eight digits get their leading zero.

    Raises BsnInvalid (also for digits of other scripts and for 000000000).
    """
    digits = _SEPARATORS.sub("", value)
    if len(digits) == SHORT_LENGTH:
        digits = digits.zfill(LENGTH)
    if not passes_eleven_test(digits):
        raise BsnInvalid(field=field)
    return digits


def mask_bsn(bsn: str) -> str:
    """The way a BSN is shown: `*****1782`. Anything that is not nine digits is masked whole."""
    if len(bsn) != LENGTH or not bsn.isdigit():
        return "*" * LENGTH
    return "*" * (LENGTH - VISIBLE_DIGITS) + bsn[-VISIBLE_DIGITS:]


def contains_bsn(text: str) -> bool:
    """True when free text holds a number that passes as a BSN: a reason to warn before saving (R-046).

    One number in eleven passes by chance, so this warns and never refuses.
    """
    found = _CANDIDATES.finditer(text)
    return any(passes_eleven_test(_SEPARATORS.sub("", match.group())) for match in found)
