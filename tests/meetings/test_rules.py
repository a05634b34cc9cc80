"""The pure rules, tried widely."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rondom.kernel.working_days import Calendar
from rondom.meetings import rules
from rondom.meetings.rules import Seat, Slot
from rondom.meetings.vocabulary import Step

CALENDAR = Calendar()
NOON = datetime(2026, 9, 7, 12, tzinfo=UTC)
functions = st.frozensets(st.sampled_from(["social_worker", "work_income", "housing", "debt_counsellor"]))
seats = st.lists(st.builds(Seat, st.sampled_from(["client", "network", "professional"]), functions))
moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 2, 1), timezones=st.just(UTC))  # noqa: DTZ001


def test_the_script_and_its_words_name_the_same_steps():
    assert list(rules.STEPS) == Step.values
    assert set(rules.BOXES) == set(rules.STEPS)
    assert rules.STEPS[:2] == ("welcome", "client")
    assert rules.STEPS[-1] == "closing"


@given(st.sampled_from(rules.STEPS))
def test_one_step_is_current_and_everything_before_it_is_done(step):
    states = list(rules.step_states(step).values())
    here = states.index("current")
    assert states.count("current") == 1
    assert set(states[:here]) <= {"done"}
    assert set(states[here + 1 :]) <= {"todo"}


def test_walking_on_reaches_the_end_and_stops():
    walked, step = [], "welcome"
    while step:
        walked.append(step)
        step = rules.next_step(step)
    assert tuple(walked) == rules.STEPS
    assert set(rules.step_states("").values()) == {"done"}


@given(st.sampled_from(rules.STEPS), moments)
def test_a_time_box_ends_after_it_starts(step, moment):
    assert rules.box_ends_at(step, moment) > moment


@given(st.lists(st.sampled_from("abc")), st.sampled_from("abc"))
def test_the_first_place_is_where_somebody_first_speaks(order, who):
    place = rules.first_position(order, who)
    assert (place is None) == (who not in order)
    if place:
        assert order[place - 1] == who
        assert who not in order[: place - 1]


@given(seats, st.booleans(), st.integers(1, 10))
def test_a_table_with_both_services_is_never_warned_about_them(table, money, limit):
    both = [*table, Seat("professional", frozenset({"social_worker", "work_income"}))]
    codes = rules.table_warnings(both, money_or_work=money, professionals_above_client=limit)
    assert "missing_social_work" not in codes
    assert "missing_work_income" not in codes


@given(seats, st.integers(1, 10))
def test_outnumbered_means_more_than_the_limit_above_the_clients_side(table, limit):
    professionals = sum(seat.kind == "professional" for seat in table)
    expected = professionals - (len(table) - professionals) > limit
    codes = rules.table_warnings(table, money_or_work=False, professionals_above_client=limit)
    assert ("outnumbered" in codes) == expected


def test_with_a_money_goal_both_services_are_asked_for():
    codes = rules.table_warnings([Seat("client")], money_or_work=True, professionals_above_client=6)
    assert codes == ["missing_social_work", "missing_work_income"]


@given(moments, moments, st.integers(1, 300), st.integers(1, 300))
def test_overlap_is_mutual_and_touching_is_not_overlap(first, second, one, two):
    a = Slot(first, first + timedelta(minutes=one))
    b = Slot(second, second + timedelta(minutes=two))
    assert rules.overlaps(a, b) == rules.overlaps(b, a)
    assert not rules.overlaps(a, Slot(a.ends_at, a.ends_at + timedelta(minutes=two)))
    assert rules.overlaps(a, a)


def test_only_a_child_or_relative_as_interpreter_warns():
    warned = {
        kind
        for kind in ("none", "professional", "relative", "child", "friend")
        if rules.interpreter_warns(kind)
    }
    assert warned == {"child", "relative"}


@given(st.dates(date(2026, 1, 1), date(2027, 1, 1)), st.integers(0, 10))
def test_terms_never_end_before_they_start(day, days):
    assert rules.fixed_on(day, days, CALENDAR) >= day
    assert rules.stance_due_on(day, days, CALENDAR) >= day
    assert rules.tell_client_by(day, days, CALENDAR) >= day
    assert not rules.is_late(day, day, day, days, CALENDAR)


def test_minutes_are_late_after_five_working_days_also_while_they_wait():
    monday = date(2026, 9, 7)
    assert not rules.is_late(monday, None, date(2026, 9, 14), 5, CALENDAR)
    assert rules.is_late(monday, None, date(2026, 9, 15), 5, CALENDAR)
    assert not rules.is_late(monday, monday, date(2026, 12, 1), 5, CALENDAR)


def test_the_next_meeting_follows_the_rhythm():
    assert rules.next_meeting_on(date(2026, 9, 7), 6) == date(2026, 10, 19)


def test_a_decision_is_a_draft_only_while_the_client_was_not_asked():
    assert rules.is_draft("not_asked")
    assert not rules.is_draft("not_asked", urgent_reason="morgen")
    for kind in ("agrees", "concern", "disagrees"):
        assert rules.carried_out(kind)


@given(
    st.lists(
        st.tuples(st.sampled_from(["Bellen", "bellen.", " BELLEN ", "Schrijven"]), st.sampled_from("ab"))
    )
)
def test_a_double_claim_needs_two_owners_of_one_task(claims):
    owners = {who for task, who in claims if task != "Schrijven"}
    found = [task.strip().casefold().rstrip(".") for task in rules.double_claims(claims)]
    assert ("bellen" in found) == (len(owners) == 2)


def test_quick_ticks_need_two_meetings_in_a_row():
    quick = [NOON + timedelta(seconds=n) for n in range(5)]
    slow = [NOON + timedelta(seconds=4 * n) for n in range(5)]
    assert rules.quick_ticks([quick, quick])
    assert not rules.quick_ticks([quick])
    assert not rules.quick_ticks([quick, slow])
    assert not rules.quick_ticks([slow, quick])
    assert not rules.quick_ticks([quick[:4], quick])
