"""A citizen service number or a code of a diagnosis is asked about before others read it (R-046)."""

import pytest
from django.urls import reverse

from rondom.access.context import acting_as
from rondom.cases import queries as cases
from rondom.kernel import clock
from rondom.plans import commands as plans
from rondom.plans.models import Goal
from tests.cases.world import HOUSING
from tests.web.portal.site import browser, text

pytestmark = pytest.mark.django_db
NUMBER = "Haar nummer is 123456782."
BOX = 'name="keep_number"'


@pytest.fixture(autouse=True)
def _site(settings, monkeypatch, world):
    settings.RONDOM_STAFF_MFA = False
    monkeypatch.setattr(clock, "now", lambda: world.at)


def warned_then_kept(client, url, sent):
    """The form asks first, with the words in it, and keeps them when that is meant."""
    assert BOX not in text(client.get(url))
    asked = client.post(url, sent)
    assert asked.status_code == 422
    assert BOX in text(asked)
    assert "citizen service number" in text(asked)
    assert NUMBER in text(asked)
    assert client.post(url, sent | {"keep_number": "on"}).status_code == 302


def test_a_note_with_a_number_is_asked_about_and_then_kept(world):
    sent = {"kind": "note", "where": "core", "text": NUMBER, "shareable": "on"}
    warned_then_kept(browser(world.fatma), reverse("note_new", args=[world.case_id]), sent)
    with acting_as(world.fatma, at=world.at):
        assert [note.text for note in cases.notes_of(world.case)] == [NUMBER]


def test_how_a_life_domain_stands_is_asked_about_too(world):
    sent = {"domain": HOUSING, "problem": "some", "reason": NUMBER, "based_on": "0"}
    warned_then_kept(browser(world.fatma), reverse("domain_new", args=[world.case_id]), sent)


def test_a_goal_that_a_landlord_reads_is_asked_about_too(world):
    with acting_as(world.fatma, at=world.at):
        plans.start_plan(actor=world.fatma, case_id=world.case_id, at=world.at)
    url = reverse("plan_goals", args=[world.case_id])
    sent = {"title": NUMBER, "domain": HOUSING, "owner": "client", "about": str(world.samira.id)}
    warned_then_kept(browser(world.fatma), url, sent)
    with acting_as(world.fatma, at=world.at):
        assert Goal.objects.filter(title=NUMBER).exists()


def test_words_without_a_number_are_kept_at_once(world):
    sent = {"kind": "note", "where": "core", "text": "Huisbezoek geweest.", "shareable": "on"}
    assert browser(world.fatma).post(reverse("note_new", args=[world.case_id]), sent).status_code == 302


def test_the_warning_is_said_in_dutch(world):
    sent = {"kind": "note", "where": "core", "text": NUMBER, "shareable": "on"}
    asked = browser(world.fatma, language="nl").post(reverse("note_new", args=[world.case_id]), sent)
    assert "burgerservicenummer" in text(asked)
