"""Nothing typed is ever lost, nothing counts twice, nothing is sent by itself (R-061)."""

import re
import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.test import Client

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.accounts.models import Account
from rondom.dispatch.submissions import once, remember
from rondom.kernel import clock
from rondom.web.drafts import commands, queries
from rondom.web.drafts.middleware import NONCE_COOKIE, OWNER_COOKIE
from rondom.web.drafts.models import Draft, KeptForm
from tests.notices.conftest import professional
from tests.web import draft_urls

pytestmark = pytest.mark.django_db
WORDS = "Ik durf mijn post weer open te maken."


@pytest.fixture(autouse=True)
def _site(settings):
    settings.ROOT_URLCONF = "tests.web.draft_urls"
    settings.RONDOM_STAFF_MFA = False
    draft_urls.effects.clear()


def account_of(name: str) -> tuple[Account, Actor]:
    actor = professional(name, f"{name}@staff.example")
    from rondom.organizations.models import WorkingRole

    WorkingRole.objects.create(
        professional_id=actor.id,
        function="social_worker",
        organization_id=_organization(actor),
        starts_on=clock.today() - timedelta(days=30),
        working_days=[0, 1, 2, 3, 4],
    )
    return Account.objects.create(email=f"{name}@staff.example", professional_id=actor.id), actor


def _organization(actor: Actor):
    from rondom.organizations.models import Professional

    return Professional.objects.get(pk=actor.id).organization_id


@pytest.fixture
def anna(db):
    return account_of("anna")


@pytest.fixture
def browser(anna):
    client = Client()
    client.force_login(anna[0])
    return client


def hidden(response) -> dict[str, str]:
    page = response.content.decode()
    return dict(
        re.findall(r'<input type="hidden" name="(form_key|draft_key|draft_version)" value="([^"]*)">', page)
    )


def in_the_form(response) -> bool:
    return WORDS in response.content.decode()


def save(client, words=WORDS, key="note-1", **more):
    return client.post(f"/drafts/{key}/", {"words": words, **more}, headers={"X-Requested-With": "fetch"})


def test_a_draft_comes_back_in_the_form_and_is_not_sent(browser):
    assert save(browser, day="2026-13-40", urgent="on", who=["a", "c"]).json()["version"] == 1
    page = browser.get("/note/").content.decode()
    assert WORDS in page
    assert 'value="2026-13-40"' in page
    assert 'name="urgent"' in page
    assert page.count("checked") == 1
    assert page.count("selected") == 2
    assert draft_urls.effects == []


def test_only_the_author_sees_a_draft_and_the_words_are_encrypted(browser, anna, at):
    save(browser)
    other_account, other = account_of("bram")
    with acting_as(other, at=at):
        assert Draft.objects.count() == 0
    stranger = Client()
    stranger.force_login(other_account)
    assert stranger.get("/drafts/note-1/").status_code == 404
    assert not in_the_form(stranger.get("/note/"))
    with acting_as(anna[1], at=at):
        assert WORDS.encode() not in bytes(Draft.objects.get().sealed)


def test_nobody_writes_a_draft_for_another(anna, at):
    _account, other = account_of("bram")
    with pytest.raises(Exception, match="row-level security"), acting_as(other, at=at):
        commands.save_draft(actor=anna[1], key="note-1", fields={"words": ["x"]}, at=at)


def test_a_password_never_becomes_a_draft(browser):
    save(browser, password="geheim", new_password2="geheim")
    fields = browser.get("/drafts/note-1/", headers={"Accept": "application/json"}).json()["fields"]
    assert list(fields) == ["words"]


def test_a_form_that_succeeds_forgets_its_draft(browser):
    save(browser)
    keys = hidden(browser.get("/note/"))
    assert browser.post("/note/", {"words": WORDS, **keys}).status_code == 302
    assert browser.get("/drafts/note-1/").status_code == 404
    assert draft_urls.effects == [WORDS]


def sent(browser, words, **keys):
    answer = browser.post("/note/", {"words": words, **hidden(browser.get("/note/")), **keys})
    assert answer.status_code == 302


def test_sending_one_tab_keeps_the_words_of_the_other(browser):
    first = save(browser, "tekst een").json()["version"]
    assert save(browser, "heel iets anders", draft_version="").status_code == 409
    sent(browser, "tekst een, en verder", draft_version=str(first))
    page = browser.get("/note/").content.decode()
    assert "heel iets anders" in page, "the words of the other tab stand in the form again"
    assert "tekst een" not in page
    assert "in een ander tabblad" in page, "and she is told so"
    assert draft_urls.effects == ["tekst een, en verder"]


def test_a_tab_that_saw_an_older_draft_does_not_take_the_newer_words_along(browser):
    old = save(browser, "tekst een").json()["version"]
    save(browser, "tekst een die elders verder ging", draft_version=old)
    sent(browser, "tekst een, klaar", draft_version=str(old))
    assert "die elders verder ging" in browser.get("/note/").content.decode()


def test_sending_the_second_text_keeps_the_first(browser):
    save(browser, "tekst een")
    save(browser, "tekst twee", draft_version="")
    sent(browser, "tekst twee, af", draft_version="")
    page = browser.get("/note/").content.decode()
    assert "tekst een" in page
    both = browser.get("/drafts/note-1/").content.decode()
    assert "tekst een" in both
    assert "tekst twee" not in page + both, "what was sent is asked about no more"


def test_an_earlier_state_of_what_was_sent_is_no_draft(browser):
    """A save that came in without its answer coming back: the page did not know the version."""
    save(browser, "Ik durf mijn")
    sent(browser, WORDS, draft_version="")
    assert browser.get("/drafts/note-1/").status_code == 404


def test_a_save_that_arrives_after_the_form_was_sent_makes_no_draft(browser):
    keys = hidden(browser.get("/note/"))
    assert browser.post("/note/", {"words": WORDS, **keys}).status_code == 302
    late = save(browser, WORDS[:20], form_key=keys["form_key"])
    assert (late.status_code, late.json()["sent"]) == (200, True)
    assert browser.get("/drafts/note-1/").status_code == 404


def test_a_save_after_a_refusal_is_kept(browser):
    keys = hidden(browser.get("/note/"))
    assert browser.post("/note/", {"words": "", **keys}).status_code == 422
    save(browser, form_key=keys["form_key"])
    assert in_the_form(browser.get("/note/"))


def test_words_kept_under_a_page_are_not_forgotten_with_another_form_of_that_page(anna, at):
    actor = anna[1]
    with acting_as(actor, at=at):
        key = queries.page_key("/note/")
        for sent_fields, left in (({"other": ["x"]}, True), ({"words": ["x"], "more": ["y"]}, False)):
            commands.save_draft(actor=actor, key=key, fields={"words": [WORDS]}, at=at, page="/note/")
            commands.forget_page(actor=actor, page="/note/", sent=sent_fields)
            assert Draft.objects.filter(owner_id=actor.id, key=key).exists() is left


def test_a_form_with_errors_keeps_words_and_draft(browser):
    save(browser)
    keys = hidden(browser.get("/note/"))
    answer = browser.post("/note/", {"words": WORDS + " Nu.", "day": "gisteren", **keys})
    assert answer.status_code == 422
    assert (WORDS + " Nu.") in answer.content.decode()
    assert browser.get("/drafts/note-1/").status_code == 200


def test_a_server_error_keeps_the_draft_and_frees_the_form(browser):
    save(browser)
    keys = hidden(browser.get("/note/"))
    browser.raise_request_exception = False
    assert browser.post("/note/", {"words": "break", **keys}).status_code == 500
    assert in_the_form(browser.get("/note/"))
    assert browser.post("/note/", {"words": "again", **keys}).status_code == 302
    assert draft_urls.effects == ["again"]


def test_without_script_a_button_saves_for_later(browser):
    keys = hidden(browser.get("/note/"))
    answer = browser.post("/note/", {"words": WORDS, "save_draft": "1", **keys})
    assert (answer.status_code, answer["Location"]) == (302, "/note/")
    assert in_the_form(browser.get("/note/"))
    assert draft_urls.effects == []
    assert "/note/" in browser.get("/drafts/").content.decode()


def test_a_draft_is_thrown_away_by_its_author_only_when_asked(browser):
    save(browser)
    assert (
        browser.post("/drafts/note-1/discard/", headers={"Referer": "http://testserver/note/"})["Location"]
        == "/note/"
    )
    assert not in_the_form(browser.get("/note/"))
    save(browser)
    assert browser.delete("/drafts/note-1/").status_code == 204
    assert browser.get("/drafts/note-1/").status_code == 404


def test_a_second_tab_never_overwrites_both_texts_are_shown(browser):
    first = save(browser, "tekst een").json()["version"]
    assert save(browser, "tekst een, verder", draft_version=first).status_code == 200
    answer = save(browser, "tekst twee", draft_version=first)
    assert answer.status_code == 409
    assert (answer.json()["fields"]["words"], answer.json()["other"]["words"]) == (
        ["tekst een, verder"],
        ["tekst twee"],
    )
    page = browser.get("/drafts/note-1/").content.decode()
    assert "tekst een, verder" in page
    assert "tekst twee" in page
    browser.post("/drafts/note-1/choice/", {"text": "other"})
    assert "tekst twee" in browser.get("/note/").content.decode()


def test_a_tab_that_never_saw_the_draft_does_not_overwrite_it(browser):
    save(browser, "bewaard")
    assert save(browser, "nieuw in een lege tab").status_code == 409
    assert "bewaard" in browser.get("/note/").content.decode()


def test_the_same_words_twice_are_no_conflict(browser):
    save(browser)
    assert save(browser).status_code == 200


def test_a_draft_expires_after_thirty_days_and_is_deleted(anna, at):
    owner = anna[1]
    with acting_as(owner, at=at):
        commands.save_draft(actor=owner, key="note-1", fields={"words": ["x"]}, at=at)
        assert queries.draft_of(owner, "note-1", at=at + timedelta(days=29))
        assert queries.draft_of(owner, "note-1", at=at + timedelta(days=30)) is None
    with acting_as(system_actor("test"), at=at):
        assert commands.remove_expired(at=at + timedelta(days=29)) == 0
        assert commands.remove_expired(at=at + timedelta(days=30)) == 1


def test_too_much_text_is_refused_with_a_sentence(browser):
    answer = save(browser, "x" * 400_001)
    assert (answer.status_code, answer.json()["error"]) == (413, "draft_too_large")


@pytest.mark.parametrize(
    "words", ["a\x00b", "\u202egevaar", "<script>alert(1)</script>", "=1+1", "🙂" * 1000, "\ud83d"]
)
def test_any_text_is_kept_as_it_is_and_shown_as_text(browser, words):
    with acting_as(Actor(kind="system", id=uuid4()), at=clock.now()):
        pass
    fields = {"words": [words]}
    row = uuid4()
    from rondom.web.drafts.typed import open_sealed, seal

    assert (
        open_sealed(
            table="t", row_id=row, part="p", sealed=seal(table="t", row_id=row, part="p", fields=fields)
        )
        == fields
    )
    if words == "<script>alert(1)</script>":
        save(browser, words)
        assert words not in browser.get("/note/").content.decode()


@pytest.mark.parametrize("key", ["A", "ab", "x" * 121, "a/b", "a b"])
def test_an_impossible_key_is_not_found(browser, key):
    assert save(browser, key=key).status_code == 404


def test_signed_out_a_background_save_says_where_to_sign_in(db):
    answer = save(Client())
    assert (answer.status_code, answer.json()["login"]) == (401, "/login/")


def test_signed_out_a_page_leads_to_sign_in_and_back(db):
    answer = Client().get("/note/?a=1")
    assert (answer.status_code, answer["Location"]) == (302, "/login/?next=%2Fnote%2F%3Fa%3D1")


def expire(client) -> None:
    client.cookies.pop("rondom")


def test_a_form_sent_after_the_session_ended_is_back_after_signing_in(browser, anna):
    browser.get("/note/")
    expire(browser)
    answer = browser.post("/note/", {"words": WORDS}, headers={"Referer": "http://testserver/note/"})
    assert answer["Location"] == "/login/?next=%2Fnote%2F"
    assert WORDS not in str(browser.cookies)
    browser.force_login(anna[0])
    assert in_the_form(browser.get("/note/"))
    assert draft_urls.effects == []
    with acting_as(system_actor("test"), at=clock.now()):
        assert KeptForm.objects.count() == 0


def test_a_colleague_at_the_same_desk_does_not_get_it(browser, anna):
    browser.get("/note/")
    expire(browser)
    browser.post("/note/", {"words": WORDS})
    nonce = browser.cookies[NONCE_COOKIE].value
    browser.force_login(account_of("bram")[0])
    assert not in_the_form(browser.get("/note/"))
    assert not browser.cookies[NONCE_COOKIE].value
    browser.cookies[NONCE_COOKIE] = nonce
    browser.force_login(anna[0])
    assert in_the_form(browser.get("/note/"))


def test_a_kept_form_is_handed_out_once_and_not_after_half_an_hour(anna, at):
    owner = anna[1]
    kept = {
        "owner_mark": commands.mark_of(owner),
        "key": "note-1",
        "page": "/note/",
        "fields": {"words": [WORDS]},
    }
    with acting_as(owner, at=at):
        nonce = commands.keep_form(at=at, **kept)
        assert commands.claim_kept_form(actor=owner, nonce=nonce, at=at + timedelta(minutes=30)) is None
        assert commands.claim_kept_form(actor=owner, nonce="guess", at=at) is None
        assert commands.claim_kept_form(actor=owner, nonce=nonce, at=at).fields == {"words": [WORDS]}
        assert commands.claim_kept_form(actor=owner, nonce=nonce, at=at) is None


def test_nothing_is_kept_for_a_browser_where_nobody_was_signed_in(db):
    client = Client()
    client.post("/note/", {"words": WORDS})
    assert NONCE_COOKIE not in client.cookies
    client.cookies[OWNER_COOKIE] = "<script>"
    assert client.post("/note/", {"words": WORDS}).status_code == 302
    assert NONCE_COOKIE not in client.cookies


def test_a_forged_post_from_another_site_keeps_and_saves_nothing(anna):
    client = Client(enforce_csrf_checks=True)
    client.force_login(anna[0])
    assert client.post("/note/", {"words": WORDS, "save_draft": "1"}).status_code == 403
    assert save(client).status_code == 403


def test_the_same_form_twice_has_one_effect(browser):
    keys = hidden(browser.get("/note/"))
    first = browser.post("/note/", {"words": WORDS, **keys})
    second = browser.post("/note/", {"words": WORDS, **keys})
    assert first["Location"] == second["Location"] == "/done/1/"
    assert draft_urls.effects == [WORDS]


def test_a_refused_form_may_be_sent_again_with_its_own_key(browser):
    keys = hidden(browser.get("/note/"))
    assert browser.post("/note/", {"words": "", **keys}).status_code == 422
    assert browser.post("/note/", {"words": WORDS, **keys}).status_code == 302
    assert draft_urls.effects == [WORDS]


def test_the_key_of_one_person_means_nothing_for_another(browser):
    keys = hidden(browser.get("/note/"))
    browser.post("/note/", {"words": "van anna", **keys})
    other = Client()
    other.force_login(account_of("bram")[0])
    assert other.post("/note/", {"words": "van bram", **keys})["Location"] == "/done/2/"


@pytest.mark.parametrize("key", ["", "x", "1" * 500])
def test_an_unreadable_form_key_is_ignored(browser, key):
    assert browser.post("/note/", {"words": WORDS, "form_key": key}).status_code == 302


def test_two_forms_with_their_own_keys_both_count(browser):
    for _ in range(2):
        browser.post("/note/", {"words": WORDS, **hidden(browser.get("/note/"))})
    assert len(draft_urls.effects) == 2


def test_a_form_with_the_mixin_carries_a_fresh_key():
    one, other = draft_urls.KeyedForm(), draft_urls.KeyedForm()
    assert one["form_key"].value() != other["form_key"].value()
    assert 'type="hidden"' in str(one["form_key"])


def test_two_at_the_same_moment_have_one_effect(django_db_blocker):
    """Real transactions in two threads: the second waits for the first and finds its outcome."""
    actor, key, at = Actor(kind="professional", id=uuid4()), uuid4(), clock.now()
    effects, answers, inside = [], [], threading.Event()

    def submit(first: bool) -> None:
        try:
            with acting_as(actor, at=at):
                if not first:
                    inside.wait(10)
                answer = once(actor=actor, key=key, at=at)
                if first:
                    inside.set()
                    with connection.cursor() as cursor:
                        cursor.execute("SELECT pg_sleep(0.3)")
                if answer is None:
                    effects.append(first)
                    remember(key=key, outcome="/done/")
                answers.append(answer)
        finally:
            connections.close_all()

    with django_db_blocker.unblock():
        threads = [threading.Thread(target=submit, args=(first,)) for first in (True, False)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
    assert effects == [True]
    assert answers == [None, "/done/"]
