"""Pure rules of staffing and settings."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rondom.organizations import rules
from rondom.organizations.vocabulary import NUMBER_LISTS, NUMBERS, SHAPED

DAY = date(2026, 9, 7)
ALL = {s.key: s.default for s in NUMBERS} | {s.key: list(s.default) for s in NUMBER_LISTS} | SHAPED


@pytest.mark.parametrize("spec", NUMBERS, ids=lambda spec: spec.key)
def test_every_number_lies_within_its_own_limits_and_nothing_outside_is_accepted(spec):
    assert rules.check_value(spec.key, spec.default) == []
    for outside in (spec.lowest - 1, spec.highest + 1):
        assert [p.what for p in rules.check_value(spec.key, outside)] == ["outside_limits"]
    for wrong in ("5", 2.5, True, None):
        assert [p.what for p in rules.check_value(spec.key, wrong)] == ["not_a_number"]


@pytest.mark.parametrize("key", list(SHAPED))
def test_every_start_list_is_good(key):
    assert rules.check_value(key, SHAPED[key]) == []


def test_the_defaults_make_sense_together():
    assert rules.check_together(ALL) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("smallest_published_group", 2),
        ("log_retention_years", 0),
        ("withdrawal_effect_seconds", 61),
        ("emergency_access_hours", 25),
    ],
)
def test_a_setting_below_a_safe_minimum_is_refused(key, value):
    assert rules.check_value(key, value)[0].what == "outside_limits"


def test_the_alarms_run_backwards_and_each_once():
    assert rules.check_value("deadline_alarms", [28, 14, 7, 2]) == []
    for wrong in ([2, 7, 14], [7, 7], []):
        assert rules.check_value("deadline_alarms", wrong)


@pytest.mark.parametrize(
    ("key", "change", "where", "what"),
    [
        ("life_domains", {"number": 31}, "life_domains.1.number", "outside_limits"),
        ("life_domains", {"number": 0}, "life_domains.1.number", "twice"),
        ("life_domains", {"slug": "money"}, "life_domains.1.slug", "twice"),
        ("life_domains", {"slug": "Werk!"}, "life_domains.1.slug", "not_a_slug"),
        ("life_domains", {"en": " "}, "life_domains.1.en", "label_missing"),
        ("legal_grounds", {"kind": "because"}, "legal_grounds.1.kind", "not_one_of"),
        ("legal_grounds", {"checked_on": "soon"}, "legal_grounds.1.checked_on", "not_a_date"),
        ("purposes", {"grounds": []}, "purposes.1.grounds", "not_a_list"),
        ("purposes", {"confidential": "ja"}, "purposes.1.confidential", "not_yes_or_no"),
    ],
)
def test_a_bad_entry_is_named_with_its_place(key, change, where, what):
    value = [dict(entry) for entry in SHAPED[key]]
    value[1].update(change)
    found = rules.check_value(key, value)
    assert [(p.where, p.what) for p in found] == [(where, what)]


def test_a_purpose_needs_a_ground_that_exists():
    purposes = [{**SHAPED["purposes"][0], "grounds": ["nothing"]}]
    found = rules.check_together({**ALL, "purposes": purposes})
    assert [(p.where, p.what) for p in found] == [("purposes.0.grounds", "unknown_name")]


def test_amber_stays_below_red():
    found = rules.check_together({**ALL, "tables_amber_above": 12})
    assert [p.where for p in found] == ["tables_red_above"]


def test_a_domain_number_never_gets_another_meaning():
    earlier = [[{"number": 0, "slug": "money"}], [{"number": 9, "slug": "sleep"}]]
    assert (
        rules.reused_numbers(earlier, [{"number": 0, "slug": "money"}, {"number": 4, "slug": "sleep"}]) == []
    )
    found = rules.reused_numbers(earlier, [{"number": 9, "slug": "pets"}])
    assert [p.what for p in found] == ["number_reused"]


def test_an_unknown_holiday_is_named():
    found = rules.check_value("holidays", {"names": ["sinterklaas"], "extra": []})
    assert "sinterklaas" in str(found[0].params["explanation"])


days = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(days, st.integers(0, 60), days, st.integers(0, 60))
def test_two_periods_overlap_exactly_when_they_share_a_day(start, length, other, other_length):
    end, other_end = start + timedelta(days=length), other + timedelta(days=other_length)
    shared = {start + timedelta(days=i) for i in range(length + 1)} & {
        other + timedelta(days=i) for i in range(other_length + 1)
    }
    assert rules.overlaps(start, end, other, other_end) == bool(shared)


def test_an_open_period_reaches_every_later_day():
    assert rules.overlaps(DAY, None, DAY + timedelta(days=900), None)
    assert not rules.overlaps(DAY, None, DAY - timedelta(days=9), DAY - timedelta(days=1))


@pytest.mark.parametrize(
    ("hours", "own", "norm"),
    [(36, None, 30), (18, None, 15), (1, None, 1), (0, None, 0), (48, None, 30), (36, 12, 12)],
)
def test_the_caseload_norm_follows_the_hours(hours, own, norm):
    assert rules.caseload_norm(weekly_hours=hours, full_time_hours=36, full_time_weight=30, own=own) == norm


def test_weekdays_come_in_order_and_once():
    assert rules.weekdays(("thu", "mon", "thu")) == [1, 4]
    with pytest.raises(KeyError):
        rules.weekdays(("maandag",))
