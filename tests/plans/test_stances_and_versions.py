"""Agreement line by line, versions that stay, what the clock does about silence."""

from datetime import timedelta

import pytest

from rondom.access.context import acting_as, system_actor
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.plans import commands as plans
from rondom.plans import jobs
from rondom.plans.commands import GoalWords, StuckWords
from rondom.plans.commands.refusals import (
    ChoiceUnknown,
    NothingInPlan,
    NotYourLine,
    ReasonMissing,
    WitnessMissing,
    WordsMissing,
)
from rondom.plans.models import Goal, PlanAlert, Stance, VersionLine
from rondom.plans.queries import alerts_for, compared, plan_page, versions_of
from tests.cases.world import PARENTING, day, haddad_world
from tests.plans.plan_world import the_plan

pytestmark = pytest.mark.django_db


def give(world, actor, line, stance="agrees", kind="action", **more):
    return plans.give_stance(actor=actor, kind=kind, line_id=line, stance=stance, at=world.at, **more)


def witness(world, actor, line, person, **more):
    facts = {"stance": "agrees", "channel": "phone", "witness": "Henk Visser", "kind": "action"} | more
    return plans.witness_stance(actor=actor, line_id=line, person_id=person.id, at=world.at, **facts)


def everybody_agrees(world):
    for goal in (world.money, world.school):
        give(world, world.samira, goal, kind="goal")
    give(world, world.samira, world.letters)
    give(world, world.ruben, world.clock)
    give(world, world.naima, world.fetch)


def page(world, actor=None):
    actor = actor or world.fatma
    with acting_as(actor, at=world.at):
        return plan_page(actor, world.case_id, at=world.at)


def run_clock(world, at):
    with acting_as(system_actor(jobs.NAME), at=at):
        jobs.watch_plans(at=at)


def test_a_plan_is_agreed_when_everybody_agreed_to_their_own_lines(world):
    assert {p.name for p in page(world).silent} == {"Samira Haddad", "Ruben Mulder", "Naima Haddad"}
    everybody_agrees(world)
    seen = page(world)
    assert (seen.agreed, seen.silent) == (True, [])
    give(world, world.ruben, world.clock, "disagrees", words="De termijn is te kort")
    assert not page(world).agreed


def test_a_no_says_why_and_an_earlier_yes_stays(world):
    with pytest.raises(WordsMissing):
        give(world, world.ruben, world.clock, "disagrees")
    give(world, world.ruben, world.clock)
    give(world, world.ruben, world.clock, "disagrees", words="De termijn is te kort 🙏")
    with acting_as(world.samira, at=world.at):
        assert Stance.objects.filter(action_id=world.clock).count() == 2
        assert Stance.objects.update(stance="agrees") == 0, "nobody rewrites a stance"


def test_whoever_reads_a_line_may_say_what_they_think_and_others_find_nothing(world):
    give(world, world.wendy, world.letters, "disagrees", words="Dit hoort bij ons")
    views = {s.name: s for a in page(world).now[0].actions for s in a.stances}
    assert views["Wendy Smits"].words == "Dit hoort bij ons"
    for other in (world.daan, world.karim, world.ingrid):
        with pytest.raises(NotFound):
            give(world, other, world.letters)


def test_a_stance_is_yes_or_no(world):
    for stance in ("not_asked", "not_reached", "maybe"):
        with pytest.raises(ChoiceUnknown):
            give(world, world.ruben, world.clock, stance)


def test_nobody_confirms_for_another_except_as_a_named_witness(world):
    with pytest.raises(WitnessMissing):
        witness(world, world.fatma, world.letters, world.samira, witness=" ")
    with pytest.raises(ChoiceUnknown):
        witness(world, world.fatma, world.letters, world.samira, channel="screen")
    with pytest.raises(NotAllowed):
        witness(world, world.samira, world.clock, world.ruben)
    with pytest.raises(NotYourLine):
        witness(world, world.fatma, world.letters, world.wendy)
    with pytest.raises(ReasonMissing):
        witness(world, world.fatma, world.letters, world.samira, stance="not_reached")
    row = witness(world, world.fatma, world.letters, world.samira)
    assert (row.person_name, row.recorded_by_name, row.witness) == (
        "Samira Haddad",
        "Fatma Yildiz",
        "Henk Visser",
    )
    assert row.object_by == day(world.at) + timedelta(days=7)


def test_the_client_objects_to_what_was_written_down_for_her(world):
    witness(world, world.fatma, world.letters, world.samira)
    give(world, world.samira, world.letters, "disagrees", words="Dat heb ik niet gezegd")
    last = [s for a in page(world).now[0].actions if a.id == world.letters for s in a.stances]
    assert [(s.stance, s.words) for s in last] == [("disagrees", "Dat heb ik niet gezegd")]


def test_an_empty_plan_is_not_published(db, at):
    world = haddad_world(at)
    plan = plans.start_plan(actor=world.fatma, case_id=world.case_id, at=at)
    with pytest.raises(NothingInPlan):
        plans.publish_version(actor=world.fatma, plan_id=plan.pk, at=at)


def test_only_the_client_or_the_case_manager_publishes(world):
    with pytest.raises(NotAllowed):
        plans.publish_version(actor=world.ruben, plan_id=world.plan_id, at=world.at)
    assert plans.publish_version(actor=world.samira, plan_id=world.plan_id, at=world.at).number == 1


def test_versions_stay_as_they_were_and_are_compared_line_by_line(world):
    give(world, world.ruben, world.clock, "disagrees", words="Te kort dag")
    plans.publish_version(actor=world.fatma, plan_id=world.plan_id, at=world.at)
    plans.change_goal(
        actor=world.samira,
        goal_id=world.school,
        version=1,
        goal=GoalWords(
            title="Lina weer graag naar school", domain=PARENTING, first_step="Praten met de mentor"
        ),
        at=world.at,
    )
    plans.report_action(actor=world.ruben, action_id=world.clock, state="done", at=world.at)
    stuck = StuckWords(
        kind="no_answer", text="Er kwam nog geen brief terug", party_name="De school", since_on=day(world.at)
    )
    plans.raise_bottleneck(
        actor=world.fatma, plan_id=world.plan_id, stuck=stuck, goal_id=world.school, at=world.at
    )
    plans.publish_version(actor=world.fatma, plan_id=world.plan_id, at=world.at, note="Na het gesprek")
    third = plans.publish_version(actor=world.fatma, plan_id=world.plan_id, at=world.at)
    with acting_as(world.fatma, at=world.at):
        plan = the_plan(world)
        assert [v.number for v in versions_of(plan)] == [3, 2, 1]
        found = {line.title: line for line in compared(plan, 1, 2)}
        changed = found["Lina weer graag naar school"]
        assert (changed.how, [p.text for p in changed.fields[0].pieces if p.how == "new"]) == (
            "changed",
            ["graag "],
        )
        assert found["De klok stilzetten bij de verhuurder"].how == "gone"
        assert found["Er kwam nog geen brief terug"].how == "new"
        barrier = VersionLine.objects.get(version=third, kind="barrier")
        assert barrier.carried_over, "what is still stuck is carried over"
        first = VersionLine.objects.get(version__number=1, line_id=world.clock)
        assert first.body["stances"][0]["words"] == "Te kort dag"
        assert VersionLine.objects.update(position=9) == 0, "a version is never changed"
    with acting_as(world.esther, at=world.at):
        lines = VersionLine.objects.filter(version__number=1)
        assert world.money not in {line.line_id for line in lines}, "a version opens no other domain"


def test_a_silent_party_is_reminded_and_then_on_the_leaders_list(world):
    plans.publish_version(actor=world.fatma, plan_id=world.plan_id, at=world.ago(14))
    monday = world.ago(14)
    run_clock(world, monday + timedelta(days=4))
    with acting_as(world.fatma, at=world.at):
        assert PlanAlert.objects.count() == 0
    for _twice in range(2):
        run_clock(world, monday + timedelta(days=7))
    with acting_as(world.fatma, at=world.at):
        assert sorted(PlanAlert.objects.values_list("kind", flat=True)) == ["reminded"] * 3
    run_clock(world, monday + timedelta(days=9))
    with acting_as(world.ingrid, at=world.at):
        listed = alerts_for(world.ingrid, at=world.at)
        assert {a.alert.who for a in listed} == {"Samira Haddad", "Ruben Mulder", "Naima Haddad"}
        assert Goal.objects.count() == 0, "the list tells no content"
    everybody_agrees(world)
    run_clock(world, world.at)
    with acting_as(world.ingrid, at=world.at):
        assert alerts_for(world.ingrid, at=world.at) == []


def test_the_owner_of_a_late_action_is_told_once(world):
    late = world.at + timedelta(days=8)
    run_clock(world, late)
    with acting_as(world.samira, at=late):
        seen = plan_page(world.samira, world.case_id, at=late)
        assert all(a.overdue and a.status != "planned" for g in seen.now for a in g.actions)
        told = {a.pk: a.overdue_told_at for a in the_plan(world).actions.all()}
    assert set(told.values()) == {late}
    run_clock(world, late + timedelta(days=1))
    with acting_as(world.samira, at=late):
        assert {a.overdue_told_at for a in the_plan(world).actions.all()} == {late}


def test_what_is_stuck_is_carried_over_from_the_second_version_on(world):
    stuck = StuckWords(
        kind="no_answer", text="De brief ligt er nog", since_on=day(world.at), party_name="De verhuurder"
    )
    row = plans.raise_bottleneck(
        actor=world.fatma, plan_id=world.plan_id, stuck=stuck, action_id=world.letters, at=world.at
    )
    for _number in range(2):
        plans.publish_version(actor=world.fatma, plan_id=world.plan_id, at=world.at)
    plans.solve_bottleneck(actor=world.fatma, bottleneck_id=row.pk, how="Er is antwoord", at=world.at)
    plans.publish_version(actor=world.fatma, plan_id=world.plan_id, at=world.at)
    with acting_as(world.fatma, at=world.at):
        lines = VersionLine.objects.filter(line_id=row.pk).order_by("version__number")
        assert [(one.version.number, one.carried_over) for one in lines] == [(1, False), (2, True)]
