"""Signing in through a real OpenID provider: code flow, PKCE, and an ID token that is checked."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client

from rondom.access.context import acting_as
from rondom.accounts.commands import invite_resident, withdraw_invitation
from rondom.accounts.models import Account, ResidentInvitation
from rondom.audit.models import AuditEvent
from rondom.kernel import clock
from tests.accounts.conftest import employ, signed_in

pytestmark = pytest.mark.django_db
CHECKED = {"email": "Anna@Staff.example", "email_verified": True, "name": "Anna"}


def said(answer) -> str:
    return answer.content.decode()


def test_a_colleague_is_known_by_a_verified_address_once_and_by_sub_ever_after(provider, anna):
    client = Client()
    provider.knows("s-1", **CHECKED)
    assert provider.sign_in(client, "s-1").status_code == 302
    assert client.get("/who/").content.decode() == f"professional {anna.id}"
    provider.knows("s-1", email="other@elsewhere.example", email_verified=False)
    again = Client()
    provider.sign_in(again, "s-1")
    assert again.get("/who/").content.decode() == f"professional {anna.id}"


def test_the_sign_in_uses_pkce_a_nonce_and_keeps_no_claims_or_tokens(provider, anna):
    provider.knows("s-1", **CHECKED)
    provider.sign_in(Client(), "s-1")
    asked = provider.asked()
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["nonce"]) >= 20
    assert (SocialAccount.objects.get().extra_data, SocialToken.objects.count()) == ({}, 0)


def test_parameters_in_the_address_do_not_reach_the_provider(provider, anna):
    answer = Client().post(
        "/login/with/staff/?auth_params=acr_values%3Dlow%26redirect_uri%3Dhttp%3A%2F%2Fevil"
    )
    asked = parse_qs(urlsplit(answer["Location"]).query)
    assert "acr_values" not in asked
    assert asked["redirect_uri"] == ["http://testserver/login/with/staff/callback/"]


def test_the_page_that_was_asked_for_comes_after_signing_in_and_never_another_site(provider, anna):
    provider.knows("s-1", **CHECKED)
    assert provider.sign_in(Client(), "s-1", next="/work/")["Location"] == "/work/"
    assert provider.sign_in(Client(), "s-1", next="https://evil.example/")["Location"] == "/"


@pytest.mark.parametrize(
    "claims", [{"email_verified": False}, {"email_verified": "true"}, {"email": ""}, {"email_verified": None}]
)
def test_an_address_that_was_not_verified_links_nobody(provider, anna, claims):
    provider.knows("s-1", **{**CHECKED, **claims})
    client = Client()
    answer = provider.sign_in(client, "s-1")
    assert answer.status_code == 403
    assert "administrator" in said(answer) or "beheerder" in said(answer)
    assert not signed_in(client)
    assert SocialAccount.objects.count() == 0


def test_somebody_who_does_not_work_here_gets_a_plain_sentence_and_no_account(provider, anna):
    provider.knows("s-9", email="stranger@staff.example", email_verified=True)
    client = Client()
    assert provider.sign_in(client, "s-9").status_code == 403
    assert not signed_in(client)
    assert Account.objects.count() == 0


def test_a_second_sub_with_the_same_address_is_refused(provider, anna):
    provider.knows("s-1", **CHECKED)
    provider.sign_in(Client(), "s-1")
    provider.knows("s-2", **CHECKED)
    client = Client()
    assert provider.sign_in(client, "s-2").status_code == 403
    assert not signed_in(client)


def test_the_same_sub_at_another_provider_is_somebody_else(provider, anna):
    provider.knows("s-1", **CHECKED)
    provider.sign_in(Client(), "s-1")
    client = Client()
    assert provider.sign_in(client, "s-1", through="residents").status_code == 403
    assert provider.sign_in(client, "s-1", through="other").status_code == 403
    assert not signed_in(client)


@pytest.mark.parametrize("fault", ["signature", "issuer", "audience", "expired", "nonce", "userinfo"])
def test_a_wrong_token_lets_nobody_in(provider, anna, fault):
    provider.knows("s-1", **CHECKED)
    provider.fails_by(fault)
    client = Client()
    provider.sign_in(client, "s-1")
    assert not signed_in(client)
    assert SocialAccount.objects.count() == 0
    provider.fails_by()
    provider.sign_in(client, "s-1")
    assert signed_in(client)


def test_an_answer_that_nobody_asked_for_lets_nobody_in(provider, anna):
    provider.knows("s-1", **CHECKED)
    client = Client()
    client.get("/login/with/staff/callback/?code=guess&state=guess")
    assert not signed_in(client)


def test_a_code_cannot_be_taken_to_another_browser(provider, anna):
    import requests

    provider.knows("s-1", **CHECKED)
    thief_prey = Client()
    away = thief_prey.post("/login/with/staff/")["Location"]
    back = requests.post(away, data={"sub": "s-1"}, allow_redirects=False, timeout=10).headers["Location"]
    other = Client()
    other.get(urlsplit(back).path + "?" + urlsplit(back).query)
    assert not signed_in(other)


def test_signing_in_starts_with_a_post_and_at_known_providers_only(provider, anna):
    assert Client().get("/login/with/staff/").status_code == 405
    assert Client().post("/login/with/nowhere/").status_code == 404
    assert Client(enforce_csrf_checks=True).post("/login/with/staff/").status_code == 403


def test_who_left_does_not_come_in_any_more(provider, anna):
    from rondom.organizations.commands import end_employment

    provider.knows("s-1", **CHECKED)
    provider.sign_in(Client(), "s-1")
    end_employment(actor=employ("admin", "administrator"), professional_id=anna.id, at=clock.now())
    client = Client()
    assert provider.sign_in(client, "s-1").status_code == 403
    assert not signed_in(client)


def test_a_sign_in_stands_in_the_log(provider, anna):
    from rondom.access.context import system_actor

    provider.knows("s-1", **CHECKED)
    provider.sign_in(Client(), "s-1")
    with acting_as(system_actor("test"), at=clock.now()):
        actions = set(AuditEvent.objects.values_list("action", flat=True))
    assert {"account.link_staff", "session.start"} <= actions


# ---- Residents: a code on paper, then their own means ----


def invite(home):
    return invite_resident(
        actor=home.manager, household_id=home.household.id, person_id=home.client.id, at=clock.now()
    )


def test_a_resident_types_the_code_and_signs_in(provider, home):
    made = invite(home)
    provider.knows("r-1", name="S. Wolkenveld", bsn="999990019")
    client = Client()
    assert provider.sign_in(client, "r-1", through="residents").status_code == 403
    answer = client.post("/login/code/", {"code": f" {made.code.lower()} "})
    assert answer.status_code == 200
    assert "/login/with/residents/" in said(answer)
    assert provider.sign_in(client, "r-1", through="residents").status_code == 302
    assert client.get("/who/").content.decode() == f"resident {home.client.id}"
    later = Client()
    provider.sign_in(later, "r-1", through="residents")
    assert signed_in(later)
    assert SocialAccount.objects.get().extra_data == {}


def test_a_code_works_once_and_for_one_person(provider, home):
    made = invite(home)
    provider.knows("r-1")
    provider.knows("r-2")
    first, second = Client(), Client()
    assert second.post("/login/code/", {"code": made.code}).status_code == 200
    first.post("/login/code/", {"code": made.code})
    provider.sign_in(first, "r-1", through="residents")
    assert signed_in(first)
    assert provider.sign_in(second, "r-2", through="residents").status_code == 403
    assert Client().post("/login/code/", {"code": made.code}).status_code == 422


def test_a_code_stops_after_fourteen_days_a_newer_code_or_withdrawal(home, at):
    from datetime import timedelta

    from rondom.accounts.queries import invitation_for_code

    made = invite(home)
    now = clock.now()
    with acting_as(home.manager, at=now):
        assert invitation_for_code(made.code, at=now) == made.invitation_id
        assert invitation_for_code(made.code, at=now + timedelta(days=14, minutes=1)) is None
        newer = invite(home)
        assert invitation_for_code(made.code, at=now) is None
        withdraw_invitation(actor=home.manager, invitation_id=newer.invitation_id, at=now)
        assert invitation_for_code(newer.code, at=now) is None


def test_a_code_that_is_withdrawn_after_it_was_typed_lets_nobody_in(provider, home):
    made = invite(home)
    provider.knows("r-1")
    client = Client()
    assert client.post("/login/code/", {"code": made.code}).status_code == 200
    withdraw_invitation(actor=home.manager, invitation_id=made.invitation_id, at=clock.now())
    assert provider.sign_in(client, "r-1", through="residents").status_code == 403
    assert not signed_in(client)


def test_the_code_is_kept_nowhere_and_only_those_who_hold_the_address_see_the_invitation(home):
    made = invite(home)
    now = clock.now()
    with acting_as(home.manager, at=now):
        row = ResidentInvitation.objects.get()
        assert made.code.replace("-", "").encode() not in bytes(row.code_digest)
    with acting_as(home.client, at=now):
        assert ResidentInvitation.objects.count() == 0


def test_only_for_a_member_and_only_by_who_may_write_there(home):
    from uuid import uuid4

    from rondom.access.actor import Actor
    from rondom.kernel.refusals import NotFound

    now = clock.now()
    with pytest.raises(NotFound):
        invite_resident(actor=home.manager, household_id=home.household.id, person_id=uuid4(), at=now)
    stranger = Actor(kind="professional", id=uuid4(), roles=frozenset({"social_worker"}))
    with pytest.raises(NotFound):
        invite_resident(actor=stranger, household_id=home.household.id, person_id=home.client.id, at=now)


@pytest.mark.parametrize("typed", ["", "x", "0000-0000-0000", "'; DROP TABLE", "é" * 12, "A" * 500])
def test_a_wrong_code_gets_one_sentence_and_stays_in_the_field(home, typed):
    answer = Client().post("/login/code/", {"code": typed})
    assert answer.status_code == 422
    assert "Traceback" not in said(answer)


def test_guessing_codes_from_one_place_is_slowed_down_there_only(home):
    made = invite(home)
    thief, client = Client(REMOTE_ADDR="203.0.113.9"), Client(REMOTE_ADDR="198.51.100.7")
    for _ in range(20):
        thief.post("/login/code/", {"code": "ABCD-EFGH-JKMN"})
    assert thief.post("/login/code/", {"code": made.code}).status_code == 422
    assert client.post("/login/code/", {"code": made.code}).status_code == 200


def test_the_letter_carries_the_code_once_and_says_nothing_about_the_help(home, settings):
    import io

    from pypdf import PdfReader

    from rondom.accounts.models import Account
    from rondom.accounts.queries import invitation_for_code
    from rondom.organizations.models import Professional, WorkingRole

    person = Professional.objects.get(pk=home.manager.id)
    WorkingRole.objects.create(
        professional=person,
        function="social_worker",
        organization_id=person.organization_id,
        starts_on=clock.today(),
        working_days=[0, 1, 2, 3, 4],
    )
    account = Account.objects.create(email="fatima@staff.example", professional_id=person.id)
    account.set_password("een heel lang wachtwoord")
    account.save()
    client = Client()
    client.force_login(account)
    fields = {"household": home.household.id, "member": home.member.id, "language": "nl"}
    assert "/account/step-up/" in client.post("/account/invitations/", fields)["Location"]
    client.post("/account/confirm/password/", {"password": "een heel lang wachtwoord"})
    answer = client.post("/account/invitations/", fields)
    assert answer["Content-Type"] == "application/pdf"
    words = PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    code = next(word for word in words.split() if word.count("-") == 2 and len(word) == 14)
    with acting_as(home.manager, at=clock.now()):
        assert invitation_for_code(code, at=clock.now()) is not None
    assert "Samira Wolkenveld" in words
    assert [word for word in ("schuld", "plan", "casus") if word in words.lower()] == []
    assert client.post("/account/invitations/", {**fields, "member": home.household.id}).status_code == 404
    assert client.post("/account/invitations/", {"household": "x"}).status_code == 404
