"""Pure questions about ages, dates and languages."""

from __future__ import annotations

import re
from datetime import date

OLDEST_YEARS = 120
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_PHONE = re.compile(r"\+?[0-9][0-9 ()\-]{5,24}")


def age_on(birth_date: date, day: date) -> int:
    """Full years on that day. Somebody born on 29 February has the birthday on 1 March in other years."""
    before_birthday = (day.month, day.day) < (birth_date.month, birth_date.day)
    return day.year - birth_date.year - before_birthday


def is_possible_birth_date(birth_date: date, today: date) -> bool:
    """Not in the future and not more than 120 years ago (R-009)."""
    return birth_date <= today and age_on(birth_date, today) <= OLDEST_YEARS


def age_band(birth_date: date, day: date, *, guardian_below: int, shared_below: int, adult_at: int) -> str:
    """Who speaks for somebody on that day, by the ages the city has set (R-044).

    Answers a value of vocabulary.AgeBand. The boundaries are full years: on the birthday itself the
    next band holds.
    """
    age = age_on(birth_date, day)
    if age < guardian_below:
        return "guardian"
    if age < shared_below:
        return "shared"
    return "self" if age < adult_at else "adult"


def next_boundary(birth_date: date, day: date, boundaries: tuple[int, ...]) -> date | None:
    """The next birthday after `day` on which another band begins, to ask consent anew (R-044)."""
    later = [found for years in boundaries if (found := _birthday(birth_date, years)) > day]
    return min(later, default=None)


def is_language(code: str) -> bool:
    """A language code of two or three small letters (ISO 639)."""
    return bool(_LANGUAGE.fullmatch(code))


def is_phone(text: str) -> bool:
    """Whether a text can be dialled: digits, spaces, brackets and dashes, perhaps a plus in front."""
    return bool(_PHONE.fullmatch(text))


def same_name_key(family_name: str) -> str:
    """A family name as it is compared for a suggested match: no case, spaces or dashes."""
    return re.sub(r"[\s\-'.]", "", family_name).casefold()


def _birthday(birth_date: date, years: int) -> date:
    try:
        return birth_date.replace(year=birth_date.year + years)
    except ValueError:  # 29 February in a year without one
        return date(birth_date.year + years, 3, 1)
