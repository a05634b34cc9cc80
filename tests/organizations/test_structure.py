"""A city is declared, not scripted: the same twice changes nothing, a fault changes nothing either."""

from dataclasses import replace

import pytest
from django.db import IntegrityError

from rondom.access.context import acting_as, system_actor
from rondom.organizations import commands, queries
from rondom.organizations.models import Area, Desk, Organization, Professional, Team, WorkingRole
from rondom.organizations.vocabulary import AreaEntry, CityStructure, TeamEntry
from tests.organizations.conftest import SMALL, person

pytestmark = pytest.mark.django_db
SETUP = system_actor("setup")


def test_a_city_stands_after_one_command(city, at):
    tree = queries.area_tree(at.date())
    assert [branch.area.name for branch in tree] == ["Oost"]
    assert tree[0].parts[0].parts[0].teams[0].name == "Wijkteam A"
    assert queries.front_desk().organization.slug == "gemeente"
    assert queries.desk_of_team(queries.team_by_slug("team-a").id).name == "Balie A"
    assert {p.slug for p in queries.colleagues(queries.team_by_slug("team-a").id, at.date())} == {
        "anna-leider",
        "bram-werker",
        "cora-werker",
        "dirk-schuld",
    }


def test_the_same_city_again_changes_nothing(city, at):
    counts = commands.apply_structure(actor=SETUP, city=SMALL, at=at)
    assert all(count.added == count.changed == 0 for count in counts.values())
    assert sum(count.unchanged for count in counts.values()) > 20


def test_a_changed_field_is_brought_into_line_and_keeps_its_key(city, at):
    before = queries.team_by_slug("team-a").id
    changed = replace(SMALL, teams=(replace(SMALL.teams[0], name="Wijkteam Aa"),))
    counts = commands.apply_structure(actor=SETUP, city=changed, at=at)
    assert counts["teams"].changed == 1
    assert (queries.team_by_slug("team-a").id, queries.team_by_slug("team-a").name) == (before, "Wijkteam Aa")


def test_a_small_structure_may_refer_to_what_is_there(city, at):
    more = CityStructure(
        starts_on=SMALL.starts_on, professionals=(person("eva-nieuw", stand_in="bram-werker"),)
    )
    counts = commands.apply_structure(actor=SETUP, city=more, at=at)
    assert counts["professionals"].added == 1
    assert queries.stand_in_for(queries.professional_by_slug("eva-nieuw").id, at.date()).slug == "bram-werker"


def test_every_desk_has_its_own_space(city):
    spaces = list(Desk.objects.values_list("space", flat=True))
    assert len(spaces) == len(set(spaces)) == 2


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"areas": (AreaEntry(slug="x", kind="area", name="X"),)}, ("area", "x", "parent")),
        ({"areas": (AreaEntry(slug="x", kind="street", name="X"),)}, ("area", "x", "kind")),
        (
            {"organizations": (replace(SMALL.organizations[1], parent="later"),)},
            ("organization", "bank", "parent"),
        ),
        (
            {"organizations": (replace(SMALL.organizations[0], email="nobody"),)},
            ("organization", "gemeente", "email"),
        ),
        ({"teams": (TeamEntry(slug="t", name="T", organization="gemeente"),)}, ("team", "t", "area")),
        (
            {"teams": (TeamEntry(slug="t", name="T", organization="no", area="oost"),)},
            ("team", "t", "organization"),
        ),
        ({"professionals": (person("a"), person("a"))}, ("professional", "a", "slug")),
        ({"professionals": (person("a", roles=()),)}, ("professional", "a", "roles")),
        ({"professionals": (person("a", stand_in="a"),)}, ("professional", "a", "stand_in")),
        ({"professionals": (person("a", stand_in="b"),)}, ("professional", "a", "stand_in")),
        ({"professionals": (person("a\x00"),)}, ("professional", "a\x00", "slug")),
        ({"professionals": (replace(person("a"), name="x" * 121),)}, ("professional", "a", "name")),
    ],
)
def test_a_fault_is_named_with_its_place_and_changes_nothing(change, place, at, db):
    with pytest.raises(commands.StructureRefused) as refused:
        commands.apply_structure(actor=SETUP, city=replace(SMALL, **change), at=at)
    assert refused.value.place == place
    assert not Area.objects.exists()
    assert not Organization.objects.exists()
    assert not Professional.objects.exists()


def test_a_bad_setting_undoes_the_rows_before_it(at, db):
    with pytest.raises(commands.SettingRefused):
        commands.apply_structure(actor=SETUP, city=replace(SMALL, settings={"log_retention_years": 0}), at=at)
    assert not Team.objects.exists()


def test_declaring_somebody_who_left_does_not_let_them_back_in(city, at):
    with acting_as(SETUP, at=at):
        commands.end_employment(
            actor=SETUP, professional_id=queries.professional_by_slug("cora-werker").id, at=at
        )
    with pytest.raises(commands.StructureRefused) as refused:
        commands.apply_structure(actor=SETUP, city=SMALL, at=at)
    assert refused.value.place == ("professional", "cora-werker", "slug")
    assert not WorkingRole.objects.filter(professional__slug="cora-werker", ends_on=None).exists()


def test_a_worker_may_not_declare_a_city(actor_of, at):
    with pytest.raises(commands.NotAllowed):
        commands.apply_structure(actor=actor_of("bram-werker"), city=SMALL, at=at)


def test_the_database_itself_refuses_a_neighbourhood_team_without_area(city, at):
    with acting_as(SETUP, at=at), pytest.raises(IntegrityError):
        Team.objects.filter(slug="team-a").update(area=None)
