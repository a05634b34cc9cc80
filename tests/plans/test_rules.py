"""Order, agreement, comparison, routes and small calculations: without a database."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rondom.kernel.working_days import DEFAULT_CALENDAR
from rondom.plans.rules import agreement, barriers, comparison, lines, ordering, results
from rondom.plans.vocabulary import ActionState, GoalState, RouteStep

A, B, C = (UUID(int=n) for n in (1, 2, 3))
places = st.builds(
    ordering.GoalPlace, id=st.uuids(), rank=st.integers(0, 9), is_money=st.booleans(), is_now=st.booleans()
)


@given(st.lists(places, unique_by=lambda p: p.id))
def test_money_stands_on_top_only_until_the_client_orders(goals):
    proposed = ordering.in_order(goals, ordered_by_client=False, money_is_problem=True)
    now = [p.is_money for p in proposed if p.is_now]
    assert now == sorted(now, reverse=True)
    chosen = ordering.in_order(goals, ordered_by_client=True, money_is_problem=True)
    for term in (True, False):
        ranks = [p.rank for p in chosen if p.is_now == term]
        assert ranks == sorted(ranks)


@given(st.lists(places, unique_by=lambda p: p.id))
def test_later_goals_never_stand_above_goals_for_now(goals):
    for ordered in (True, False):
        order = ordering.in_order(goals, ordered_by_client=ordered, money_is_problem=True)
        assert [p.is_now for p in order] == sorted((p.is_now for p in order), reverse=True)


@given(st.lists(st.uuids(), min_size=1, unique=True), st.data(), st.booleans())
def test_a_move_changes_two_neighbours_and_can_be_undone(order, data, up):
    goal = data.draw(st.sampled_from(order))
    moved = ordering.moved(order, goal, up=up)
    assert sorted(moved) == sorted(order)
    if moved != order:
        assert ordering.moved(moved, goal, up=not up) == order


@given(st.lists(st.sampled_from(list(ActionState)), max_size=12))
def test_a_dropped_or_carried_over_action_never_moves_again(walk):
    state = ActionState.PLANNED
    for step in walk:
        if lines.may_action_become(state, step):
            assert state not in {ActionState.DROPPED, ActionState.CARRIED_OVER}
            state = step


def test_every_open_action_can_be_finished_and_every_open_goal_reached():
    for state in lines.OPEN_ACTIONS:
        assert lines.may_action_become(state, ActionState.DONE)
        assert lines.may_action_become(state, ActionState.DROPPED)
    assert lines.may_goal_become(GoalState.PROPOSED, GoalState.AGREED)
    assert not lines.may_goal_become(GoalState.PROPOSED, GoalState.REACHED)


def test_the_day_itself_is_on_time_and_the_next_is_late():
    assert not lines.is_overdue(ActionState.PLANNED, date(2026, 9, 7), date(2026, 9, 7))
    assert lines.is_overdue(ActionState.STUCK, date(2026, 9, 7), date(2026, 9, 8))
    assert not lines.is_overdue(ActionState.DONE, date(2026, 9, 7), date(2026, 9, 8))


def test_an_imbalance_is_seen_when_everything_lies_with_the_family():
    assert lines.all_on_client(["client", "member"])
    assert not lines.all_on_client(["client", "professional"])
    assert not lines.all_on_client([])


def test_a_vague_goal_is_seen_and_a_plain_one_is_not():
    assert lines.is_vague("Beter leven")
    assert not lines.is_vague("Lina weer naar school")


def said(line, person, stance, order):
    return agreement.Said(line, person, stance, order)


def test_the_last_word_counts_and_a_no_keeps_the_plan_open():
    stances = [said(A, B, "agrees", 1), said(A, B, "disagrees", 2)]
    assert agreement.newest(stances)[(A, B)].stance == "disagrees"
    assert not agreement.is_agreed({B: [A]}, stances)
    assert agreement.is_agreed({B: [A]}, [*stances, said(A, B, "agrees", 3)])


def test_could_not_be_asked_is_not_an_answer_about_the_line():
    assert agreement.unheard({B: [A]}, [said(A, B, "not_reached", 1)]) == {B: [A]}
    assert agreement.unheard({B: [A]}, [said(A, B, "disagrees", 1)]) == {}


def test_a_plan_without_lines_is_not_agreed():
    assert not agreement.is_agreed({}, [])


@given(st.text(max_size=200), st.text(max_size=200))
def test_the_words_of_a_comparison_give_both_texts_back(old, new):
    pieces = comparison.words_changed(old, new)
    assert "".join(p.text for p in pieces if p.how != "gone") == new
    assert "".join(p.text for p in pieces if p.how != "new") == old


def test_very_long_texts_are_compared_whole():
    assert [p.how for p in comparison.words_changed("a b " * 3000, "c d " * 3000)] == ["gone", "new"]


def test_versions_are_compared_line_by_line():
    found = comparison.compare(
        {A: {"title": "een", "position": 1}, B: {"title": "weg"}},
        {A: {"title": "twee", "position": 2}, C: {"title": "nieuw"}},
    )
    assert [(c.line_id, c.how, c.fields) for c in found] == [
        (A, "changed", ("title",)),
        (C, "new", ()),
        (B, "gone", ()),
    ]


def test_a_line_that_only_changed_place_is_the_same():
    assert comparison.compare({A: {"t": 1, "position": 1}}, {A: {"t": 1, "position": 2}})[0].how == "same"


@pytest.mark.parametrize("text", ["Werk en Inkomen weigert te bellen", "It is their fault", "Ze zijn laks"])
def test_blame_is_seen(text):
    assert barriers.blaming_words(text)


@pytest.mark.parametrize(
    "text", ["Er is nog geen antwoord op de brief", "De regel geldt vanaf 18 jaar", "luister"]
)
def test_plain_words_are_not_blame(text):
    assert barriers.blaming_words(text) == []


def test_the_next_step_is_offered_after_ten_working_days():
    start = date(2026, 9, 7)
    asked = {"working_days": 10, "calendar": DEFAULT_CALENDAR}
    assert not barriers.is_next_step_offered(start, date(2026, 9, 18), **asked)
    assert barriers.is_next_step_offered(start, date(2026, 9, 21), **asked)


def test_the_route_goes_forward_and_leaving_a_step_out_is_seen():
    assert barriers.next_step(RouteStep.BOTTLENECK) == RouteStep.JOINT_ATTEMPT
    assert barriers.next_step(RouteStep.ESCALATION) is None
    assert barriers.skips(RouteStep.BOTTLENECK, RouteStep.CASE_MEETING)
    assert not barriers.skips(RouteStep.BOTTLENECK, RouteStep.JOINT_ATTEMPT)
    assert barriers.is_backwards(RouteStep.CASE_MEETING, RouteStep.JOINT_ATTEMPT)


def test_a_team_mean_needs_enough_people():
    row = [1, 2, 3, 4, 5, 5]
    assert results.averages([row] * 4, floor=5) is None
    assert results.averages([row] * 5, floor=5) == [1, 2, 3, 4, 5, 5]


def test_six_answers_from_one_to_five():
    assert results.are_answers([1, 2, 3, 4, 5, 1])
    assert not results.are_answers([1, 2, 3, 4, 5])
    assert not results.are_answers([0, 2, 3, 4, 5, 1])
    assert results.is_same_everywhere([3] * 6)


def test_three_months_later_ends_in_a_real_day():
    assert results.months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert results.months_after(date(2026, 9, 7), 12) == date(2027, 9, 7)


@pytest.mark.parametrize(
    "text", ["Samira kreeg een regeling", "bel 0612345678", "a@b.nl", "op 12-03-2026", "3011 AB"]
)
def test_what_points_at_somebody_is_found(text):
    assert results.identifying_parts(text, ["Samira Haddad"])


def test_what_stands_in_the_names_of_many_points_at_nobody():
    names = ["Familie Van den Berg", "Fatima van der Heide", "Mevrouw A. Bakker"]
    plain = "De familie kreeg van het fonds een bijdrage; mevrouw tekende voor den duur van een jaar"
    assert results.identifying_parts(plain, names) == []
    for text, word in (("Berg betaalde", "Berg"), ("voor BAKKER", "Bakker"), ("aan Van den Berg", "Berg")):
        assert word in results.identifying_parts(text, names)


def test_plain_words_point_at_nobody():
    assert (
        results.identifying_parts("Een gezin kreeg een half jaar rust van de incasso", ["Samira Haddad"])
        == []
    )


@given(st.lists(st.tuples(st.uuids(), st.uuids(), st.sampled_from(["agrees", "disagrees", "not_reached"]))))
def test_whoever_is_unheard_has_an_own_line_without_an_answer(rows):
    stances = [said(line, person, stance, n) for n, (line, person, stance) in enumerate(rows)]
    person, line = uuid4(), uuid4()
    assert agreement.unheard({person: [line]}, stances) == {person: [line]}
