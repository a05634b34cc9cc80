"""Who can be put in a file: people of the party they help for, in a case that is open (R-080, R-042, R-010)."""

from datetime import timedelta

import pytest

from rondom.access.context import acting_as, system_actor
from rondom.access.queries import held_parts
from rondom.access.scopes import Part, plan_part
from rondom.cases import queries
from rondom.cases.commands import (
    CaseIsClosed,
    CaseManagerOfTheTeam,
    NotOfTheTeam,
    NotOfThisParty,
    appoint_case_manager,
    close_case,
    complete_handover,
    enter_deadline,
    fire_alarms,
    involve,
    pass_deadlines,
    plan_handover,
    reopen_case,
)
from rondom.cases.models import CaseManagerAssignment, DeadlineAlarm, Handover, Involvement
from rondom.dispatch.events import held_back
from rondom.kernel.refusals import NotFound
from rondom.organizations.commands import end_employment
from tests.cases.world import HOUSING, MONEY, WORK, day

pytestmark = pytest.mark.django_db
CLOCK = system_actor("deadline clock")


def bring(world, who, organization, *, kind="partner", domains=(), at=None, actor=None):
    actor, moment = actor or world.fatma, at or world.at
    with acting_as(actor, at=moment):
        return involve(
            actor=actor,
            case_id=world.case_id,
            organization_id=world.organizations[organization],
            professional_id=who.id,
            kind=kind,
            function=who.function,
            domains=list(domains),
            ground="consent",
            at=moment,
        )


def parts(world, who, at=None):
    with acting_as(system_actor("test"), at=at or world.at):
        return held_parts(holder_id=who.id, space=world.space, at=at or world.at)


def test_a_permission_for_one_party_opens_nothing_to_somebody_of_another(world):
    with pytest.raises(NotOfThisParty) as refused:
        bring(world, world.marieke, "werk-en-inkomen", domains=[WORK])
    assert refused.value.field == "professional"
    assert "Marieke Post" in str(refused.value)
    assert "Werk en Inkomen" in str(refused.value)
    assert parts(world, world.marieke) == {}
    bring(world, world.marieke, "huisartsenpraktijk", domains=[WORK])
    assert plan_part(WORK) not in parts(world, world.marieke), "no permission for the practice"


def test_only_who_works_in_the_team_is_a_team_member(world):
    """A team member reads what the household tells of itself, without any permission."""
    with pytest.raises(NotOfTheTeam):
        bring(world, world.marieke, "huisartsenpraktijk", kind="team")
    assert Part.STORY not in parts(world, world.marieke)
    bring(world, world.grace, "maasdrecht", kind="team", domains=[MONEY])
    assert Part.STORY in parts(world, world.grace)


def test_somebody_who_left_starts_nothing(world):
    with acting_as(world.tom, at=world.at):
        end_employment(actor=world.tom, professional_id=world.marieke.id, at=world.at)
    with pytest.raises(NotOfThisParty):
        bring(world, world.marieke, "huisartsenpraktijk")


def test_the_case_manager_is_somebody_of_the_team(world):
    for who in (world.wendy, world.marieke):
        with acting_as(world.ingrid, at=world.at), pytest.raises(CaseManagerOfTheTeam):
            appoint_case_manager(
                actor=world.ingrid, case_id=world.case_id, professional_id=who.id, reason="Kan", at=world.at
            )
        with pytest.raises(CaseManagerOfTheTeam):
            hand_over(world, who)
    assert Part.STORY not in parts(world, world.wendy)


def hand_over(world, who, at=None):
    moment = at or world.at
    with acting_as(world.fatma, at=moment):
        return plan_handover(
            actor=world.fatma,
            case_id=world.case_id,
            taker_id=who.id,
            reason="Fatma gaat met verlof.",
            overlap_on=day(moment) + timedelta(days=7),
            open_agreements=[],
            at=moment,
        )


def close(world):
    with acting_as(world.fatma, at=world.at):
        close_case(actor=world.fatma, case_id=world.case_id, reason="", at=world.at)


def test_a_handover_ends_with_the_case_and_nobody_starts_in_a_closed_one(world):
    running = hand_over(world, world.noor)
    close(world)
    with acting_as(CLOCK, at=world.at):
        assert Handover.objects.get(pk=running.pk).cancelled_at == world.at
    with acting_as(world.noor, at=world.at), pytest.raises(NotFound):
        complete_handover(actor=world.noor, handover_id=running.pk, at=world.at, why_without="Haast geboden.")
    with acting_as(world.ingrid, at=world.at), pytest.raises(CaseIsClosed):
        appoint_case_manager(
            actor=world.ingrid, case_id=world.case_id, professional_id=world.noor.id, reason="x", at=world.at
        )
    for actor in (world.ingrid, world.samira):
        with pytest.raises(CaseIsClosed):
            bring(world, world.grace, "maasdrecht", actor=actor)
    with acting_as(CLOCK, at=world.at):
        assert not CaseManagerAssignment.objects.filter(case_id=world.case_id, until=None).exists()
        assert not Involvement.objects.filter(case_id=world.case_id, until=None).exists()


def enter(world, days):
    with acting_as(world.fatma, at=world.at):
        return enter_deadline(
            actor=world.fatma,
            case_id=world.case_id,
            domain=HOUSING,
            kind="eviction",
            due_on=day(world.at) + timedelta(days=days),
            source="Brief van Wonen Maas",
            at=world.at,
        )


def open_alarms(world):
    with acting_as(CLOCK, at=world.at):
        rows = DeadlineAlarm.objects.filter(case_id=world.case_id, cleared_at=None)
        return sorted(rows.values_list("threshold_days", flat=True))


def tick(at):
    with acting_as(CLOCK, at=at):
        fire_alarms(actor=CLOCK, at=at)
        pass_deadlines(actor=CLOCK, at=at)


def test_closing_ends_the_warnings_and_keeps_what_passed_without_a_result(world):
    enter(world, 6)
    tick(world.at)
    assert open_alarms(world) == [7]
    close(world)
    assert open_alarms(world) == []
    with acting_as(world.ingrid, at=world.at):
        assert "deadline_review" not in [i.url_name for i in queries.today_items(world.ingrid, at=world.at)]


def test_a_date_that_passed_is_not_made_undone_by_closing(world):
    enter(world, 6)
    tick(world.at + timedelta(days=8))
    close(world)
    assert open_alarms(world) == [-1]
    with acting_as(world.ingrid, at=world.at):
        assert "deadline_review" in [i.url_name for i in queries.today_items(world.ingrid, at=world.at)]


def test_a_case_that_is_taken_up_again_warns_of_its_date_again(world):
    enter(world, 6)
    tick(world.at)
    close(world)
    reopen(world)
    tick(world.at)
    assert open_alarms(world) == [7]


def reopen(world, actor=None, at=None):
    actor, moment = actor or world.samira, at or world.at
    with acting_as(actor, at=moment):
        return reopen_case(actor=actor, case_id=world.case_id, reason="Toch weer", at=moment)


def test_client_and_case_manager_hear_that_the_case_is_taken_up_again(world):
    close(world)
    with held_back() as sent:
        reopen(world)
    assert {one.handler for one in sent} == {
        "rondom.cases.handlers.tell_of_new_case_manager",
        "rondom.cases.message_handlers.pass_messages_on",
    }
    with acting_as(world.fatma, at=world.at):
        assert world.case.case_manager_id == world.fatma.id
        assert not CaseManagerAssignment.objects.get(until=None).acting


def test_a_client_takes_up_the_file_also_when_the_case_manager_is_gone(world):
    close(world)
    with acting_as(world.tom, at=world.at):
        end_employment(actor=world.tom, professional_id=world.fatma.id, at=world.at)
    reopen(world)
    with acting_as(world.ingrid, at=world.at):
        assert world.case.case_manager_id == world.ingrid.id
        assert CaseManagerAssignment.objects.get(until=None).acting
        items = queries.today_items(world.ingrid, at=world.at)
        assert ("case_manager", world.case_id) in [(i.url_name, i.url_id) for i in items]
