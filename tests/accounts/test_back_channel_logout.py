"""Signing out at the provider signs out here, on its signed word and on nothing else."""

import base64
import json
import time

import jwt
import pytest
from django.core.cache import cache
from django.test import Client

from rondom.access.context import acting_as, system_actor
from rondom.accounts.models import Account
from rondom.audit.models import AuditEvent
from rondom.kernel import clock
from tests.accounts.conftest import employ, signed_in

pytestmark = pytest.mark.django_db
CLAIMS = {"email": "anna@staff.example", "email_verified": True}
ADDRESS = "/login/with/staff/logout/"


@pytest.fixture(autouse=True)
def _no_keys_kept(db):
    cache.clear()


@pytest.fixture
def browsers(provider, anna):
    """Anna, signed in on a computer and on a telephone."""
    provider.knows("s-1", **CLAIMS)
    both = [Client(), Client()]
    for one in both:
        provider.sign_in(one, "s-1")
        assert signed_in(one)
    return both


def signed_out():
    """What the log says of it, as the system reads it."""
    with acting_as(system_actor("test"), at=clock.now()):
        rows = AuditEvent.objects.filter(action="account.sign_out_by_provider")
        return list(rows.values_list("actor_kind", "object_id"))


def tell(token, *, address=ADDRESS, **more):
    return Client(enforce_csrf_checks=True).post(address, {"logout_token": token, **more})


def test_every_session_ends_at_once_and_the_account_stays(provider, browsers):
    answer = tell(provider.logout_token("s-1"))
    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, True)
    assert not any(signed_in(one) for one in browsers)
    assert signed_out() == [("system", Account.objects.get().pk)]
    again = Client()
    provider.sign_in(again, "s-1")
    assert signed_in(again), "signing out is no end of the account"


def test_a_token_counts_once(provider, browsers):
    token = provider.logout_token("s-1")
    assert tell(token).status_code == 200
    again = Client()
    provider.sign_in(again, "s-1")
    assert tell(token).status_code == 400
    assert signed_in(again)


def test_somebody_else_stays(provider, browsers):
    employ("bea")
    provider.knows("s-2", email="bea@staff.example", email_verified=True)
    bea = Client()
    provider.sign_in(bea, "s-2")
    assert tell(provider.logout_token("s-1")).status_code == 200
    assert signed_in(bea)
    assert tell(provider.logout_token("s-unknown")).status_code == 200
    assert signed_in(bea)


NOW = int(time.time())
EVENT = "http://schemas.openid.net/event/backchannel-logout"


@pytest.mark.parametrize(
    "wrong",
    [
        {"claims": {"iss": "https://elsewhere.example"}},
        {"claims": {"aud": "rondom-residents"}},
        {"claims": {"aud": None}},
        {"claims": {"iat": NOW - 3600, "exp": NOW + 3600}},
        {"claims": {"iat": NOW + 3600, "exp": NOW + 7200}},
        {"claims": {"exp": NOW - 600}},
        {"claims": {"exp": None}},
        {"claims": {"iat": None}},
        {"claims": {"jti": None}},
        {"claims": {"events": None}},
        {"claims": {"events": {}}},
        {"claims": {"events": {"https://else.example/event": {}}}},
        {"claims": {"events": {EVENT: "yes"}}},
        {"claims": {"events": [EVENT]}},
        {"claims": {"nonce": "n"}},
        {"claims": {"sub": None}},
        {"claims": {"sub": None, "sid": "abc"}},
        {"claims": {"sub": 5}},
        {"header": {"typ": "at+jwt"}},
        {"header": {"kid": "two"}},
        {"other_key": True},
    ],
)
def test_a_token_that_is_wrong_in_one_way_ends_nothing_and_says_nothing(provider, browsers, wrong):
    answer = tell(provider.logout_token("s-1", **wrong))
    assert (answer.status_code, answer.json()) == (400, {"error": "invalid_request"})
    assert all(signed_in(one) for one in browsers)
    assert signed_out() == []


def unsigned(provider):
    body = provider.logout_token("s-1").split(".")[1]
    head = base64.urlsafe_b64encode(json.dumps({"alg": "none", "kid": "one"}).encode()).rstrip(b"=").decode()
    return f"{head}.{body}."


def by_secret(provider):
    claims = jwt.decode(provider.logout_token("s-1"), options={"verify_signature": False})
    return jwt.encode(claims, "secret-of-rondom-staff" * 2, algorithm="HS256", headers={"kid": "one"})


@pytest.mark.parametrize("make", [unsigned, by_secret, lambda p: "", lambda p: "a.b.c", lambda p: "x" * 9000])
def test_no_signature_a_shared_secret_or_rubbish_ends_nothing(provider, browsers, make):
    assert tell(make(provider)).status_code == 400
    assert all(signed_in(one) for one in browsers)


def test_another_providers_address_does_not_take_this_providers_token(provider, browsers):
    assert tell(provider.logout_token("s-1"), address="/login/with/other/logout/").status_code == 400
    assert tell(provider.logout_token("s-1"), address="/login/with/nothing/logout/").status_code == 404
    assert all(signed_in(one) for one in browsers)
    assert Client().get(ADDRESS).status_code == 405
