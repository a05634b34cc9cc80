"""Numbers and codes that say more about somebody than a sentence needs, looked for before it is kept."""

import re

from django.utils.translation import gettext_lazy as _

from rondom.kernel.bsn import contains_bsn

# F32 and E11.9 of the classification of diseases, a naming of the DSM; a motorway (A12) is none of them.
_DIAGNOSIS = re.compile(r"\b(?:F\d\d|[A-TV-Z]\d\d\.\d{1,2}|DSM[- ]?(?:IV|5|V))\b")

WARNING = _(
    "This text holds what looks like a citizen service number or the code of a diagnosis. "
    "Take it out, or tick that everybody who reads this needs it."
)
ON_PURPOSE = _("I keep this number or code: everybody who reads this needs it")


def says_too_much(text: str) -> bool:
    """Whether a text holds what looks like a BSN or a code of a diagnosis: a reason to ask (R-046)."""
    return contains_bsn(text) or bool(_DIAGNOSIS.search(text))
