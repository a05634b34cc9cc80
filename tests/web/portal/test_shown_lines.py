"""The client chooses which lines of the plan somebody from the own network sees (R-005)."""

import pytest
from django.urls import reverse

from rondom.access.context import acting_as
from rondom.cases import commands as cases
from rondom.plans import commands as plans
from rondom.plans.commands import GoalWords
from rondom.privacy import queries
from tests.cases.world import HOUSING
from tests.web.portal.site import browser, text

pytestmark = pytest.mark.django_db
GOAL = "In ons huis blijven wonen."


@pytest.fixture
def address(world, at):
    """A plan with one goal, and Naima who may see chosen lines."""
    with acting_as(world.fatma, at=at):
        plan = plans.start_plan(actor=world.fatma, case_id=world.case_id, at=at)
    with acting_as(world.samira, at=at):
        plans.add_goal(actor=world.samira, plan_id=plan.pk, goal=GoalWords(title=GOAL, domain=HOUSING), at=at)
        supporter = cases.add_supporter(
            actor=world.samira,
            case_id=world.case_id,
            name="Naima",
            relation="zus",
            access="lines",
            person_id=world.naima.id,
            at=at,
        )
    return reverse("portal_lines", args=[supporter.pk])


def key_in(page):
    return page.split('name="line" value="')[1].split('"')[0]


def seen(world):
    with acting_as(world.naima, at=world.at):
        return [row.title for row in queries.shared_with(world.naima.id, at=world.at)]


def test_a_line_is_shown_and_taken_back_with_one_tap_each(world, address):
    samira = browser(world.samira)
    assert address in text(samira.get(reverse("portal_network")))
    page = text(samira.get(address))
    assert GOAL in page
    assert seen(world) == []
    line = key_in(page)
    assert samira.post(address, {"line": line}).status_code == 302
    assert seen(world) == [GOAL]
    assert GOAL in text(browser(world.naima).get(reverse("portal_plan")))
    assert samira.post(address, {"line": line}).status_code == 302
    assert seen(world) == []


@pytest.mark.parametrize("who", ["naima", "karim", "lina", "fatma", "daan"])
def test_nobody_else_chooses(world, address, who):
    line = key_in(text(browser(world.samira).get(address)))
    other = browser(getattr(world, who))
    assert other.get(address).status_code == 404
    assert other.post(address, {"line": line}).status_code == 404
    assert seen(world) == []


@pytest.mark.parametrize("line", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_what_is_no_line_of_the_plan_is_not_shown(world, address, line):
    assert browser(world.samira).post(address, {"line": line}).status_code == 404
