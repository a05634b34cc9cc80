from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rondom.kernel.working_days import (
    DEFAULT_CALENDAR,
    DEFAULT_HOLIDAYS,
    HOLIDAY_RULES,
    Calendar,
    UnknownHoliday,
    add_working_days,
    easter_sunday,
    kings_day,
    next_working_day,
    on_or_before,
    previous_working_day,
    working_days_between,
)

days = st.dates(min_value=date(1990, 1, 1), max_value=date(2120, 12, 31))
calendars = st.builds(
    Calendar,
    holidays=st.frozensets(st.sampled_from(sorted(HOLIDAY_RULES))),
    extra=st.frozensets(days, max_size=20),
)


@pytest.mark.parametrize(
    "easter",
    [
        date(1818, 3, 22),
        date(1943, 4, 25),
        date(1954, 4, 18),
        date(1981, 4, 19),
        date(2000, 4, 23),
        date(2024, 3, 31),
        date(2025, 4, 20),
        date(2026, 4, 5),
        date(2027, 3, 28),
        date(2038, 4, 25),
        date(2049, 4, 18),
    ],
)
def test_easter_falls_where_the_church_tables_say(easter):
    assert easter_sunday(easter.year) == easter


@given(st.integers(min_value=1583, max_value=9999))
def test_easter_is_always_a_sunday_between_22_march_and_25_april(year):
    easter = easter_sunday(year)
    assert easter.weekday() == 6
    assert (3, 22) <= (easter.month, easter.day) <= (4, 25)


@pytest.mark.parametrize("year", range(2014, 2075))
def test_holidays_agree_with_an_independent_calendar(year):
    # Sundays are free as weekend; the 5th of May is a national holiday there and a setting here.
    liberation = {date(year, 5, 5)}
    official = set(holidays.country_holidays("NL", years=year))
    ours = Calendar(holidays=DEFAULT_HOLIDAYS | {"good_friday"}).holidays_in(year)
    assert {d for d in official if d.weekday() != 6} - liberation == {
        d for d in ours if d.weekday() != 6
    } - liberation


def test_kings_day_moves_to_saturday_when_it_is_a_sunday():
    assert kings_day(2025) == date(2025, 4, 26)
    assert kings_day(2026) == date(2026, 4, 27)


def test_good_friday_and_liberation_day_are_working_days_unless_set():
    good_friday, liberation = date(2026, 4, 3), date(2026, 5, 5)
    assert DEFAULT_CALENDAR.is_working_day(good_friday)
    assert DEFAULT_CALENDAR.is_working_day(liberation)
    strict = Calendar(holidays=DEFAULT_HOLIDAYS | {"good_friday", "liberation_day"})
    assert not strict.is_working_day(good_friday)
    assert not strict.is_working_day(liberation)


def test_two_working_days_from_friday_or_from_the_weekend_is_tuesday():
    for start in (date(2026, 2, 6), date(2026, 2, 7), date(2026, 2, 8)):
        assert add_working_days(start, 2) == date(2026, 2, 10)


def test_terms_step_over_easter_and_christmas():
    assert add_working_days(date(2026, 4, 3), 1) == date(2026, 4, 7)
    assert add_working_days(date(2026, 12, 24), 1) == date(2026, 12, 28)


def test_extra_free_days_are_free():
    bridge = Calendar(extra=frozenset({date(2026, 5, 15)}))
    assert add_working_days(date(2026, 5, 13), 1, bridge) == date(2026, 5, 18)
    assert add_working_days(date(2026, 5, 13), 1) == date(2026, 5, 15)


def test_a_reminder_on_a_free_day_fires_on_the_working_day_before():
    assert on_or_before(date(2026, 4, 6)) == date(2026, 4, 3)
    assert on_or_before(date(2026, 4, 7)) == date(2026, 4, 7)
    assert previous_working_day(date(2026, 4, 7)) == date(2026, 4, 3)


def test_an_unknown_holiday_in_the_settings_is_named():
    with pytest.raises(UnknownHoliday, match="carnival"):
        Calendar(holidays=frozenset({"carnival"}))


@given(days, st.integers(min_value=-60, max_value=60), calendars)
def test_counting_undoes_adding(day, n, calendar):
    start = on_or_before(day, calendar) if n < 0 else day
    assert working_days_between(start, add_working_days(start, n, calendar), calendar) == n


@given(days, st.integers(min_value=1, max_value=60), calendars)
def test_adding_always_ends_on_a_working_day_later_than_the_start(day, n, calendar):
    end = add_working_days(day, n, calendar)
    assert calendar.is_working_day(end)
    assert end > day
    assert end == next_working_day(add_working_days(day, n - 1, calendar), calendar)


@given(days, days, calendars)
def test_between_two_working_days_counting_back_is_counting_forwards_with_a_minus(start, end, calendar):
    start, end = on_or_before(start, calendar), on_or_before(end, calendar)
    assert working_days_between(start, end, calendar) == -working_days_between(end, start, calendar)


@given(days, st.integers(min_value=0, max_value=40), st.integers(min_value=0, max_value=40))
def test_two_steps_make_one(day, first, second):
    assert add_working_days(add_working_days(day, first), second) == add_working_days(day, first + second)


@given(days)
def test_the_working_day_before_is_the_nearest_one(day):
    before = previous_working_day(day)
    between = [before + timedelta(days=i) for i in range(1, (day - before).days)]
    assert before < day
    assert DEFAULT_CALENDAR.is_working_day(before)
    assert not any(DEFAULT_CALENDAR.is_working_day(one) for one in between)
