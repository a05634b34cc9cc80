"""Who hears of what, without content; and what stands on the start page."""

from datetime import timedelta

import pytest

from rondom.access.context import acting_as, system_actor
from rondom.access.scopes import Part, scope_of
from rondom.notices.models import Notice
from rondom.plans import commands as plans
from rondom.plans import events, handlers
from rondom.plans.commands import ClosingWords, Owner, StuckWords
from rondom.plans.models import PlanAlert, PlanVersion
from rondom.plans.queries import today_items
from rondom.plans.queries.today import SENTENCES
from rondom.plans.vocabulary import AlertKind
from tests.cases.world import HOUSING, SAFETY, day

pytestmark = pytest.mark.django_db


def told(world, handler, event):
    """Run one handler as the system; answers who got which notice, and with which link."""
    with acting_as(system_actor("test"), at=world.at):
        Notice.objects.all().delete()
        handler(event, at=world.at)
        return {(n.receiver_id, n.kind, n.link_name) for n in Notice.objects.all()}


def test_a_change_is_told_to_who_may_read_it_and_not_to_who_made_it(world):
    with acting_as(world.ruben, at=world.at):
        from rondom.plans.models import Action

        scope = Action.objects.get(pk=world.clock).scope
    event = events.PlanChanged(plan_id=world.plan_id, scope=scope, by_id=world.ruben.id)
    found = told(world, handlers.tell_of_change, event)
    assert found == {
        (world.samira.id, "plan_changed", "plan"),
        (world.fatma.id, "plan_changed", "plan"),
    }, "not Naima, who may not read about money, and not Ruben, who did it"


def test_a_version_asks_everybody_with_a_line(world):
    plans.publish_version(actor=world.fatma, plan_id=world.plan_id, at=world.at)
    with acting_as(world.fatma, at=world.at):
        version = PlanVersion.objects.get()
    found = told(
        world, handlers.ask_stances, events.PlanPublished(plan_id=world.plan_id, version_id=version.pk)
    )
    assert {(who, link) for who, _kind, link in found} == {
        (world.samira.id, "plan"),
        (world.ruben.id, "plan"),
        (world.naima.id, ""),
    }


def test_an_owner_from_outside_gets_a_link_to_the_one_line(world):
    row = plans.add_action(
        actor=world.fatma,
        plan_id=world.plan_id,
        what="De sleutel brengen",
        domain=SAFETY,
        owner=Owner("supporter", world.naima.id, ""),
        due_on=day(world.at),
        at=world.at,
    )
    event = events.ActionAssigned(action_id=row.pk, owner_id=world.naima.id)
    assert told(world, handlers.tell_owner, event) == {(world.naima.id, "action_given", "own_line_steps")}


def test_what_was_written_down_for_the_client_is_told_to_her(world):
    row = plans.witness_stance(
        actor=world.fatma,
        kind="action",
        line_id=world.letters,
        person_id=world.samira.id,
        stance="agrees",
        channel="phone",
        witness="Henk",
        at=world.at,
    )
    event = events.StanceWitnessed(stance_id=row.pk, person_id=world.samira.id)
    assert told(world, handlers.tell_of_witness, event) == {(world.samira.id, "stance_asked", "plan")}


def test_the_party_of_a_bottleneck_hears_it_first(world):
    stuck = StuckWords(
        kind="capacity",
        text="Er is nog geen plek vrij",
        since_on=day(world.at),
        organization_id=world.organizations["wonen-maas"],
    )
    row = plans.raise_bottleneck(
        actor=world.fatma, plan_id=world.plan_id, stuck=stuck, domain=HOUSING, at=world.at
    )
    found = told(world, handlers.tell_party, events.BottleneckRaised(bottleneck_id=row.pk))
    assert {who for who, _kind, _link in found} == {world.peter.id}


def test_the_leader_is_asked_about_a_closing(world):
    words = ClosingWords(spoke_with_client=False, why_not_spoken="Verhuisd", contact_later="Het wijkteam")
    row = plans.close_plan(actor=world.fatma, plan_id=world.plan_id, closing=words, at=world.at)
    assert told(world, handlers.ask_leader, events.ClosingAsked(closing_id=row.pk)) == {
        (world.ingrid.id, "news", "")
    }
    with acting_as(world.ingrid, at=world.at):
        items = today_items(world.ingrid, at=world.at)
        assert [(i.url_name, i.words["who"]) for i in items] == [("plan_closing_decision", "Fatma Yildiz")]


def test_what_is_stuck_leads_to_the_page_where_it_is_dealt_with(world):
    with acting_as(system_actor("test"), at=world.at):
        PlanAlert.objects.create(
            case_id=world.case_id,
            scope=scope_of(world.space, Part.OVERVIEW),
            kind=AlertKind.BOTTLENECK,
            about_id=world.clock,
            raised_by_id=world.ruben.id,
            raised_at=world.at,
        )
    for who in (world.fatma, world.ingrid):
        with acting_as(who, at=world.at):
            stuck = [
                i for i in today_items(who, at=world.at) if i.sentence == SENTENCES[AlertKind.BOTTLENECK]
            ]
            assert {i.url_name for i in stuck} == {"plan_attention"}


def test_the_start_page_holds_own_actions_and_late_ones_of_others(world):
    late = world.at + timedelta(days=9)
    with acting_as(world.ruben, at=world.at):
        assert [i.url_name for i in today_items(world.ruben, at=world.at)] == ["plan"]
    with acting_as(world.fatma, at=late):
        others = today_items(world.fatma, at=late)
        assert {i.words["who"] for i in others} == {"Ruben Mulder", "Samira Haddad", "Naima Haddad"}
        assert {i.side for i in others} == {"others"}
    for other in (world.daan, world.samira):
        with acting_as(other, at=late):
            assert today_items(other, at=late) == []
