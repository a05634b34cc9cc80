"""Results, statements, closing: small calculations."""

import calendar
import re
from collections.abc import Iterable, Sequence
from datetime import date
from statistics import fmean

STATEMENT_COUNT = 6
LOWEST, HIGHEST = 1, 5

_CONTACT = (
    re.compile(r"\b\d{8,9}\b"),
    re.compile(r"(\+31|\b0)[\d\s-]{8,13}\d\b"),
    re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+"),
    re.compile(r"\b\d{4}\s?[A-Z]{2}\b"),
    re.compile(r"\b\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}\b"),
)
_SHORTEST_NAME = 3
_IN_MANY_NAMES = frozenset(
    {"van", "von", "den", "der", "des", "ten", "ter", "het", "bin", "ibn", "dos", "del", "della"}
    | {"familie", "family", "fam", "gezin", "huishouden", "household"}
    | {"mevrouw", "meneer", "mijnheer", "heer"}
)
"""Parts of names that point at nobody: a text with "van" or "familie" is no text about somebody."""


def are_answers(answers: Sequence[int]) -> bool:
    """Six whole numbers from 1 to 5."""
    return len(answers) == STATEMENT_COUNT and all(LOWEST <= a <= HIGHEST for a in answers)


def is_same_everywhere(answers: Sequence[int]) -> bool:
    """The same answer six times: kept, and marked (R-055)."""
    return len(set(answers)) == 1


def averages(rows: Iterable[Sequence[int]], *, floor: int) -> list[float] | None:
    """The mean per statement over people, or None when they are fewer than `floor` (R-055)."""
    listed = list(rows)
    if len(listed) < floor:
        return None
    return [round(fmean(row[i] for row in listed), 1) for i in range(STATEMENT_COUNT)]


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def identifying_parts(text: str, names: Iterable[str]) -> list[str]:
    """What in a text could point at somebody: a name of the household or its helpers, a number, a date.

    Names are compared whole and without case; parts of names shorter than three letters are skipped, and
    those that stand in the names of many.
    """
    found = [match.group(0).strip() for pattern in _CONTACT for match in pattern.finditer(text)]
    parts = {
        part
        for name in names
        for part in (name, *name.split())
        if len(part) >= _SHORTEST_NAME and part.casefold().strip(".,") not in _IN_MANY_NAMES
    }
    found += [p for p in sorted(parts) if re.search(rf"(?<!\w){re.escape(p)}(?!\w)", text, re.IGNORECASE)]
    return list(dict.fromkeys(found))
