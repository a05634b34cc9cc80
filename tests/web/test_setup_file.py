"""`rondom setup FILE.yml`: strict, idempotent, all or nothing, and it says where the fault is."""

from datetime import date
from pathlib import Path

import pytest

from rondom.organizations import queries
from rondom.organizations.models import Area, Desk, Organization, Professional, Setting, Team
from rondom.web import demo_city
from rondom.web.setup_file import SetupInvalid, load_setup

pytestmark = pytest.mark.django_db
MAASDRECHT = Path(demo_city.__file__).with_name("maasdrecht.yml")

GOOD = """\
starts_on: 2026-01-05
settings:
  front_desk: gemeente
  smallest_published_group: 5
areas:
  - slug: oost
    name: Oost
    parts:
      - slug: spoorzone
        name: Spoorzone
        parts:
          - {slug: spoorwijk, name: Spoorwijk}
organizations:
  - slug: gemeente
    name: Gemeente
    kind: internal
    sort: municipality
    desk: Voordeur
teams:
  - {slug: team-a, name: Wijkteam A, organization: gemeente, area: spoorwijk}
professionals:
  - slug: anna
    name: Anna
    organization: gemeente
    roles:
      - function: social_worker
        team: team-a
"""


@pytest.fixture(autouse=True)
def fresh_settings():
    queries.forget_settings()
    yield
    queries.forget_settings()


@pytest.fixture
def write(tmp_path):
    def write(text, name="city.yml"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def nothing_was_written() -> bool:
    return not any(
        model.objects.exists() for model in (Area, Organization, Team, Professional, Setting, Desk)
    )


def test_a_good_file_makes_the_city_and_the_second_time_nothing(write, at):
    path = write(GOOD)
    first = load_setup(path, at=at)
    assert first.changed_anything
    assert first.counts["areas"].added == 3
    second = load_setup(path, at=at)
    assert not second.changed_anything
    assert second.counts["areas"].unchanged == 3
    assert any("areas: 0 added" in line for line in second.lines())


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("starts_on: 2026-01-05", "starts_on: soon", (1, "starts_on")),
        ("starts_on: 2026-01-05", "begin: 2026-01-05", (1, "begin")),
        (
            "smallest_published_group: 5",
            "smallest_published_group: 2",
            (4, "settings.smallest_published_group"),
        ),
        ("smallest_published_group: 5", "no_such_clock: 2", (4, "settings.no_such_clock")),
        ("front_desk: gemeente", "front_desk: nowhere", (3, "settings.front_desk")),
        ("    sort: municipality\n", "", (14, "organizations.0.sort")),
        ("sort: municipality", "sort: circus", (17, "organizations.0.sort")),
        ("    name: Gemeente", "    name: 12", (15, "organizations.0.name")),
        ("    name: Gemeente", "    label: Gemeente", (15, "organizations.0.label")),
        ("area: spoorwijk}", "area: elders}", (20, "teams.0.area")),
        ("        team: team-a", "        team: team-b", (27, "professionals.0.roles.0.team")),
        ("function: social_worker", "function: wizard", (26, "professionals.0.roles.0.function")),
        ("    name: Anna", "    name: Anna\n    name: Anna", (24, "professionals.0.name")),
        ("    name: Anna", "    name: Anna\n    stand_in: anna", (24, "professionals.0.stand_in")),
        ("    name: Anna", '    name: "a\\u0000b"', (23, "professionals.0.name")),
        (
            "function: social_worker",
            "function: expert_by_experience",
            (22, "professionals.0.support_contact"),
        ),
        (
            "        team: team-a\n",
            (
                "        team: team-a\n    stand_in: bram\n  - slug: bram\n    name: Bram\n"
                "    organization: gemeente\n    support_contact: anna\n"
                "    roles:\n      - function: expert_by_experience\n        team: team-a\n"
            ),
            (28, "professionals.0.stand_in"),
        ),
        (
            "    name: Anna",
            "    name: Anna\n    support_contact: bram",
            (24, "professionals.0.support_contact"),
        ),
        (
            "{slug: spoorwijk, name: Spoorwijk}",
            "{slug: oost, name: Spoorwijk}",
            (12, "areas.0.parts.0.parts.0.slug"),
        ),
        (
            "{slug: spoorwijk, name: Spoorwijk}",
            "{slug: a, name: B, parts: []}",
            (12, "areas.0.parts.0.parts.0.parts"),
        ),
        (
            "      - function: social_worker\n        team: team-a\n",
            "      none\n",
            (25, "professionals.0.roles"),
        ),
    ],
)
def test_a_fault_names_line_and_field_and_changes_nothing(write, at, old, new, told):
    assert old in GOOD
    with pytest.raises(SetupInvalid) as refused:
        load_setup(write(GOOD.replace(old, new)), at=at)
    assert (refused.value.line, refused.value.name_of_field) == told
    assert str(refused.value).startswith(("Regel", "Line"))
    assert nothing_was_written()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: [1, 2", 1),
        ("a: b: c", 1),
        ("starts_on: 2026-01-05\n\tx: 1", 2),
        ("", 1),
        ("- just\n- a list", 1),
        (b"\xff\xfe\x00", 1),
        ("starts_on: !!python/object/apply:os.system [ls]", 1),
        ("a: &big [x, x]\nb: [*big, *big]", 2),
        ("? [a, b]\n: c", 1),
        ("x: 1\ny: " + "[" * 20_000, 2),
        ("x: 1\ny: " + "{a: " * 31 + "1" + "}" * 31, 2),
    ],
)
def test_what_is_not_a_plain_yaml_file_is_refused_with_its_line(write, at, text, line):
    with pytest.raises(SetupInvalid) as refused:
        load_setup(write(text), at=at)
    assert refused.value.line == line
    assert nothing_was_written()


def test_a_file_that_is_not_there_is_said_so(tmp_path, at):
    with pytest.raises(SetupInvalid):
        load_setup(tmp_path / "nowhere.yml", at=at)


class TestMaasdrecht:
    @pytest.fixture
    def report(self, at):
        return load_setup(MAASDRECHT, at=at)

    def test_it_has_the_shape_of_the_real_city(self, report):
        kinds = list(Area.objects.values_list("kind", flat=True))
        assert [kinds.count(kind) for kind in ("district", "area", "neighbourhood")] == [4, 14, 43]
        assert Team.objects.filter(kind="neighbourhood").count() == 43
        assert Team.objects.filter(kind="neighbourhood").values("area").distinct().count() == 43
        spoorwijk = queries.area_by_slug("spoorwijk")
        assert (spoorwijk.parent.name, spoorwijk.parent.parent.name) == ("Spoorzone", "Oost")

    def test_every_party_of_the_requirements_is_there(self, report):
        sorts = dict(Organization.objects.values_list("sort", "kind"))
        for sort in ("work_income", "front_office", "urban_care", "credit_bank", "youth_desk"):
            assert sorts[sort] == "internal"
        for sort in (
            "housing_corporation",
            "school",
            "police",
            "financial_administrator",
            "child_protection",
        ):
            assert sorts[sort] == "external"
        assert queries.organization_by_slug("huisartsenpraktijk").sort == "gp"
        shelter = queries.organization_by_slug("de-luwte")
        assert shelter.sensitive
        assert not shelter.name_public

    def test_every_professional_persona_is_somebody(self, report, at):
        assert set(report.personas) == {
            "case-manager", "debt-counsellor", "legal-adviser", "expert-by-experience", "team-leader", "colleague",
            "work-income", "youth-care", "housing", "practice-nurse", "policy-officer", "privacy-officer",
            "researcher", "administrator",
        }  # fmt: skip
        for slug in report.personas.values():
            who = queries.professional_by_slug(slug)
            assert queries.actor_for_professional(professional_id=who.id, account_id=None, at=at) is not None
        assert queries.setting("demo_personas") == report.personas

    def test_referrals_without_a_receiver_have_a_desk(self, report):
        assert queries.front_desk().slug == "wijkteam-spoorwijk"

    def test_the_case_manager_has_a_card_a_stand_in_and_a_leader(self, report, at):
        fatma = queries.professional_by_slug("fatma-yildiz")
        card = queries.card_for(fatma.id, date(2026, 9, 7), for_resident=True)
        assert card.card.call_when
        assert card.stand_in == "Daan Prins"
        team = queries.team_by_slug("wijkteam-spoorwijk")
        assert queries.team_leader(team.id, at.date()).name == "Ingrid Bakker"

    def test_it_can_be_loaded_again_without_loss(self, report, at):
        assert not load_setup(MAASDRECHT, at=at).changed_anything

    def test_every_address_and_number_is_made_up(self):
        text = MAASDRECHT.read_text()
        assert all(".example" in line for line in text.splitlines() if "@" in line)
