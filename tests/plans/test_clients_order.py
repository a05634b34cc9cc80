"""The order and the time of goals belong to the client; nothing in an ended plan changes (R-017, R-020, R-024)."""

from datetime import timedelta

import pytest

from rondom.access.context import acting_as, system_actor
from rondom.cases.commands import CaseIsClosed
from rondom.dispatch.events import held_back
from rondom.kernel.refusals import NotFound
from rondom.plans import commands as plans
from rondom.plans.commands import StuckWords
from rondom.plans.commands.refusals import (
    ClosingAsksAnswer,
    GoalUnknown,
    LastWordMissing,
    OrderIsTheClients,
    PlanEnded,
    ReasonMissing,
    WitnessMissing,
    WordsMissing,
)
from rondom.plans.models import Action, LineStep, Plan, PlanAlert
from rondom.plans.queries import alerts_in, changes_of
from tests.cases.world import day
from tests.plans.plan_world import the_plan
from tests.plans.test_bottlenecks_and_results import close
from tests.plans.test_stances_and_versions import run_clock

pytestmark = pytest.mark.django_db
HANDLER = "rondom.plans.handlers.tell_of_change"


def at_later(world, actor, term="later", **more):
    return plans.set_goal_term(actor=actor, goal_id=world.school, term=term, **({"at": world.at} | more))


def test_before_the_client_chose_a_professional_puts_goals_at_now_and_later(world):
    assert at_later(world, world.fatma).term == "later"
    assert at_later(world, world.fatma, "now").term == "now"


@pytest.mark.parametrize("chose", ["this goal", "the order"])
def test_what_the_client_chose_changes_with_the_clients_yes_and_a_witness(world, chose):
    if chose == "this goal":
        at_later(world, world.samira)
        at_later(world, world.samira, "now")
    else:
        plans.move_goal(actor=world.samira, goal_id=world.school, up=True, at=world.at)
    with pytest.raises(OrderIsTheClients):
        at_later(world, world.fatma)
    for nobody in ("", "-", "n.v.t."):
        with pytest.raises(WitnessMissing):
            at_later(world, world.fatma, channel="phone", witness=nobody)
    with pytest.raises(OrderIsTheClients):
        at_later(world, world.fatma, channel="smoke", witness="Henk Visser")
    with held_back() as sent:
        then = world.at + timedelta(hours=1)
        at_later(world, world.fatma, channel="phone", witness="Henk Visser", at=then)
    assert [one.handler for one in sent] == [HANDLER], "the client hears it"
    with acting_as(world.samira, at=world.at):
        last = changes_of(the_plan(world))[0]
    assert last.who == "Fatma Yildiz"
    assert "Henk Visser" in last.how
    assert "aan de telefoon" in last.how
    assert at_later(world, world.samira, "now").term == "now", "the client needs nobody"


def test_who_was_there_when_the_order_changed_stays_known_and_the_client_is_told(world):
    with held_back() as sent:
        plans.move_goal(
            actor=world.fatma,
            goal_id=world.school,
            up=True,
            channel="paper",
            witness="Henk Visser",
            at=world.at,
        )
    assert [one.handler for one in sent] == [HANDLER]
    with acting_as(world.samira, at=world.at):
        row = LineStep.objects.get(kind="moved")
        assert row.now == {"channel": "paper", "witness": "Henk Visser"}
        assert "Henk Visser" in changes_of(the_plan(world))[0].how


def test_a_goal_that_is_no_longer_open_has_no_place(world):
    plans.set_goal_state(actor=world.samira, goal_id=world.school, state="reached", reason="", at=world.at)
    with pytest.raises(GoalUnknown):
        plans.move_goal(actor=world.samira, goal_id=world.school, up=True, at=world.at)
    with acting_as(world.samira, at=world.at):
        assert the_plan(world).ordered_by_client_at is None, "money stays on top until the client orders"


def test_the_yes_to_a_goal_on_paper_says_who_was_there(world):
    plans.accept_goal(
        actor=world.fatma, goal_id=world.money, channel="paper", witness="Henk Visser", at=world.at
    )
    with acting_as(world.samira, at=world.at):
        assert "Henk Visser" in changes_of(the_plan(world))[0].how


def test_nothing_in_an_ended_plan_changes_not_even_ones_own_line(world):
    stuck = raise_stuck(world)
    close(world)
    own = {"actor": world.samira, "at": world.at}
    acts = (
        lambda: plans.report_action(action_id=world.letters, state="done", **own),
        lambda: plans.give_stance(kind="action", line_id=world.letters, stance="agrees", **own),
        lambda: plans.solve_bottleneck(bottleneck_id=stuck, how="Het is opgelost zo", **own),
        lambda: plans.set_goal_term(goal_id=world.school, term="later", **own),
    )
    for act in acts:
        with pytest.raises(PlanEnded):
            act()
    with pytest.raises(PlanEnded):
        plans.report_action(actor=world.naima, action_id=world.fetch, state="done", at=world.at)
    with pytest.raises(CaseIsClosed):
        plans.start_plan(actor=world.samira, case_id=world.case_id, at=world.at)
    with acting_as(world.samira, at=world.at):
        assert Plan.objects.count() == 1


def raise_stuck(world, **more):
    stuck = StuckWords(
        kind="no_answer", text="De brief ligt er nog", since_on=day(world.at), party_name="De verhuurder"
    )
    line = {"action_id": world.letters} | more
    return plans.raise_bottleneck(
        actor=world.fatma, plan_id=world.plan_id, stuck=stuck, at=world.at, **line
    ).pk


def state_of(world, key):
    with acting_as(world.fatma, at=world.at):
        return Action.objects.get(pk=key).state


def test_an_action_goes_on_when_nothing_keeps_it_stuck_any_more(world):
    first, second = raise_stuck(world), raise_stuck(world)
    assert state_of(world, world.letters) == "stuck"
    plans.solve_bottleneck(actor=world.fatma, bottleneck_id=first, how="Er is antwoord", at=world.at)
    assert state_of(world, world.letters) == "stuck"
    plans.solve_bottleneck(actor=world.fatma, bottleneck_id=second, how="Er is antwoord", at=world.at)
    assert state_of(world, world.letters) == "started"


def test_an_action_that_was_done_meanwhile_stays_done(world):
    key = raise_stuck(world)
    plans.report_action(actor=world.samira, action_id=world.letters, state="done", at=world.at)
    plans.solve_bottleneck(actor=world.fatma, bottleneck_id=key, how="Er is antwoord", at=world.at)
    assert state_of(world, world.letters) == "done"


def test_a_dot_is_no_reason(world):
    with pytest.raises(ReasonMissing):
        plans.report_action(
            actor=world.samira, action_id=world.letters, state="dropped", reason=".", at=world.at
        )
    with pytest.raises(ReasonMissing):
        plans.set_goal_state(
            actor=world.samira, goal_id=world.school, state="dropped", reason="n.v.t.", at=world.at
        )
    with pytest.raises(ReasonMissing):
        plans.take_route_step(
            actor=world.fatma, bottleneck_id=raise_stuck(world), route="escalation", reason="-", at=world.at
        )
    with pytest.raises(WordsMissing):
        plans.give_stance(
            actor=world.samira, kind="goal", line_id=world.school, stance="disagrees", words="-", at=world.at
        )
    with pytest.raises(LastWordMissing):
        close(world, last_word="...")


def test_a_question_to_close_is_answered_and_not_taken_off_the_list(world):
    close(world, spoke_with_client=False, last_word="", why_not_spoken="Verhuisd zonder bericht")
    with acting_as(world.ingrid, at=world.at):
        asked = PlanAlert.objects.get(kind="closing")
    for actor in (world.fatma, world.ingrid):
        with pytest.raises(ClosingAsksAnswer):
            plans.clear_alert(actor=actor, alert_id=asked.pk, at=world.at)
    plans.approve_closing(actor=world.ingrid, alert_id=asked.pk, approved=False, at=world.at)
    assert close(world).state == "closed"


def listed(world, actor, at):
    with acting_as(actor, at=at):
        return [(a.kind, a.is_done_by_hand) for a in alerts_in(actor, world.case_id, at=at)]


def test_what_asks_for_attention_is_for_case_manager_and_leader(world):
    for actor in (world.fatma, world.ingrid):
        assert listed(world, actor, world.at) == []
    for actor in (world.ruben, world.wendy, world.samira, world.daan, world.tom):
        with pytest.raises(NotFound):
            listed(world, actor, world.at)


def test_on_the_day_of_the_after_care_somebody_asks_how_things_are_once(world):
    row = close(world, aftercare_on=day(world.at) + timedelta(days=30))
    run_clock(world, world.at + timedelta(days=29))
    assert listed(world, world.ingrid, world.at + timedelta(days=29)) == []
    for days in (30, 31):
        run_clock(world, world.at + timedelta(days=days))
    then = world.at + timedelta(days=31)
    assert listed(world, world.ingrid, then) == [("aftercare", True)]
    with acting_as(system_actor("test"), at=then):
        alert = PlanAlert.objects.get(kind="aftercare")
        assert alert.about_id == row.pk
    plans.clear_alert(actor=world.ingrid, alert_id=alert.pk, at=then)
    run_clock(world, then + timedelta(days=1))
    assert listed(world, world.ingrid, then + timedelta(days=1)) == []


def test_a_file_that_was_taken_up_again_asks_for_no_after_care(world):
    close(world, aftercare_on=day(world.at) + timedelta(days=3))
    run_clock(world, world.at + timedelta(days=3))
    then = world.at + timedelta(days=4)
    assert listed(world, world.ingrid, then) == [("aftercare", True)]
    plans.reopen_plan(actor=world.samira, case_id=world.case_id, reason="Het gaat niet", at=then)
    run_clock(world, then + timedelta(days=1))
    assert listed(world, world.ingrid, then + timedelta(days=1)) == []


def test_who_asked_to_take_part_hears_that_somebody_looked(world):
    from rondom.cases.commands import involve

    with acting_as(world.fatma, at=world.at):
        involve(
            actor=world.fatma,
            case_id=world.case_id,
            organization_id=world.grace.organization_id,
            professional_id=world.grace.id,
            kind="consultation",
            function=world.grace.function,
            domains=[],
            ground="wmo",
            at=world.at,
        )
    alert = plans.ask_to_join(actor=world.grace, case_id=world.case_id, at=world.at)
    assert listed(world, world.fatma, world.at) == [("join_request", True)]
    with held_back() as sent:
        plans.clear_alert(actor=world.fatma, alert_id=alert.pk, at=world.at)
    assert [one.handler for one in sent] == ["rondom.plans.handlers.tell_of_answer"]
    assert listed(world, world.fatma, world.at) == []
