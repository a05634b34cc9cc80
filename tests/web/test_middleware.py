"""Around every page: headers, one transaction, refusals as pages, and nobody in without signing in."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import Client
from django.urls import path

from rondom.access.context import acting_as, system_actor
from rondom.accounts.models import Account
from rondom.accounts.urls import urlpatterns as accounts
from rondom.kernel import clock
from rondom.kernel.refusals import NotAllowed, NotFound, Refusal, StaleVersion
from rondom.notices.commands import notify
from rondom.notices.models import Notice
from rondom.notices.urls import urlpatterns as notices
from rondom.web.drafts.urls import urlpatterns as drafts
from tests.accounts.conftest import employ

pytestmark = pytest.mark.django_db


class Full(Refusal):
    code = "full"
    sentence = "This is full. Choose another one."


REFUSALS = {"404": NotFound(), "403": NotAllowed(reason="not yours"), "409": StaleVersion(), "full": Full()}


def refuse(request: HttpRequest, which: str) -> HttpResponse:
    raise REFUSALS[which]


def tell(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    notify(actor=actor, receiver_kind=actor.kind, receiver_id=actor.id, kind="news", at=request.at)
    if "break" in request.GET:
        raise RuntimeError("after the write")
    if "half" in request.GET:
        return HttpResponse("sorry", status=503)
    return HttpResponse("told")


@login_not_required
def anybody(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


def work(request: HttpRequest) -> HttpResponse:
    return HttpResponse("work")


def away(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect("/work/")


urlpatterns = [
    path("refuse/<slug:which>/", refuse),
    path("tell/", tell),
    path("anybody/", anybody),
    path("work/", work),
    path("style/", work),
    *accounts,
    *notices,
    *drafts,
]


@pytest.fixture(autouse=True)
def _site(settings):
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def anna(db):
    return employ("anna")


@pytest.fixture
def browser(anna):
    client = Client(raise_request_exception=False)
    client.force_login(Account.objects.create(email="anna@staff.example", professional_id=anna.id))
    return client


def notices_of(actor) -> int:
    with acting_as(system_actor("test"), at=clock.now()):
        return Notice.objects.filter(receiver_id=actor.id).count()


def test_every_page_carries_the_headers(browser):
    answer = browser.get("/work/")
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe-inline" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"
    assert "no-store" in answer["Cache-Control"]


def test_what_a_request_wrote_stands_only_if_the_request_succeeded(browser, anna):
    assert browser.get("/tell/?break=1").status_code == 500
    assert browser.get("/tell/?half=1").status_code == 503
    assert notices_of(anna) == 0
    assert browser.get("/tell/").status_code == 200
    assert notices_of(anna) == 1


@pytest.mark.parametrize(("which", "status"), [("404", 404), ("403", 403), ("409", 409), ("full", 409)])
def test_a_refusal_that_no_form_caught_is_a_page(browser, which, status):
    answer = browser.get(f"/refuse/{which}/")
    assert answer.status_code == status
    assert str(REFUSALS[which]).split(".")[0] in answer.content.decode().replace("&#x27;", "'")


def test_absent_and_hidden_look_the_same(browser):
    absent, hidden = browser.get("/nothing-here/"), browser.get("/refuse/404/")
    assert (absent.status_code, hidden.status_code) == (404, 404)
    assert absent["Cache-Control"] == hidden["Cache-Control"]


def test_nobody_sees_a_page_without_signing_in_unless_it_says_so(db):
    client = Client()
    assert client.get("/work/")["Location"] == "/login/?next=%2Fwork%2F"
    assert client.get("/tell/").status_code == 302
    assert client.get("/anybody/").content == b"hello"
    assert client.get("/style/").content == b"work"
    assert client.get("/work/", headers={"X-Rondom-Poll": "1"}).status_code == 401


def test_no_page_of_notices_or_drafts_opens_without_signing_in(db):
    for place in (
        "/notices/",
        "/notices/preferences/",
        "/drafts/",
        "/drafts/note-1/",
        "/account/",
        "/account/step-up/",
    ):
        assert Client().get(place).status_code == 302, place


def test_the_identity_of_nobody_is_in_an_address_or_cookie(browser, anna):
    browser.get("/work/")
    shown = " ".join(f"{name}={cookie.value}" for name, cookie in browser.cookies.items())
    assert str(anna.id) not in shown
    assert anna.id.hex not in shown
    assert all(cookie["httponly"] for name, cookie in browser.cookies.items() if "csrf" not in name)


def test_my_notices_are_shown_marked_and_linked_only_to_pages_that_exist(browser, anna):
    at = clock.now()
    to = {"actor": anna, "receiver_kind": "professional", "receiver_id": anna.id, "at": at}
    notify(kind="plan_changed", link_name="account", **to)
    notify(kind="message", link_name="no_such_page", **to)
    page = browser.get("/notices/", headers={"Accept-Language": "en"}).content.decode()
    assert 'href="/account/"' in page
    assert "There is a message for you." in page
    assert page.count("New:") == 2
    browser.post("/notices/")
    assert "New:" not in browser.get("/notices/", headers={"Accept-Language": "en"}).content.decode()


def test_my_wishes_are_kept_and_wrong_ones_come_back_with_a_sentence(browser):
    wishes = {"mail_mode": "immediately", "quiet_from": "21:30", "quiet_until": "07:00", "language": "en"}
    assert browser.post("/notices/preferences/", wishes).status_code == 302
    assert 'value="21:30"' in browser.get("/notices/preferences/").content.decode()
    answer = browser.post("/notices/preferences/", {**wishes, "quiet_from": "laat"})
    assert answer.status_code == 422
    assert 'value="laat"' in answer.content.decode()


@pytest.mark.parametrize(("language", "word"), [("nl", "Meldingen"), ("en", "Notices")])
def test_the_pages_speak_both_languages(browser, language, word):
    assert word in browser.get("/notices/", headers={"Accept-Language": language}).content.decode()
