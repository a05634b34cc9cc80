"""One plan per household, own words first, a request to join."""

import pytest
from django.db import DatabaseError, transaction

from rondom.access.context import acting_as, system_actor
from rondom.audit.models import AuditEvent
from rondom.cases.models import OwnWords
from rondom.kernel.refusals import NotAllowed, NotFound, StaleVersion
from rondom.plans import commands as plans
from rondom.plans.commands.refusals import AlreadyAsked, OwnWordsMissing, PlanEnded, PlanExists
from rondom.plans.models import Plan, PlanAlert
from rondom.plans.queries import plan_page
from tests.cases.world import haddad_world

pytestmark = pytest.mark.django_db


def test_a_second_plan_for_the_household_is_refused(world):
    with pytest.raises(PlanExists):
        plans.start_plan(actor=world.ruben, case_id=world.case_id, at=world.at)
    with pytest.raises(PlanExists):
        plans.start_plan(actor=world.samira, case_id=world.case_id, at=world.at)


def test_the_database_keeps_it_at_one_plan(world):
    with acting_as(world.fatma, at=world.at), pytest.raises(DatabaseError), transaction.atomic():
        plan = Plan.objects.get()
        plan.pk = None
        plan._state.adding = True
        plan.save(force_insert=True)


def test_who_may_not_see_a_plan_gets_the_same_answer_with_and_without_one(world):
    for other in (world.ingrid,):
        with pytest.raises(NotAllowed) as caught:
            plans.start_plan(actor=other, case_id=world.case_id, at=world.at)
        assert caught.value.code == "not_allowed"
        assert "casemanager" in str(caught.value)
    for other in (world.daan, world.karim, world.naima):
        with pytest.raises(NotFound):
            plans.start_plan(actor=other, case_id=world.case_id, at=world.at)


def test_asking_to_join_reaches_the_case_manager_without_content(world):
    plans.ask_to_join(actor=world.ingrid, case_id=world.case_id, at=world.at)
    with pytest.raises(AlreadyAsked):
        plans.ask_to_join(actor=world.ingrid, case_id=world.case_id, at=world.at)
    with acting_as(world.fatma, at=world.at):
        alert = PlanAlert.objects.get()
    with pytest.raises(NotAllowed):
        plans.clear_alert(actor=world.peter, alert_id=alert.pk, at=world.at)
    plans.clear_alert(actor=world.fatma, alert_id=alert.pk, at=world.at)
    with acting_as(world.fatma, at=world.at):
        assert PlanAlert.objects.get().cleared_at == world.at


def test_own_words_come_first_or_a_reason_is_stored(db, at):
    world = haddad_world(at)
    with acting_as(system_actor("world"), at=at):
        OwnWords.objects.all().delete()
    plan = plans.start_plan(actor=world.fatma, case_id=world.case_id, at=at)
    for reason in ("", "n.v.t.", "-"):
        with pytest.raises(OwnWordsMissing):
            plans.activate_plan(
                actor=world.fatma, plan_id=plan.pk, version=1, without_words_reason=reason, at=at
            )
    done = plans.activate_plan(
        actor=world.fatma, plan_id=plan.pk, version=1, without_words_reason="Ze wil eerst rust", at=at
    )
    assert (done.state, done.without_words_reason) == ("active", "Ze wil eerst rust")


def test_activating_a_stale_draft_is_refused(world):
    with pytest.raises(StaleVersion):
        plans.activate_plan(actor=world.fatma, plan_id=world.plan_id, version=7, at=world.at)
    assert (
        plans.activate_plan(actor=world.samira, plan_id=world.plan_id, version=1, at=world.at).state
        == "active"
    )


def test_a_partner_reads_the_frame_and_does_not_change_it(world):
    with pytest.raises(NotAllowed):
        plans.activate_plan(actor=world.wendy, plan_id=world.plan_id, version=1, at=world.at)


def test_an_ended_plan_is_history(world):
    with acting_as(system_actor("world"), at=world.at):
        Plan.objects.update(state="ended", ended_at=world.at)
    with pytest.raises(PlanEnded):
        plans.activate_plan(actor=world.fatma, plan_id=world.plan_id, version=1, at=world.at)


def test_the_page_is_read_in_few_queries_and_every_look_is_logged(
    world, django_assert_max_num_queries, monkeypatch
):
    # The age of the settings is real time: on a slow machine it would add a query.
    monkeypatch.setattr("rondom.organizations.queries.settings.RECHECK_SECONDS", 3600)
    for actor in (world.fatma, world.samira, world.wendy):
        with acting_as(actor, at=world.at):
            plan_page(actor, world.case_id, at=world.at)
            with django_assert_max_num_queries(12):
                plan_page(actor, world.case_id, at=world.at)
    with acting_as(system_actor("audit"), at=world.at):
        looks = AuditEvent.objects.filter(action="plan.view", subject_id=world.samira.id)
        assert set(looks.values_list("actor_id", flat=True)) == {
            world.fatma.id,
            world.samira.id,
            world.wendy.id,
        }


def test_the_page_shows_lines_by_domain(world):
    def seen(actor):
        with acting_as(actor, at=world.at):
            page = plan_page(actor, world.case_id, at=world.at)
            return {g.title for g in page.now + page.later}, {a.what for a in page.loose}

    assert seen(world.fatma)[0] == {"Geen brieven meer die bang maken", "Lina weer naar school"}
    goals, loose = seen(world.esther)
    assert goals == {"Lina weer naar school"}
    # The sister's line names the sister: it follows the story, which a partner does not see.
    assert loose == set()
    assert seen(world.fatma)[1] == {"Adam op dinsdag halen"}
    for other in (world.daan, world.ingrid, world.karim, world.naima, world.marieke):
        with acting_as(other, at=world.at), pytest.raises(NotFound):
            plan_page(other, world.case_id, at=world.at)
