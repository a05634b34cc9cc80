"""A yes counts for the words it was given about; a no does not go away by new words (R-018)."""

from datetime import timedelta

import pytest

from rondom.access.context import acting_as, system_actor
from rondom.plans import commands as plans
from rondom.plans import jobs
from rondom.plans.commands import GoalWords, Owner
from rondom.plans.models import Goal, PlanAlert, VersionLine
from rondom.plans.queries import plan_page
from tests.cases.world import MONEY, day
from tests.plans.test_stances_and_versions import everybody_agrees, give, run_clock

pytestmark = pytest.mark.django_db
TITLE = "Geen brieven meer die bang maken"


def page(world, actor=None):
    actor = actor or world.fatma
    with acting_as(actor, at=world.later):
        return plan_page(actor, world.case_id, at=world.later)


def stances_of(world, line):
    seen = page(world)
    rows = [*seen.now, *seen.later, *seen.loose, *(a for g in [*seen.now, *seen.later] for a in g.actions)]
    return {s.name: s for row in rows if row.id == line for s in row.stances}


@pytest.fixture
def world(world):
    """The plan, and an hour after everybody spoke."""
    world.later = world.at + timedelta(hours=1)
    return world


def reword(world, **more):
    """Ruben changes the words or the date of his own action."""
    facts = {"what": "De klok stilzetten", "due_on": day(world.at) + timedelta(days=5)} | more
    return plans.change_action(actor=world.ruben, action_id=world.clock, version=1, at=world.later, **facts)


def test_who_agreed_to_other_words_is_asked_anew(world):
    everybody_agrees(world)
    assert page(world).agreed
    reword(world)
    ruben = stances_of(world, world.clock)["Ruben Mulder"]
    assert (ruben.stance, ruben.at, ruben.words) == ("not_asked", None, "")
    assert ruben.before.startswith("Was het op ")
    seen = page(world)
    assert not seen.agreed
    assert [p.name for p in seen.silent] == ["Ruben Mulder"]
    plans.give_stance(actor=world.ruben, kind="action", line_id=world.clock, stance="agrees", at=world.later)
    assert page(world).agreed
    assert stances_of(world, world.clock)["Ruben Mulder"].before == ""


def test_another_date_asks_anew_and_saving_the_same_does_not(world):
    everybody_agrees(world)
    reword(world, what="De klok stilzetten bij de verhuurder")
    assert page(world).agreed, "nothing changed"
    plans.change_action(
        actor=world.ruben,
        action_id=world.clock,
        version=2,
        what="De klok stilzetten bij de verhuurder",
        due_on=day(world.at) + timedelta(days=9),
        at=world.later,
    )
    assert not page(world).agreed


def test_a_no_stays_beside_new_words_and_says_about_which_it_was(world):
    give(world, world.ruben, world.clock, "disagrees", words="De termijn is te kort")
    reword(world)
    ruben = stances_of(world, world.clock)["Ruben Mulder"]
    assert (ruben.stance, ruben.words) == ("disagrees", "De termijn is te kort")
    assert ruben.before == "Dit ging over de woorden van vóór de wijziging."
    assert "Ruben Mulder" in [p.name for p in page(world).silent], "asked anew all the same"


def reword_goal(world, **more):
    facts = {"title": TITLE, "domain": MONEY, "first_step": "Brieven openen met Henk"} | more
    with acting_as(world.fatma, at=world.at):
        goal = Goal.objects.get(pk=world.money)
    facts = {"due_on": goal.due_on, "strength_ids": goal.strength_ids} | facts
    plans.change_goal(
        actor=world.fatma, goal_id=world.money, version=goal.version, goal=GoalWords(**facts), at=world.later
    )


def test_a_goal_in_other_words_is_asked_anew_and_another_strength_is_not_other_words(world):
    everybody_agrees(world)
    reword_goal(world, strength_ids=[])
    assert stances_of(world, world.money)["Samira Haddad"].stance == "agrees"
    reword_goal(world, strength_ids=[], first_step="Alles in de doos doen")
    assert stances_of(world, world.money)["Samira Haddad"].stance == "not_asked"


def test_a_version_freezes_no_yes_to_other_words(world):
    everybody_agrees(world)
    give(world, world.wendy, world.letters, "disagrees", words="Dit hoort bij ons")
    reword(world)
    version = plans.publish_version(actor=world.fatma, plan_id=world.plan_id, at=world.later)
    with acting_as(world.fatma, at=world.later):
        lines = {row.line_id: row.body for row in VersionLine.objects.filter(version=version)}
    assert lines[world.clock]["stances"] == []
    assert {s["name"] for s in lines[world.letters]["stances"]} == {"Samira Haddad", "Wendy Smits"}


def kinds(world):
    with acting_as(system_actor("test"), at=world.at):
        rows = PlanAlert.objects.filter(cleared_at=None).values_list("kind", "who")
        return sorted(rows)


def test_somebody_who_was_given_a_line_today_is_not_late_with_an_answer(world):
    """The term counts from when the line was there, not from when the plan was published."""
    everybody_agrees(world)
    plans.publish_version(actor=world.fatma, plan_id=world.plan_id, at=world.at)
    later = world.at + timedelta(days=21)
    plans.add_action(
        actor=world.fatma,
        plan_id=world.plan_id,
        what="De huisbaas terugbellen",
        domain=MONEY,
        owner=Owner("professional", world.ruben.id, ""),
        due_on=day(later) + timedelta(days=9),
        at=later,
    )
    run_clock(world, later + timedelta(days=1))
    assert kinds(world) == []
    run_clock(world, later + timedelta(days=7))
    assert kinds(world) == [("reminded", "")]
    run_clock(world, later + timedelta(days=9))
    assert kinds(world) == [("reminded", ""), ("silent_party", "Ruben Mulder")]


def test_the_clock_writes_once_that_something_stands_on_a_list(world):
    from rondom.audit.models import AuditEvent

    plans.publish_version(actor=world.fatma, plan_id=world.plan_id, at=world.at)
    for days in (10, 10, 11):
        run_clock(world, world.at + timedelta(days=days))
    with acting_as(system_actor(jobs.NAME), at=world.at):
        assert AuditEvent.objects.filter(action="plan.raise_alert").count() == len(kinds(world)) == 6
