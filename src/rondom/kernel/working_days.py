"""Working days in the Netherlands: every deadline of the platform is counted here.

The holiday rules are a setting of the deployment. The default follows the requirements: 1 January,
Easter Monday, King's Day, Ascension Day, Whit Monday, 25 and 26 December; Good Friday and 5 May are
working days unless they are set. Monday to Friday are working days; extra free days (a bridging
day of the municipality) can be added by date.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

ONE_DAY = timedelta(days=1)
SATURDAY = 5
SUNDAY = 6

DEFAULT_HOLIDAYS = frozenset(
    {"new_year", "easter_monday", "kings_day", "ascension", "whit_monday", "christmas", "boxing_day"}
)


def easter_sunday(year: int) -> date:
    """The date of Easter in the Gregorian calendar (years from 1583).

    The method of Meeus, Jones and Butcher: pure whole-number arithmetic, no table.
    """
    golden = year % 19
    century, in_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_shift + 15) % 30
    leap_years, year_rest = divmod(in_century, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7
    correction = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


def kings_day(year: int) -> date:
    """27 April, or 26 April when the 27th is a Sunday."""
    day = date(year, 4, 27)
    return day - ONE_DAY if day.weekday() == SUNDAY else day


def _after_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter_sunday(year) + timedelta(days=days)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


HOLIDAY_RULES: dict[str, Callable[[int], date]] = {
    "new_year": _fixed(1, 1),
    "good_friday": _after_easter(-2),
    "easter_monday": _after_easter(1),
    "kings_day": kings_day,
    "liberation_day": _fixed(5, 5),
    "ascension": _after_easter(39),
    "whit_monday": _after_easter(50),
    "christmas": _fixed(12, 25),
    "boxing_day": _fixed(12, 26),
}


class UnknownHoliday(ValueError):  # noqa: N818 - named by what happened
    """A setting names a holiday that has no rule here (a fault of the deployment, not of a user)."""

    def __init__(self, names: frozenset[str]) -> None:
        known = ", ".join(sorted(HOLIDAY_RULES))
        super().__init__(f"Unknown holiday {', '.join(sorted(names))}. Use one of: {known}.")


@dataclass(frozen=True)
class Calendar:
    """Which days are free: rules by name, plus extra dates. Raises UnknownHoliday at once."""

    holidays: frozenset[str] = DEFAULT_HOLIDAYS
    extra: frozenset[date] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        object.__setattr__(self, "holidays", frozenset(self.holidays))
        object.__setattr__(self, "extra", frozenset(self.extra))
        if unknown := self.holidays - HOLIDAY_RULES.keys():
            raise UnknownHoliday(unknown)

    def holidays_in(self, year: int) -> frozenset[date]:
        """Every free day by rule in that year (not the extra dates, not the weekends)."""
        return _holidays_in(year, self.holidays)

    def is_working_day(self, day: date) -> bool:
        """True from Monday to Friday, unless the day is a holiday or an extra free day."""
        return day.weekday() < SATURDAY and day not in self.extra and day not in self.holidays_in(day.year)


DEFAULT_CALENDAR = Calendar()


@lru_cache(maxsize=512)
def _holidays_in(year: int, names: frozenset[str]) -> frozenset[date]:
    return frozenset(HOLIDAY_RULES[name](year) for name in names)


def next_working_day(day: date, calendar: Calendar = DEFAULT_CALENDAR) -> date:
    """The first working day after `day`."""
    day += ONE_DAY
    while not calendar.is_working_day(day):
        day += ONE_DAY
    return day


def previous_working_day(day: date, calendar: Calendar = DEFAULT_CALENDAR) -> date:
    """The last working day before `day`, never `day` itself."""
    day -= ONE_DAY
    while not calendar.is_working_day(day):
        day -= ONE_DAY
    return day


def on_or_before(day: date, calendar: Calendar = DEFAULT_CALENDAR) -> date:
    """`day` when it is a working day, else the working day before it (reminders, R-049)."""
    return day if calendar.is_working_day(day) else previous_working_day(day, calendar)


def add_working_days(day: date, n: int, calendar: Calendar = DEFAULT_CALENDAR) -> date:
    """The n-th working day after `day` (negative n: before). With n = 0 the day itself.

    The day itself is never counted, so a term of 2 working days that starts on Friday, or on
    the Saturday after it, ends on Tuesday.
    """
    step = next_working_day if n > 0 else previous_working_day
    for _ in range(abs(n)):
        day = step(day, calendar)
    return day


def working_days_between(start: date, end: date, calendar: Calendar = DEFAULT_CALENDAR) -> int:
    """How many working days lie after `start`, up to and including `end`; negative when end is earlier.

    The inverse of `add_working_days`: working_days_between(d, add_working_days(d, n)) == n.
    """
    if end < start:
        days = (start - end).days
        return -sum(calendar.is_working_day(end + timedelta(days=i)) for i in range(days))
    days = (end - start).days
    return sum(calendar.is_working_day(start + timedelta(days=i)) for i in range(1, days + 1))
