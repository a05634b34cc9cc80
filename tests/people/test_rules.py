"""Ages, dates, languages."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rondom.people import rules

BANDS = {"guardian_below": 12, "shared_below": 16, "adult_at": 18}
TODAY = date(2026, 9, 7)


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(2014, 9, 8), date(2026, 9, 7), 11),
        (date(2014, 9, 8), date(2026, 9, 8), 12),
        (date(2012, 2, 29), date(2024, 2, 28), 11),
        (date(2012, 2, 29), date(2024, 2, 29), 12),
        (date(2012, 2, 29), date(2025, 2, 28), 12),
        (date(2012, 2, 29), date(2025, 3, 1), 13),
    ],
)
def test_age_changes_on_the_birthday(birth, day, age):
    assert rules.age_on(birth, day) == age


@pytest.mark.parametrize(
    ("years", "band"),
    [(11, "guardian"), (12, "shared"), (15, "shared"), (16, "self"), (17, "self"), (18, "adult")],
)
def test_the_band_changes_on_the_birthday_itself(years, band):
    birthday = TODAY.replace(year=TODAY.year - years)
    assert rules.age_band(birthday, TODAY, **BANDS) == band
    the_day_before = rules.age_band(birthday + timedelta(days=1), TODAY, **BANDS)
    assert (the_day_before != band) == (years in (12, 16, 18))


def test_the_next_boundary_is_a_birthday_to_come():
    birth = date(2014, 9, 8)
    assert rules.next_boundary(birth, TODAY, (12, 16, 18)) == date(2026, 9, 8)
    assert rules.next_boundary(birth, date(2026, 9, 8), (12, 16, 18)) == date(2030, 9, 8)
    assert rules.next_boundary(birth, date(2040, 1, 1), (12, 16, 18)) is None
    assert rules.next_boundary(date(2012, 2, 29), TODAY, (18,)) == date(2030, 3, 1)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_nobody_is_born_tomorrow_or_older_than_120(birth, today):
    possible = rules.is_possible_birth_date(birth, today)
    assert possible == (birth <= today and 0 <= rules.age_on(birth, today) <= 120)


@pytest.mark.parametrize(
    ("code", "good"),
    [("nl", True), ("pap", True), ("NL", False), ("n", False), ("klingon", False), ("", False)],
)
def test_a_language_is_a_short_code(code, good):
    assert rules.is_language(code) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [("06 0000 0101", True), ("+31 (0)85-000", True), ("bel maar", False), ("12", False), ("=1+1", False)],
)
def test_a_phone_number_can_be_dialled(text, good):
    assert rules.is_phone(text) is good


def test_family_names_are_compared_without_spaces_and_case():
    assert rules.same_name_key("van der Boom-Tak") == rules.same_name_key("Van Der boom tak")
    assert rules.same_name_key("Boom") != rules.same_name_key("Bomen")
