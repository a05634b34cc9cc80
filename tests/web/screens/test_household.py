"""The people of a household, through the site's doors: nothing secret is shown by itself."""

import pytest

from rondom.access.context import acting_as
from rondom.audit.models import AuditEvent
from rondom.cases.models import Case
from rondom.people import queries as people
from rondom.web import middleware
from tests.web.portal.site import browser, text

pytestmark = pytest.mark.django_db
GOOD_BSN = "111222333"


@pytest.fixture(autouse=True)
def _moment(world, monkeypatch):
    monkeypatch.setattr(middleware.clock, "now", lambda: world.at)


def page(world, more: str = "") -> str:
    return f"/cases/{world.case_id}/household/{more}"


def samira(world):
    with acting_as(world.fatma, at=world.at):
        return people.members(world.household_id, world.at.date()).get(person_id=world.samira.id)


def test_the_case_manager_sees_members_and_not_the_shielded_street(world):
    shown = text(browser(world.fatma).get(page(world)))
    assert "Lina" in shown
    assert "Zilverreigerlaan" not in shown
    assert "secret" in shown


@pytest.mark.parametrize("who", ["daan", "karim", "tom", "mirjam"])
def test_who_has_no_relation_gets_the_same_as_for_nothing(world, who):
    assert browser(getattr(world, who)).get(page(world)).status_code == 404


def test_a_partner_sees_no_way_to_reach_anybody(world):
    shown = text(browser(world.peter).get(page(world)))
    assert "Show once" not in shown
    assert "Add somebody" not in shown


def test_a_bsn_is_tested_kept_masked_and_its_look_is_logged(world):
    fatma, member = browser(world.fatma), samira(world)
    refused = fatma.post(page(world, f"{member.pk}/bsn/"), {"bsn": "123456789"})
    assert refused.status_code in {409, 422}
    assert "123456789" in text(refused)
    assert fatma.post(page(world, f"{member.pk}/bsn/"), {"bsn": GOOD_BSN}).status_code == 302
    shown = text(fatma.get(page(world)))
    assert GOOD_BSN not in shown
    assert "*2333" in shown
    with acting_as(world.bas, at=world.at):
        assert not AuditEvent.objects.filter(action="bsn.reveal").exists()


def test_a_birth_date_in_the_future_is_refused_with_every_word_kept(world):
    words = {
        "given_name": "Noor <b>",
        "family_name": "Haddad",
        "birth_date": "2090-01-01",
        "language": "nl",
        "role": "child",
    }
    answer = browser(world.fatma).post(page(world, "members/"), words)
    assert answer.status_code in {409, 422}
    assert "Noor &lt;b&gt;" in text(answer)
    assert "2090-01-01" in text(answer)


def test_a_new_member_gets_no_right_to_read(world):
    words = {
        "given_name": "Noor",
        "family_name": "Haddad",
        "birth_date": "1990-01-01",
        "language": "nl",
        "role": "adult",
    }
    assert browser(world.fatma).post(page(world, "members/"), words).status_code == 302
    with acting_as(world.fatma, at=world.at):
        added = people.members(world.household_id, world.at.date()).get(display_name__startswith="Noor")
    from rondom.access.actor import Actor

    with acting_as(Actor(kind="resident", id=added.person_id), at=world.at):
        assert not Case.objects.exists()


def test_a_shielded_relative_is_kept_apart(world):
    member = samira(world)
    words = {
        "given_name": "Sami",
        "family_name": "B",
        "birth_date": "",
        "language": "nl",
        "kind": "ex_partner",
        "other": str(member.pk),
        "shield": "on",
        "source": "told",
    }
    assert browser(world.fatma).post(page(world, "relatives/"), words).status_code == 302
    with acting_as(world.fatma, at=world.at):
        assert people.conflicts_of([world.samira.id]).count() == 2


def test_a_household_at_the_door_gets_a_case_and_its_own_story_first(world):
    words = {
        "household": "Bos",
        "given_name": "Ria",
        "family_name": "Bos",
        "birth_date": "1950-02-03",
        "language": "nl",
        "ground": "wmo",
        "domains": ["0", "2"],
    }
    answer = browser(world.daan).post("/cases/new/", words)
    assert answer.status_code == 302
    assert answer.url.endswith("/own-words/")
    with acting_as(world.daan, at=world.at):
        case = Case.objects.get(name="Bos")
    assert case.case_manager_id == world.daan.id
    assert browser(world.fatma).get(f"/cases/{case.pk}/").status_code == 404


def test_opening_without_a_name_keeps_what_was_typed(world):
    words = {
        "household": "Bos",
        "given_name": "",
        "family_name": "",
        "language": "nl",
        "ground": "wmo",
        "domains": ["0"],
    }
    answer = browser(world.daan).post("/cases/new/", words)
    assert answer.status_code in {409, 422}
    assert "Bos" in text(answer)
