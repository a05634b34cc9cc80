"""A small city, made the way a city is made: by a structure."""

from datetime import date

import pytest

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.organizations import commands, queries
from rondom.organizations.vocabulary import (
    AreaEntry,
    CardEntry,
    CityStructure,
    OrganizationEntry,
    ProfessionalEntry,
    RoleEntry,
    TeamEntry,
)


def person(slug: str, *, organization: str = "gemeente", **more) -> ProfessionalEntry:
    more.setdefault("roles", (RoleEntry(function="social_worker", team="team-a"),))
    return ProfessionalEntry(
        slug=slug, name=slug.replace("-", " ").title(), organization=organization, **more
    )


SMALL = CityStructure(
    starts_on=date(2026, 1, 5),
    areas=(
        AreaEntry(slug="oost", kind="district", name="Oost"),
        AreaEntry(slug="spoorzone", kind="area", name="Spoorzone", parent="oost"),
        AreaEntry(slug="spoorwijk", kind="neighbourhood", name="Spoorwijk", parent="spoorzone"),
    ),
    organizations=(
        OrganizationEntry(
            slug="gemeente",
            name="Gemeente",
            kind="internal",
            sort="municipality",
            phone="085 1",
            desk="Voordeur",
        ),
        OrganizationEntry(
            slug="bank", name="Kredietbank", kind="internal", sort="credit_bank", parent="gemeente"
        ),
    ),
    teams=(
        TeamEntry(
            slug="team-a",
            name="Wijkteam A",
            organization="gemeente",
            area="spoorwijk",
            phone="085 2",
            desk="Balie A",
        ),
    ),
    professionals=(
        person(
            "anna-leider",
            roles=(RoleEntry(function="team_leader", team="team-a", leads="team-a"),),
            stand_in="bram-werker",
        ),
        person("bram-werker", email="bram@gemeente.example", phone="06 1", phone_hidden=True),
        person("cora-werker", roles=(RoleEntry(function="social_worker", team="team-a", weekly_hours=18),)),
        person(
            "dirk-schuld",
            organization="bank",
            roles=(RoleEntry(function="debt_counsellor", team="team-a", working_days=("thu", "mon")),),
            card=CardEntry(
                does="Ik help.", decides="Niets.", does_not_decide="Alles.", call_when="Bij een brief."
            ),
        ),
        person("tom-beheer", roles=(RoleEntry(function="administrator", organization="gemeente"),)),
    ),
    settings={"front_desk": "gemeente"},
)


@pytest.fixture(autouse=True)
def fresh_settings():
    queries.forget_settings()
    yield
    queries.forget_settings()


@pytest.fixture
def city(db, at):
    commands.apply_structure(actor=system_actor("setup"), city=SMALL, at=at)
    return SMALL


@pytest.fixture
def actor_of(city, at):
    def actor(slug: str) -> Actor:
        with acting_as(system_actor("test"), at=at):
            found = queries.actor_for_professional(
                professional_id=queries.professional_by_slug(slug).id, account_id=None, at=at
            )
        assert found is not None
        return found

    return actor
