"""When staff change, rights change in the same transaction, not when the clock comes by."""

from datetime import timedelta

import pytest

from rondom.access.context import acting_as, system_actor
from rondom.access.queries import held_parts
from rondom.access.scopes import Part, scope_of
from rondom.cases.commands import refresh_cover
from rondom.organizations import commands as organizations
from rondom.organizations.models import StandIn, TeamLeadership, WorkingRole
from rondom.people.models import Conflict
from tests.cases.world import day

pytestmark = pytest.mark.django_db


def held(world, who, *, at=None) -> dict:
    """What this person holds in the household, as the database counts it."""
    moment = at or world.at
    with acting_as(system_actor("test"), at=moment):
        return held_parts(holder_id=who.id, space=world.space, at=moment)


def away(world, who, instead, *, days=3, starts=None):
    first = starts or day(world.at)
    return organizations.set_stand_in(
        actor=world.tom,
        professional_id=who.id,
        stand_in_id=instead.id,
        starts_on=first,
        ends_on=first + timedelta(days=days),
        at=world.at,
    )


def test_a_new_leader_sees_who_is_involved_at_once_and_the_old_one_no_longer(world):
    assert held(world, world.ingrid)[Part.OVERVIEW].row == "P6"
    organizations.appoint_team_leader(
        actor=world.tom,
        team_id=world.team_id,
        professional_id=world.daan.id,
        stand_in_id=None,
        starts_on=day(world.at),
        at=world.at,
    )
    assert held(world, world.ingrid) == {}
    assert held(world, world.daan)[Part.OVERVIEW].row == "P6"
    assert Part.CORE not in held(world, world.daan)


def test_a_leader_from_next_week_on_changes_nothing_today(world):
    organizations.appoint_team_leader(
        actor=world.tom,
        team_id=world.team_id,
        professional_id=world.daan.id,
        stand_in_id=None,
        starts_on=day(world.at) + timedelta(days=7),
        at=world.at,
    )
    assert Part.OVERVIEW in held(world, world.ingrid)
    assert held(world, world.daan) == {}


def test_a_stand_in_holds_the_file_at_once_and_a_replaced_one_no_longer(world):
    away(world, world.fatma, world.noor)
    assert held(world, world.noor)[Part.CORE].row == "P5"
    away(world, world.fatma, world.daan)
    assert held(world, world.noor) == {}
    assert held(world, world.daan)[Part.CORE].row == "P5"


def test_who_is_back_ends_the_stand_in_at_once(world):
    arranged = away(world, world.fatma, world.noor, starts=day(world.at) - timedelta(days=2), days=9)
    assert Part.CORE in held(world, world.noor)
    yesterday = day(world.at) - timedelta(days=1)
    organizations.end_stand_in(actor=world.tom, stand_in_row_id=arranged.pk, ends_on=yesterday, at=world.at)
    assert held(world, world.noor) == {}


def test_the_clock_notices_that_another_colleague_stands_in_from_today(world):
    tomorrow = day(world.at) + timedelta(days=1)
    away(world, world.fatma, world.noor, days=0)
    away(world, world.fatma, world.daan, starts=tomorrow)
    assert held(world, world.daan) == {}
    later = world.at + timedelta(days=1)
    refresh_cover(actor=system_actor("cover clock"), at=later)
    assert held(world, world.noor, at=later) == {}
    assert held(world, world.daan, at=later)[Part.CORE].row == "P5"


@pytest.mark.parametrize("name", ["ruben", "peter", "fatma"])
def test_rights_end_with_the_last_day_of_the_working_role(world, name):
    who = getattr(world, name)
    before = held(world, who)
    assert Part.OVERVIEW in before
    with acting_as(system_actor("test"), at=world.at):
        role = WorkingRole.objects.get(professional_id=who.id)
    organizations.end_working_role(
        actor=world.tom, working_role_id=role.pk, ends_on=day(world.at), at=world.at
    )
    assert held(world, who) == before, "the last day still counts"
    assert held(world, who, at=world.at + timedelta(days=1)) == {}


def test_a_role_that_ended_yesterday_gives_nothing_and_a_new_one_gives_it_back(world):
    with acting_as(system_actor("test"), at=world.at):
        role = WorkingRole.objects.get(professional_id=world.ruben.id)
    yesterday = day(world.at) - timedelta(days=1)
    organizations.end_working_role(actor=world.tom, working_role_id=role.pk, ends_on=yesterday, at=world.at)
    assert held(world, world.ruben) == {}
    organizations.start_working_role(
        actor=world.tom,
        professional_id=world.ruben.id,
        function="debt_counsellor",
        starts_on=day(world.at),
        team_id=world.team_id,
        at=world.at,
    )
    assert held(world, world.ruben)[Part.CORE].row == "P1"


def test_ending_one_of_two_roles_takes_nothing_away(world):
    with acting_as(system_actor("test"), at=world.at):
        role = WorkingRole.objects.get(professional_id=world.ruben.id)
    organizations.start_working_role(
        actor=world.tom,
        professional_id=world.ruben.id,
        function="debt_counsellor",
        starts_on=day(world.at),
        team_id=world.team_id,
        at=world.at,
    )
    before = held(world, world.ruben)
    organizations.end_working_role(
        actor=world.tom, working_role_id=role.pk, ends_on=day(world.at) - timedelta(days=1), at=world.at
    )
    assert held(world, world.ruben) == before


def test_who_was_kept_out_gets_nothing_by_standing_in_or_leading(world):
    with acting_as(system_actor("test"), at=world.at):
        Conflict.objects.create(
            scope=scope_of(world.space, Part.ADDRESS),
            person_id=world.samira.id,
            counterpart_kind="professional",
            counterpart_id=world.daan.id,
            kind="relative",
            declared_by=world.bas.id,
            declared_at=world.at,
        )
    away(world, world.fatma, world.daan)
    organizations.appoint_team_leader(
        actor=world.tom,
        team_id=world.team_id,
        professional_id=world.daan.id,
        stand_in_id=None,
        starts_on=day(world.at),
        at=world.at,
    )
    assert held(world, world.daan) == {}
    with acting_as(system_actor("test"), at=world.at):
        assert StandIn.objects.exists()
        assert TeamLeadership.objects.filter(professional_id=world.daan.id).exists()
