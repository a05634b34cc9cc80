"""The case list: what hurts first stands first, and opening a case is offered to who found nobody."""

from datetime import date, timedelta

import pytest

from rondom.access.context import acting_as, system_actor
from rondom.cases.commands import open_case
from rondom.cases.models import Case
from rondom.cases.queries.lists import filtered_cases
from rondom.people.commands import PersonFacts, add_member, create_household

pytestmark = pytest.mark.django_db


def one_more(world, name: str, *, deadline: date | None, active_days_ago: int) -> None:
    facts = PersonFacts(given_name="Iemand", family_name=name)
    with acting_as(world.fatma, at=world.at):
        home = create_household(actor=world.fatma, name=name, at=world.at)
        member = add_member(
            actor=world.fatma,
            household_id=home.pk,
            facts=facts,
            role="adult",
            starts_on=world.at.date(),
            at=world.at,
        )
        case = open_case(
            actor=world.fatma, household_id=home.pk, client_id=member.person_id, ground="wmo", at=world.at
        )
    with acting_as(system_actor("test"), at=world.at):
        Case.objects.filter(pk=case.pk).update(
            next_deadline_on=deadline, last_activity_at=world.at - timedelta(days=active_days_ago)
        )


def test_the_nearest_date_first_then_what_was_touched_last(world):
    today = world.at.date()
    one_more(world, "Later", deadline=today + timedelta(days=9), active_days_ago=1)
    one_more(world, "Lang stil", deadline=None, active_days_ago=30)
    one_more(world, "Gisteren", deadline=None, active_days_ago=1)
    one_more(world, "Morgen", deadline=today + timedelta(days=1), active_days_ago=30)
    one_more(world, "Vorige week", deadline=None, active_days_ago=7)
    with acting_as(world.fatma, at=world.at):
        order = [case.name for case in filtered_cases(world.fatma) if case.pk != world.case_id]
    assert order == ["Morgen", "Later", "Gisteren", "Vorige week", "Lang stil"]


@pytest.mark.parametrize(("typed", "offered"), [("Haddad", False), ("Nergensman", True)])
def test_opening_a_case_is_offered_after_a_search_that_found_nobody(typed, offered, world, visit):
    page = visit("fatma").get("/cases/", {"q": typed}).content.decode()
    assert ("/cases/new/" in page) is offered
