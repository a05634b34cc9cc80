"""A new leader changes the grants of a whole team: at once, in every case, with as few questions as for one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rondom.access.context import acting_as, system_actor
from rondom.access.models import Grant
from rondom.access.queries import held_parts
from rondom.access.scopes import Part
from rondom.cases import commands as cases
from rondom.cases.grants import rewrite_grants, rewrite_grants_of
from rondom.cases.models import Case
from rondom.organizations import commands as organizations
from rondom.people import commands as people
from rondom.people.commands import PersonFacts
from tests.cases.world import MONEY, day, give_consent

pytestmark = pytest.mark.django_db


def another_household(world, number):
    """A household of the team with its case, a helper of a party with a permission, and a conflict."""
    at = world.at - timedelta(days=3)
    with acting_as(world.fatma, at=at):
        household = people.create_household(actor=world.fatma, name=f"Gezin {number}", at=at)
        client = people.add_member(
            actor=world.fatma,
            household_id=household.pk,
            facts=PersonFacts(given_name=f"Cliënt{number}", family_name="Jansen", birth_date=day(at)),
            role="adult",
            starts_on=day(at),
            at=at,
        ).person
        case = cases.open_case(
            actor=world.fatma,
            household_id=household.pk,
            client_id=client.pk,
            ground="wmo",
            domains=[],
            statutory_domains=[MONEY],
            target_group="families",
            at=at,
        )
        cases.involve(
            actor=world.fatma,
            case_id=case.pk,
            organization_id=world.ruben.organization_id,
            professional_id=world.ruben.id,
            kind="team",
            function=world.ruben.function,
            domains=[MONEY],
            ground="wmo",
            at=at,
        )
    return household.space


def held(world, who, space, *, days=0):
    at = world.at + timedelta(days=days)
    with acting_as(system_actor("test"), at=at):
        return held_parts(holder_id=who.id, space=space, at=at)


def grants_of(space):
    rows = Grant.objects.filter(space=space, revoked_at=None)
    return {
        (g.holder_id, g.row, g.ground, g.valid_to, tuple(sorted(g.reads)), tuple(sorted(g.writes)))
        for g in rows
    }


def lead(world, who, *, days=0):
    at = world.at + timedelta(days=days)
    return organizations.appoint_team_leader(
        actor=world.tom,
        team_id=world.team_id,
        professional_id=who.id,
        stand_in_id=None,
        starts_on=day(at),
        at=at,
    )


def statements(world, who, *, days):
    """How many statements it takes to make somebody the leader, with all that follows at once."""
    with CaptureQueriesContext(connection) as seen:
        lead(world, who, days=days)
    return len(seen)


def test_the_old_leader_loses_every_case_of_the_team_in_the_same_transaction(world):
    spaces = [world.space, *(another_household(world, n) for n in range(3))]
    assert all(held(world, world.ingrid, space) for space in spaces)
    lead(world, world.daan)
    for space in spaces:
        assert held(world, world.ingrid, space) == {}
        assert held(world, world.daan, space)[Part.OVERVIEW].row == "P6"
        assert Part.CORE not in held(world, world.daan, space)


def test_the_number_of_statements_does_not_grow_with_the_number_of_cases(world):
    another_household(world, 0)
    few = statements(world, world.daan, days=1)
    spaces = [another_household(world, number) for number in range(1, 6)]
    assert statements(world, world.ingrid, days=2) == few
    assert all(held(world, world.ingrid, space, days=2) for space in [world.space, *spaces])
    assert all(held(world, world.daan, space, days=2) == {} for space in [world.space, *spaces])


def test_many_at_once_give_the_same_grants_as_one_by_one(world, monkeypatch):
    for number in range(3):
        another_household(world, number)
    monkeypatch.setattr("rondom.cases.grants.MOST_AT_ONCE", 2)
    system = system_actor("test")
    with acting_as(system, at=world.at):
        found = list(Case.objects.values_list("pk", "space"))
        before = {space: grants_of(space) for _pk, space in found}
        Grant.objects.filter(revoked_at=None).update(revoked_at=world.at)
        rewrite_grants_of([pk for pk, _space in found], actor=system, at=world.at)
        together = {space: grants_of(space) for _pk, space in found}
        Grant.objects.filter(revoked_at=None).update(revoked_at=world.at)
        for pk, _space in found:
            rewrite_grants(actor=system, case_id=pk, at=world.at)
        one_by_one = {space: grants_of(space) for _pk, space in found}
    assert len(found) == 4
    assert together == one_by_one == before


def test_what_keeps_somebody_out_of_one_household_counts_there_only(world):
    other = another_household(world, 1)
    with acting_as(world.fatma, at=world.at):
        people.declare_conflict(
            actor=world.fatma,
            household_id=world.household_id,
            person_id=world.samira.id,
            counterpart_kind="professional",
            counterpart_id=world.ruben.id,
            kind="relative",
            reason="Haar neef.",
            at=world.at,
        )
    lead(world, world.daan)
    assert held(world, world.ruben, world.space) == {}
    assert held(world, world.ruben, other)


def test_a_permission_of_one_household_gives_nothing_in_another(world):
    other = another_household(world, 1)
    lead(world, world.daan)
    give_consent(world, "wonen-maas", [MONEY], world.at)
    assert held(world, world.peter, world.space)
    assert held(world, world.peter, other) == {}
