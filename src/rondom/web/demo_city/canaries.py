"""Words that stand in exactly one protected place of the story each.

Whoever looks at a page, a document, a calendar file, a mail, a log or an export of somebody who may
not read that place looks for these words.
"""

CANARIES = {
    "shelter": "De Luwte",
    "street": "Zilverreigerlaan",
    "talk": "paarse olifant",
    "debt": "18.437",
    "private_note": "muskaatnoot",
}
"""shelter: a hidden party. street: a shielded address. talk: Lina's own talk, for nobody but Esther and
Lina. debt: the amount, in the record of money only. private_note: a note of Fatma for nobody else."""


def found_in(text: str, *allowed: str) -> list[str]:
    """The keys of the canaries in this text, except those that are allowed here."""
    return [key for key, word in CANARIES.items() if key not in allowed and word in text]
