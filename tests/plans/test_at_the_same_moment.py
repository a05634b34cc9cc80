"""Two people at once, in real transactions of two connections: nothing is overwritten in silence."""

import os
import threading

import pytest
from django.db import connections

from rondom.access.context import acting_as
from rondom.kernel.refusals import StaleVersion
from rondom.plans import commands as plans
from rondom.plans.commands import GoalWords
from rondom.plans.commands.annex_refusals import AnnexIsReplaced
from rondom.plans.commands.refusals import PlanExists, TooManyNow
from rondom.plans.models import Annex, Goal, LineStep, Plan
from tests import databases
from tests.cases.world import MONEY, PARENTING
from tests.plans.plan_world import plan_world
from tests.plans.test_annexes import SAFE, attach, given, words


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker, worker_id):
    """A database of its own, so that what is committed here disturbs no other test."""
    from tests.conftest import MONDAY

    before = connections["default"].settings_dict["NAME"]
    name = databases.clone(f"plans_{worker_id}_{os.getpid()}")
    with django_db_blocker.unblock():
        databases.use(name)
        yield plan_world(MONDAY)
        databases.use(before)
    databases.drop(name)


def together(*acts):
    """Run the acts at the same moment, each with a connection of its own; answers what each came to."""
    gate, outcomes = threading.Barrier(len(acts)), []

    def run(act):
        try:
            gate.wait(timeout=30)
            act()
            outcomes.append("done")
        except (AnnexIsReplaced, PlanExists, StaleVersion, TooManyNow) as refusal:
            outcomes.append(refusal.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(outcomes)


def test_two_who_save_the_same_goal_get_one_text_and_one_refusal(stage):
    def save(actor, title):
        goal = GoalWords(title=title, domain=PARENTING)
        return lambda: plans.change_goal(actor=actor, goal_id=stage.school, version=1, goal=goal, at=stage.at)

    assert together(
        save(stage.samira, "Lina rustig naar school"), save(stage.fatma, "Lina elke dag naar school")
    ) == ["done", "stale_version"]
    with acting_as(stage.samira, at=stage.at):
        goal = Goal.objects.get(pk=stage.school)
        assert goal.version == 2
        step = LineStep.objects.get(goal_id=stage.school, kind="changed")
        assert (step.was["title"], step.now["title"]) == ("Lina weer naar school", goal.title)


def test_two_who_start_a_plan_get_one_plan(stage):
    with acting_as(stage.samira, at=stage.at):
        Plan.objects.filter(pk=stage.plan_id).update(state="ended")
    outcomes = together(
        *(
            lambda who=who: plans.start_plan(actor=who, case_id=stage.case_id, at=stage.at)
            for who in (stage.fatma, stage.samira)
        )
    )
    assert outcomes == ["done", "plan_exists"]
    with acting_as(stage.samira, at=stage.at):
        Plan.objects.exclude(pk=stage.plan_id).delete()
        Plan.objects.filter(pk=stage.plan_id).update(state="draft")


def test_two_who_put_a_last_goal_at_now_do_not_make_four(stage):
    added = [
        plans.add_goal(
            actor=stage.samira,
            plan_id=stage.plan_id,
            goal=GoalWords(title=f"Iets anders, nummer {n}", domain=MONEY),
            at=stage.at,
        )
        for n in range(3)
    ]
    assert [g.term for g in added] == ["now", "later", "later"]
    plans.set_goal_term(actor=stage.samira, goal_id=added[0].pk, term="later", at=stage.at)
    outcomes = together(
        lambda: plans.set_goal_term(actor=stage.samira, goal_id=added[1].pk, term="now", at=stage.at),
        lambda: plans.set_goal_term(actor=stage.fatma, goal_id=added[2].pk, term="now", at=stage.at),
    )
    assert outcomes == ["done", "too_many_now"]


def test_two_who_replace_the_same_document_get_one_newer_version(stage):
    row = attach(stage)

    def replace(actor):
        return lambda: plans.replace_annex(
            actor=actor, annex_id=row.pk, annex=words(stage), file=given("plan.pdf", SAFE), at=stage.at
        )

    assert together(replace(stage.ruben), replace(stage.fatma)) == ["annex_is_replaced", "done"]
    with acting_as(stage.samira, at=stage.at):
        assert Annex.objects.filter(replaces=row).count() == 1
