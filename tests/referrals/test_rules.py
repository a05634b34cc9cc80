"""Which state follows which, when something is due, what goes back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rondom.kernel.working_days import DEFAULT_CALENDAR
from rondom.privacy.vocabulary import FeedbackDepth
from rondom.referrals import rules
from rondom.referrals.rules import Clocks
from rondom.referrals.vocabulary import OPEN, ReferralState

CLOCKS = Clocks(receipt=0, decision=3, first_contact=10, feedback=30)
STATES = list(ReferralState)
DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2030, 12, 31))


@given(st.sampled_from(STATES), st.lists(st.sampled_from(STATES), max_size=12))
def test_no_walk_passes_a_state_twice_and_what_ended_never_moves(start, tries):
    state, seen = start, {start}
    for wanted in tries:
        if rules.may_become(state, wanted):
            assert not rules.is_over(state)
            assert wanted not in seen
            state = wanted
            seen.add(state)


@pytest.mark.parametrize("state", OPEN)
def test_every_open_state_can_still_end(state):
    reachable, waiting = set(), [state]
    while waiting:
        for after in rules.MOVES[waiting.pop()] - reachable:
            reachable.add(after)
            waiting.append(after)
    assert any(rules.is_over(after) for after in reachable)
    assert ReferralState.CANCELLED in reachable


@given(st.sampled_from(STATES), DAYS)
def test_a_term_never_ends_before_it_begins(state, since):
    due = rules.due_on(state, since, clocks=CLOCKS, calendar=DEFAULT_CALENDAR)
    assert (due is None) == (state not in OPEN)
    assert due is None or due >= since


def test_the_terms_are_those_of_the_city():
    friday = date(2026, 9, 4)
    due = {s: rules.due_on(s, friday, clocks=CLOCKS, calendar=DEFAULT_CALENDAR) for s in OPEN}
    assert due == {
        "sent": friday,
        "received": date(2026, 9, 9),
        "accepted": date(2026, 9, 18),
        "contacted": friday + timedelta(days=30),
        "under_way": friday + timedelta(days=30),
    }
    saturday = rules.due_on("sent", date(2026, 9, 5), clocks=CLOCKS, calendar=DEFAULT_CALENDAR)
    assert saturday == date(2026, 9, 7)


@given(DAYS, st.integers(min_value=0, max_value=40))
def test_the_alarm_only_rises(due, days):
    levels = [
        rules.alarm_level(due, due + timedelta(days=n), DEFAULT_CALENDAR) for n in (days, days + 1, days + 10)
    ]
    assert levels == sorted(levels)
    assert rules.alarm_level(due, due, DEFAULT_CALENDAR) == 0


def test_first_the_receiver_then_the_leader_then_both_loops():
    monday = date(2026, 9, 7)
    levels = [rules.alarm_level(monday, monday + timedelta(days=n), DEFAULT_CALENDAR) for n in range(4)]
    assert levels == [0, 1, 2, 3]


@pytest.mark.parametrize("state", STATES)
def test_after_withdrawal_nothing_of_a_file_goes_back(state):
    goes = rules.step_goes_back(state, FeedbackDepth.NOTHING, in_case=True)
    assert goes is (state == "cancelled")


def test_a_receipt_and_a_refusal_always_return_to_the_sender():
    for state in ("sent", "received", "declined"):
        assert rules.step_goes_back(state, FeedbackDepth.NOTHING, in_case=False)
    for state in ("accepted", "contacted", "under_way", "closed"):
        assert not rules.step_goes_back(state, FeedbackDepth.NOTHING, in_case=False)
        assert rules.step_goes_back(state, FeedbackDepth.STATUS, in_case=True)


def test_words_go_back_only_when_the_person_said_so():
    said = [depth for depth in FeedbackDepth if rules.words_go_back(depth)]
    assert said == [FeedbackDepth.OUTCOME, FeedbackDepth.FULL]
    assert [d for d in FeedbackDepth if rules.summary_goes_back(d)] == [FeedbackDepth.FULL]


@pytest.mark.parametrize("text", ["", "Afgehandeld.", "handled", "ok", "n.v.t.", "is klaar"])
def test_a_sentence_that_says_nothing_is_no_feedback(text):
    assert rules.is_canned(text)


def test_a_real_sentence_is():
    assert not rules.is_canned("De huur is weer betaald.")


def test_the_third_time_is_ping_pong():
    assert [rules.may_forward(n) for n in range(4)] == [True, True, False, False]
