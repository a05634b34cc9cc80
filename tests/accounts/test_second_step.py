"""A second step for colleagues, and proving once more who you are before sensitive acts."""

import time
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from rondom.accounts import rules
from tests.accounts import urls
from tests.accounts.conftest import hidden, signed_in

pytestmark = pytest.mark.django_db
CHECKED = {"email": "anna@staff.example", "email_verified": True}
PASSWORD = "een heel lang wachtwoord"


@pytest.fixture(autouse=True)
def _strict(settings):
    settings.RONDOM_STAFF_MFA = True
    urls.revealed.clear()


def code_for(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def secret_of(page) -> str:
    import re

    return re.search(r"<code>([A-Z2-7]+)</code>", page.content.decode()).group(1)


def add_app(client) -> str:
    secret = secret_of(client.get("/account/second-step/app/"))
    answer = client.post("/account/second-step/app/", {"code": code_for(secret)})
    assert answer.status_code == 302, answer.content.decode()
    return secret


@pytest.mark.parametrize(
    ("claims", "strong"),
    [
        ({"amr": ["pwd", "otp"]}, True),
        ({"amr": ["mfa"]}, True),
        ({"amr": "hwk"}, True),
        ({"amr": ["pwd"]}, False),
        ({"amr": None}, False),
        ({}, False),
        ({"acr": "strong"}, True),
        ({"acr": "weak"}, False),
    ],
)
def test_what_a_provider_says_about_a_second_step(claims, strong):
    assert rules.asserts_second_step(claims, strong_levels=["strong"]) is strong


def test_a_provider_that_vouches_is_enough(provider, anna):
    provider.knows("s-1", amr=["pwd", "otp"], **CHECKED)
    client = Client()
    provider.sign_in(client, "s-1")
    assert client.get("/work/").content == b"the work"


def test_without_that_a_colleague_sets_up_a_second_step_first(provider, anna):
    provider.knows("s-1", amr=["pwd"], **CHECKED)
    client = Client()
    provider.sign_in(client, "s-1")
    answer = client.get("/work/")
    assert (answer.status_code, answer["Location"]) == (302, "/account/second-step/")
    assert client.post("/work/").status_code == 302
    secret = add_app(client)
    assert client.get("/work/").content == b"the work"
    sealed = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in sealed


def test_the_next_time_the_code_is_asked_before_anybody_is_signed_in(provider, anna):
    provider.knows("s-1", **CHECKED)
    first = Client()
    provider.sign_in(first, "s-1")
    secret = add_app(first)
    client = Client()
    answer = provider.sign_in(client, "s-1")
    assert answer["Location"] == "/login/second-step/"
    assert not signed_in(client)
    assert client.post("/login/second-step/", {"code": "000000"}).status_code == 200
    assert not signed_in(client)
    with time_machine.travel(time.time() + 60, tick=True):
        client.post("/login/second-step/", {"code": code_for(secret)})
        assert client.get("/work/").content == b"the work"


def test_residents_need_no_second_step_of_ours(home):
    from rondom.accounts.models import Account

    client = Client()
    client.force_login(Account.objects.create(email="r@resident.invalid", person_id=home.client.id))
    assert client.get("/work/").content == b"the work"


def test_a_persona_of_the_demo_needs_none_and_only_in_the_demo(anna, anna_account, settings):
    anna_account.demo_slug = "case-manager"
    anna_account.save()
    client = Client()
    client.force_login(anna_account)
    assert client.get("/work/").status_code == 302
    settings.RONDOM_DEMO = True
    assert client.get("/work/").content == b"the work"


# ---- Step-up ----


@pytest.fixture
def worker(anna_account, settings):
    settings.RONDOM_STAFF_MFA = False
    client = Client()
    client.force_login(anna_account)
    return client


def test_a_sensitive_page_asks_who_you_are(worker):
    answer = worker.get("/reveal/")
    assert answer["Location"] == "/account/step-up/?next=%2Freveal%2F"
    assert "the number" not in worker.get(answer["Location"]).content.decode()


def test_what_was_typed_comes_back_and_is_not_sent_by_itself(worker, anna):
    from rondom.access.context import acting_as
    from rondom.kernel import clock
    from rondom.web.drafts.queries import drafts_of

    answer = worker.post(
        "/reveal/", {"reason": "Nodig voor de aanvraag"}, headers={"Referer": "http://testserver/work/"}
    )
    assert answer["Location"] == "/account/step-up/?next=%2Fwork%2F"
    assert urls.revealed == []
    with acting_as(anna, at=clock.now()):
        assert [one.fields for one in drafts_of(anna, at=clock.now())] == [
            {"reason": ["Nodig voor de aanvraag"]}
        ]


def test_a_password_opens_it_for_five_minutes(worker):
    with time_machine.travel(time.time(), tick=False) as traveller:
        assert (
            worker.post("/account/confirm/password/", {"password": "wrong", "next": "/reveal/"}).status_code
            == 200
        )
        assert worker.get("/reveal/").status_code == 302
        assert (
            worker.post("/account/confirm/password/", {"password": PASSWORD, "next": "/reveal/"})["Location"]
            == "/reveal/"
        )
        assert worker.get("/reveal/").content == b"the number"
        traveller.shift(timedelta(minutes=4, seconds=59))
        assert worker.get("/reveal/").content == b"the number"
        traveller.shift(timedelta(seconds=2))
        assert worker.get("/reveal/").status_code == 302


def test_the_provider_is_asked_to_sign_in_anew(provider, anna, settings):
    settings.RONDOM_STAFF_MFA = False
    provider.knows("s-1", **CHECKED)
    client = Client()
    with time_machine.travel(time.time() + 1, tick=True):
        provider.sign_in(client, "s-1")
        assert client.get("/reveal/").content == b"the number"
    with time_machine.travel(time.time() + 600, tick=True):
        assert client.get("/reveal/").status_code == 302
        assert "Gemeente" in client.get("/account/step-up/?next=/reveal/").content.decode()
    answer = provider.sign_in(client, "s-1", again="1", next="/reveal/")
    assert (provider.asked()["prompt"], provider.asked()["max_age"]) == ("login", "0")
    assert answer["Location"] == "/reveal/"
    assert client.get("/reveal/").content == b"the number"


def test_a_persona_confirms_and_the_page_says_that_it_is_the_demo(worker, anna_account, settings):
    assert worker.post("/account/step-up/", {"next": "/reveal/"}).status_code == 200
    assert worker.get("/reveal/").status_code == 302
    anna_account.demo_slug = "case-manager"
    anna_account.save()
    settings.RONDOM_DEMO = True
    settings.LANGUAGE_CODE = "en"
    page = worker.get("/account/step-up/?next=/reveal/", headers={"Accept-Language": "en"}).content.decode()
    assert "demonstration" in page
    assert worker.post("/account/step-up/", {"next": "/reveal/"})["Location"] == "/reveal/"
    assert worker.get("/reveal/").content == b"the number"
    assert worker.post("/account/step-up/", {"next": "https://evil.example/"})["Location"] == "/"


# ---- Every page, in both languages ----

PAGES = [
    "/account/",
    "/account/sessions/",
    "/account/second-step/",
    "/account/second-step/app/",
    "/account/second-step/keys/",
    "/account/second-step/keys/add/",
    "/account/confirm/password/",
    "/account/step-up/",
    "/logout/",
]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("place", PAGES)
def test_every_page_of_the_account_opens(worker, place, language):
    worker.post("/account/confirm/password/", {"password": PASSWORD})
    answer = worker.get(place, headers={"Accept-Language": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.content.decode()


@pytest.mark.parametrize(
    "place", ["/login/", "/login/code/", "/login/closed/", "/login/cancelled/", "/login/with/staff/callback/"]
)
def test_every_page_of_signing_in_opens_for_anybody(provider, place):
    answer = Client().get(place)
    assert answer.status_code in (200, 401, 403)
    assert "<h1" in answer.content.decode()


def test_with_a_second_step_its_pages_open_too(worker, anna_account):
    worker.post("/account/confirm/password/", {"password": PASSWORD})
    add_app(worker)
    for page in ("codes/", "codes/new/", "app/remove/"):
        assert worker.get(f"/account/second-step/{page}").status_code == 200
    assert worker.get("/account/confirm/code/").status_code == 200
    assert hidden(worker.get("/account/confirm/code/?next=/reveal/"), "next") == "/reveal/"


def test_a_passkey_is_offered_with_a_challenge_of_this_site(worker):
    worker.post("/account/confirm/password/", {"password": PASSWORD})
    page = worker.get("/account/second-step/keys/add/").content.decode()
    assert '"rp": {"name": "Rondom", "id": "testserver"}' in page
    answer = Client().get("/login/passkey/", headers={"Accept": "application/json"})
    assert answer.status_code in (200, 302)
