"""A household with its worker, and strangers."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

import pytest

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.access.models import Grant
from rondom.access.scopes import Part
from rondom.people import commands
from rondom.people.models import Household, Member

DAY = date(2026, 9, 7)
SYSTEM = system_actor("test")


def worker(*roles: str) -> Actor:
    return Actor(
        kind="professional",
        id=uuid4(),
        name="Worker",
        function="social_worker",
        roles=frozenset(roles or ("social_worker",)),
    )


def resident(person_id) -> Actor:
    return Actor(kind="resident", id=person_id, purpose="own_access")


def grant(holder: Actor, household: Household, *parts: int, can_write: bool = False, at) -> None:
    with acting_as(SYSTEM, at=at):
        Grant.objects.create(
            holder_id=holder.id,
            space=household.space,
            reads=list(parts),
            writes=list(parts) if can_write else [],
            row="P1",
            valid_from=at,
            granted_by=SYSTEM.id,
            granted_at=at,
        )


@dataclass
class Home:
    actor: Actor
    household: Household
    mother: Member
    child: Member


@pytest.fixture
def home(db, at) -> Home:
    actor = worker()
    household = commands.create_household(actor=actor, name="Familie Boom", at=at)
    mother = commands.add_member(
        actor=actor,
        household_id=household.id,
        facts=commands.PersonFacts(
            given_name="Roos", family_name="Boom", birth_date=date(1988, 3, 2), language="fr"
        ),
        role="adult",
        starts_on=DAY,
        at=at,
    )
    child = commands.add_member(
        actor=actor,
        household_id=household.id,
        facts=commands.PersonFacts(given_name="Wilg", family_name="Boom", birth_date=date(2014, 9, 8)),
        role="child",
        starts_on=DAY,
        at=at,
    )
    return Home(actor, household, mother, child)


ALL_PARTS = (Part.OVERVIEW, Part.CORE, Part.ADDRESS)
