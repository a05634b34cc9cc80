"""What is stuck, what came of it, and how a file closes."""

from datetime import timedelta

import pytest

from rondom.access.context import acting_as, system_actor
from rondom.cases.models import Case
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.plans import commands as plans
from rondom.plans import jobs
from rondom.plans.commands import ClosingWords, SolutionWords, StuckWords
from rondom.plans.commands.refusals import (
    AnswersMissing,
    BlamingText,
    BottleneckSolved,
    ClosingAlreadyAsked,
    ClosingNeedsLeader,
    DateInFuture,
    IdentifyingText,
    LastWordMissing,
    OnlyTheClient,
    PlanEnded,
    ReasonMissing,
    RouteBackwards,
    TooLateToReopen,
)
from rondom.plans.models import Action, Bottleneck, Closing, Outcome, Plan, PlanAlert, SelfReport
from rondom.plans.queries import find_solutions, outcomes_of, plan_page, team_statements, trend_for
from tests.cases.world import HOUSING, MONEY, day
from tests.plans.plan_world import the_plan

pytestmark = pytest.mark.django_db


def stuck(world, actor=None, at=None, **more):
    at = at or world.at
    facts = {"kind": "capacity", "text": "Er is nog geen plek vrij", "since_on": day(at)}
    facts |= {"organization_id": world.organizations["wonen-maas"]} | more
    return plans.raise_bottleneck(
        actor=actor or world.fatma, plan_id=world.plan_id, stuck=StuckWords(**facts), domain=HOUSING, at=at
    )


def test_blame_brings_a_question_and_the_words_may_stay_on_purpose(world):
    with pytest.raises(BlamingText) as caught:
        stuck(world, text="Wonen Maas weigert te helpen")
    assert "weigert" in str(caught.value)
    kept = stuck(world, text="Wonen Maas weigert te helpen", keep_words=True)
    assert kept.text == "Wonen Maas weigert te helpen"


def test_it_cannot_be_stuck_since_tomorrow(world):
    with pytest.raises(DateInFuture):
        stuck(world, since_on=day(world.at) + timedelta(days=1))


def test_an_action_that_is_stuck_says_so(world):
    plans.raise_bottleneck(
        actor=world.ruben,
        plan_id=world.plan_id,
        action_id=world.clock,
        stuck=StuckWords(
            kind="rule",
            text="De regel kent geen uitstel",
            party_name="De deurwaarder",
            since_on=day(world.at),
        ),
        at=world.at,
    )
    with acting_as(world.samira, at=world.at):
        assert Action.objects.get(pk=world.clock).state == "stuck"
        assert [b.party for b in plan_page(world.samira, world.case_id, at=world.at).barriers] == [
            "De deurwaarder"
        ]


def test_the_party_answers_before_the_leader_sees_it(world):
    start = world.ago(7)
    row = stuck(world, at=start)
    with acting_as(system_actor(jobs.NAME), at=start):
        jobs.watch_plans(at=start)
    with acting_as(world.ingrid, at=start):
        assert not PlanAlert.objects.filter(kind="bottleneck").exists()
    with pytest.raises(NotAllowed):
        plans.react_to_bottleneck(actor=world.fatma, bottleneck_id=row.pk, text="Wij kijken ernaar", at=start)
    plans.react_to_bottleneck(
        actor=world.peter, bottleneck_id=row.pk, text="Ik vraag het mijn directeur", at=start
    )
    # Two working days for the party: Tuesday and Wednesday, both to their end.
    for days, seen in ((2, False), (3, True)):
        then = start + timedelta(days=days)
        with acting_as(system_actor(jobs.NAME), at=then):
            jobs.watch_plans(at=then)
        with acting_as(world.ingrid, at=then):
            assert PlanAlert.objects.filter(kind="bottleneck").exists() is seen
    with acting_as(world.ingrid, at=world.at):
        alert = PlanAlert.objects.get(kind="bottleneck")
        assert alert.who == "", "that something is stuck, not where"
        assert Bottleneck.objects.count() == 0
    plans.solve_bottleneck(actor=world.fatma, bottleneck_id=row.pk, how="Er is een plek", at=world.at)
    with acting_as(world.ingrid, at=world.at):
        assert not PlanAlert.objects.filter(kind="bottleneck", cleared_at=None).exists()
    with pytest.raises(BottleneckSolved):
        plans.solve_bottleneck(actor=world.fatma, bottleneck_id=row.pk, how="Nog eens", at=world.at)


def test_after_ten_working_days_the_next_step_is_offered_and_the_route_goes_forward(world):
    row = stuck(world, at=world.ago(14))
    with acting_as(world.fatma, at=world.at):
        view = plan_page(world.fatma, world.case_id, at=world.at).barriers[0]
    assert (view.offered, view.next_value) == (True, "joint_attempt")
    with pytest.raises(ReasonMissing):
        plans.take_route_step(actor=world.fatma, bottleneck_id=row.pk, route="case_meeting", at=world.at)
    plans.take_route_step(
        actor=world.fatma, bottleneck_id=row.pk, route="case_meeting", reason="crisis", at=world.at
    )
    with pytest.raises(RouteBackwards):
        plans.take_route_step(actor=world.fatma, bottleneck_id=row.pk, route="joint_attempt", at=world.at)


def test_money_without_a_first_step_alerts_only_who_may_know_about_money(world):
    with acting_as(world.samira, at=world.at):
        Action.objects.filter(domain=MONEY).update(state="dropped")
        world_plan = the_plan(world)
        world_plan.goals.filter(domain=MONEY).update(first_step="")
    with acting_as(system_actor(jobs.NAME), at=world.at):
        jobs.watch_plans(at=world.at)
    with acting_as(world.fatma, at=world.at):
        assert PlanAlert.objects.filter(kind="no_money_step").exists()
    for other in (world.ingrid, world.esther):
        with acting_as(other, at=world.at):
            assert not PlanAlert.objects.filter(kind="no_money_step").exists()


def solution(**more):
    return SolutionWords(
        **(
            {
                "domain": MONEY,
                "what": "Een half jaar geen incasso",
                "why": "Anders was het huis weg",
                "room": "Artikel 5 laat uitstel toe",
                "agreed_by": "Teamleider",
            }
            | more
        )
    )


def test_a_customised_solution_needs_its_reason(world):
    with pytest.raises(ReasonMissing) as caught:
        plans.record_solution(
            actor=world.ruben, plan_id=world.plan_id, solution=solution(why=" "), at=world.at
        )
    assert caught.value.field == "why"


@pytest.mark.parametrize(
    "text", ["Samira kreeg uitstel", "Overleg met Ruben Mulder", "Bel 0612345678", "=Haddad"]
)
def test_the_searchable_copy_points_at_nobody(world, text):
    with pytest.raises(IdentifyingText):
        plans.record_solution(
            actor=world.ruben, plan_id=world.plan_id, solution=solution(what=text, copy=True), at=world.at
        )
    assert find_solutions("") == []


def test_colleagues_find_the_copy_without_its_domain_while_there_are_few(world):
    for number in range(5):
        plans.record_solution(
            actor=world.ruben, plan_id=world.plan_id, solution=solution(copy=True), at=world.at
        )
        with acting_as(world.daan, at=world.at):
            found = find_solutions("incasso")
            assert len(found) == number + 1
            assert bool(found[0].domain) == (number == 4)
    with acting_as(world.daan, at=world.at):
        assert find_solutions("paardrijden") == []


def test_results_are_told_by_the_client_and_stay_as_told(world):
    told = plans.tell_outcome(
        actor=world.samira,
        plan_id=world.plan_id,
        words="Ik slaap weer door",
        improved_domains=[MONEY],
        at=world.at,
    )
    plans.tell_outcome(
        actor=world.fatma, plan_id=world.plan_id, words="Meer rust in huis", improved_domains=[], at=world.at
    )
    with acting_as(world.fatma, at=world.at):
        assert Outcome.objects.filter(pk=told.pk).update(words="Anders") == 0
        assert {o.by_client for o in outcomes_of(the_plan(world))} == {True, False}


def test_what_is_told_in_private_is_hers_alone(world):
    plans.tell_outcome(
        actor=world.samira,
        plan_id=world.plan_id,
        words="Eerlijk: het helpt niet",
        improved_domains=[],
        private=True,
        at=world.at,
    )
    with pytest.raises(OnlyTheClient):
        plans.tell_outcome(
            actor=world.fatma,
            plan_id=world.plan_id,
            words="Stil",
            improved_domains=[],
            private=True,
            at=world.at,
        )
    with acting_as(world.samira, at=world.at):
        assert Outcome.objects.count() == 1
    for other in (world.fatma, world.ruben, world.wendy, world.lina, world.karim, world.ingrid):
        with acting_as(other, at=world.at):
            assert Outcome.objects.count() == 0


def test_six_statements_are_the_clients_and_the_team_sees_too_few_to_show(world):
    answers = {"plan_id": world.plan_id, "moment": "start", "at": world.at}
    with pytest.raises(OnlyTheClient):
        plans.fill_in_statements(actor=world.fatma, answers=[3] * 6, **answers)
    with pytest.raises(AnswersMissing):
        plans.fill_in_statements(actor=world.samira, answers=[3] * 5, **answers)
    kept = plans.fill_in_statements(actor=world.samira, answers=[3] * 6, **answers)
    assert kept.same_everywhere
    plans.fill_in_statements(
        actor=world.samira, answers=[4, 4, 4, 3, 5, 5], **(answers | {"moment": "later"})
    )
    with acting_as(world.samira, at=world.at):
        assert next(iter(trend_for(world.samira, the_plan(world)))).answers == [3, 4]
    with acting_as(world.fatma, at=world.at):
        assert SelfReport.objects.count() == 0
        with pytest.raises(NotAllowed):
            team_statements(world.fatma, at=world.at)
    with acting_as(world.ingrid, at=world.at):
        figures = team_statements(world.ingrid, at=world.at)
        assert not figures.people_enough
        assert {value for _words, value in figures.rows} == {None}


def closing(**more):
    return ClosingWords(
        **(
            {
                "spoke_with_client": True,
                "last_word": "Het is goed zo",
                "contact_later": "Fatma, via het wijkteam",
            }
            | more
        )
    )


def close(world, actor=None, **more):
    return plans.close_plan(
        actor=actor or world.fatma, plan_id=world.plan_id, closing=closing(**more), at=world.at
    )


def test_a_file_closes_with_the_clients_last_word(world):
    with pytest.raises(LastWordMissing):
        close(world, last_word="")
    with pytest.raises(NotAllowed):
        close(world, world.ruben)
    row = close(world)
    assert row.aftercare_on.month == (day(world.at).month + 3 - 1) % 12 + 1
    with acting_as(world.fatma, at=world.at):
        assert not Case.objects.filter(pk=world.case_id).exists(), "with the case the grants end"
    with acting_as(world.samira, at=world.at):
        assert Closing.objects.get().last_word == "Het is goed zo"
        assert world.case.case.state == "closed"
        assert the_plan(world).state == "ended"


def test_closing_without_the_client_is_for_the_leader_to_decide(world):
    with pytest.raises(ClosingNeedsLeader):
        close(world, spoke_with_client=False, last_word="")
    close(world, spoke_with_client=False, last_word="", why_not_spoken="Verhuisd zonder bericht")
    with pytest.raises(ClosingAlreadyAsked):
        close(world)
    with acting_as(world.ingrid, at=world.at):
        alert = PlanAlert.objects.get(kind="closing")
        assert Closing.objects.count() == 0
    with pytest.raises(NotAllowed):
        plans.approve_closing(actor=world.fatma, alert_id=alert.pk, approved=True, at=world.at)
    plans.approve_closing(actor=world.ingrid, alert_id=alert.pk, approved=True, at=world.at)
    with acting_as(world.samira, at=world.at):
        row = Closing.objects.get()
        assert (row.state, row.approved_by_name) == ("closed", "Ingrid Bakker")
        assert world.case.case.state == "closed"


def test_a_leader_who_says_no_leaves_the_file_open(world):
    close(world, spoke_with_client=False, last_word="", why_not_spoken="Verhuisd zonder bericht")
    with acting_as(world.ingrid, at=world.at):
        alert = PlanAlert.objects.get(kind="closing")
    plans.approve_closing(actor=world.ingrid, alert_id=alert.pk, approved=False, at=world.at)
    with acting_as(world.fatma, at=world.at):
        assert the_plan(world).state == "draft"
        assert Closing.objects.count() == 0


def test_within_a_year_the_same_file_goes_on_with_the_same_case_manager(world):
    close(world)
    with pytest.raises(PlanEnded):
        plans.publish_version(actor=world.samira, plan_id=world.plan_id, at=world.at)
    with pytest.raises(NotFound):
        plans.reopen_plan(actor=world.daan, case_id=world.case_id, reason="Toch niet", at=world.at)
    later = world.at + timedelta(days=200)
    with pytest.raises(ReasonMissing):
        plans.reopen_plan(actor=world.samira, case_id=world.case_id, reason="", at=later)
    plans.reopen_plan(actor=world.samira, case_id=world.case_id, reason="De brieven zijn terug", at=later)
    with acting_as(world.fatma, at=later):
        assert Plan.objects.get().state == "draft"
        assert Closing.objects.get().state == "reopened"
        assert world.case.case.case_manager_id == world.fatma.id


def test_the_last_day_of_the_term_still_counts(world):
    close(world)
    last = world.at.replace(year=world.at.year + 1)
    with pytest.raises(TooLateToReopen):
        plans.reopen_plan(
            actor=world.ingrid, case_id=world.case_id, reason="Weer", at=last + timedelta(days=1)
        )
    plans.reopen_plan(actor=world.ingrid, case_id=world.case_id, reason="Het gaat weer mis", at=last)


def test_after_the_term_a_new_file_starts(world):
    close(world)
    with pytest.raises(TooLateToReopen):
        plans.reopen_plan(
            actor=world.ingrid, case_id=world.case_id, reason="Weer", at=world.at + timedelta(days=400)
        )
