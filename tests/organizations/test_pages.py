"""Colleagues and settings through the site's own doors."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.test import Client

from rondom.access.context import acting_as, system_actor
from rondom.accounts.models import Account
from rondom.cases.queries import today_items
from rondom.organizations import queries
from rondom.organizations.models import WorkingRole
from rondom.web import middleware

pytestmark = pytest.mark.django_db


@pytest.fixture
def moment(world, monkeypatch):
    """The site's clock stands at the moment of the story."""
    monkeypatch.setattr(middleware.clock, "now", lambda: world.at)
    return world.at


def browser(actor) -> Client:
    key = {"person_id": actor.id} if actor.is_resident else {"professional_id": actor.id}
    account, _new = Account.objects.get_or_create(email=f"{actor.id}@invented.example", defaults=key)
    client = Client(headers={"accept-language": "en"})
    client.cookies["rondom-language"] = "en"
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def role_of(actor):
    return WorkingRole.objects.filter(professional_id=actor.id).first().pk


def test_a_colleague_is_found_by_name_and_the_search_is_in_the_log(world, moment):
    answer = browser(world.daan).get("/staff/", {"q": "Fatma"})
    assert b"Fatma" in answer.content
    with acting_as(world.bas, at=moment):
        from rondom.audit.models import AuditEvent

        assert AuditEvent.objects.filter(action="staff.search", actor_id=world.daan.id).exists()


def test_a_list_of_colleagues_says_when_it_is_only_the_first_of_them(world, monkeypatch):
    monkeypatch.setattr("rondom.organizations.views.staff.MOST", 2)
    page = browser(world.daan).get("/staff/").content.decode()
    assert "These are the first 2 by name. Type more of a name" in page
    assert page.count('class="ro-card"') == 2
    assert "Type more of a name" not in browser(world.daan).get("/staff/", {"q": "Fatma"}).content.decode()


def test_residents_have_no_staff_pages(world, moment):
    client = browser(world.samira)
    for path in ("/staff/", f"/staff/{role_of(world.fatma)}/", "/me/card/", "/settings/"):
        assert client.get(path).status_code == 404


def test_a_card_with_filler_is_refused_with_everything_kept(world, moment):
    words = {
        "does": "-",
        "decides": "Niets",
        "does_not_decide": "Over geld",
        "call_when": "Bij een brief",
        "availability": "",
    }
    answer = browser(world.daan).post("/me/card/", words)
    assert answer.status_code == 422
    assert b"Over geld" in answer.content
    assert queries.role_card(world.daan.id) is None or queries.role_card(world.daan.id).does != "-"


def test_a_card_is_saved_and_shown(world, moment):
    words = {
        "does": "Ik help bij <b>brieven</b>",
        "decides": "Niets",
        "does_not_decide": "Over geld",
        "call_when": "Bij een brief",
        "availability": "",
    }
    client = browser(world.daan)
    assert client.post("/me/card/", words).status_code == 302
    shown = client.get(f"/staff/{role_of(world.daan)}/").content.decode()
    assert "Ik help bij &lt;b&gt;brieven&lt;/b&gt;" in shown


def test_only_leader_or_administrator_ends_an_employment(world, moment):
    path = f"/staff/{role_of(world.daan)}/departure/"
    assert browser(world.ruben).post(path).status_code == 404
    leaver = browser(world.daan)
    assert leaver.get("/staff/").status_code == 200
    assert browser(world.tom).get(path).status_code == 200
    assert browser(world.tom).post(path).status_code == 302
    sent_away = leaver.get("/staff/")
    assert (sent_away.status_code, sent_away.url[:7]) == (302, "/login/")
    assert queries.professional(world.daan.id).has_left


def test_a_setting_below_its_safe_minimum_is_refused(world, moment):
    client = browser(world.tom)
    answer = client.post("/settings/smallest_published_group/", {"value": "1"})
    assert answer.status_code == 422
    assert client.post("/settings/smallest_published_group/", {"value": "many"}).status_code == 422
    with acting_as(system_actor("test"), at=moment):
        assert queries.setting("smallest_published_group") == 5
    assert client.post("/settings/smallest_published_group/", {"value": "6"}).status_code == 302
    queries.forget_settings()
    assert queries.setting("smallest_published_group") == 6
    assert browser(world.fatma).get("/settings/").status_code == 404


def test_a_stand_in_is_arranged_by_the_colleague(world, moment):
    client = browser(world.daan)
    words = {"stand_in": str(world.fatma.id), "starts_on": "2026-09-10", "ends_on": "2026-09-12"}
    assert client.post(f"/staff/{role_of(world.daan)}/stand-in/", words).status_code == 302
    backwards = words | {"starts_on": "2026-09-20"}
    answer = client.post(f"/staff/{role_of(world.daan)}/stand-in/", backwards)
    assert answer.status_code == 422
    assert b"2026-09-20" in answer.content


def test_an_expert_by_experience_reads_to_whom_she_can_turn(world, moment):
    client = browser(world.henk)
    for path in ("/", "/me/card/"):
        shown = client.get(path).content.decode()
        assert "Noor de Wit" in shown
        assert 'href="tel:06 1234 5602"' in shown
    assert "Your support contact" not in browser(world.ruben).get("/").content.decode()


def test_the_leader_names_another_contact_and_a_colleague_cannot(world, moment):
    path = f"/staff/{role_of(world.henk)}/support-contact/"
    words = {"contact": str(world.daan.id)}
    assert browser(world.daan).post(path, words).status_code == 404
    assert browser(world.henk).get(path).status_code == 404
    client = browser(world.ingrid)
    assert client.post(path, {"contact": str(world.samira.id)}).status_code == 422
    assert client.post(path, words).status_code == 302
    assert "Daan Prins" in client.get("/staff/experts/").content.decode()
    assert "Daan Prins" in client.get(f"/staff/{role_of(world.henk)}/").content.decode()


def test_when_the_contact_leaves_expert_and_leader_see_that_somebody_must_be_named(world, moment):
    noor = queries.professional_by_slug("noor-de-wit")
    path = f"/staff/{WorkingRole.objects.filter(professional=noor).get().pk}/departure/"
    leader = browser(world.ingrid)
    assert "Henk Visser loses the support contact" in leader.get(path).content.decode()
    assert leader.post(path).status_code == 302
    assert (
        "Henk Visser works from own experience and has no support contact" in leader.get("/").content.decode()
    )
    assert "1 expert by experience has no support contact" in leader.get("/staff/experts/").content.decode()
    elsewhere = replace(world.ingrid, id=uuid4())
    with acting_as(elsewhere, at=moment):
        assert "staff_support_contact" not in {i.url_name for i in today_items(elsewhere, at=moment)}
    with acting_as(world.ingrid, at=moment):
        assert "staff_support_contact" in {i.url_name for i in today_items(world.ingrid, at=moment)}
    assert "Ingrid Bakker was asked to name one" in browser(world.henk).get("/").content.decode()


def test_a_contact_is_only_named_for_an_expert(world, moment):
    assert browser(world.ingrid).get(f"/staff/{role_of(world.daan)}/support-contact/").status_code == 404
