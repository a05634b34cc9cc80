"""Every screen for every persona: shown, or not found; and never a secret of somebody else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rondom.access.context import acting_as
from rondom.audit.models import AuditEvent
from rondom.cases import commands as cases
from rondom.organizations.commands import set_setting
from rondom.web.screens.urls import urlpatterns
from tests.cases.world import SECRETS, leaks

pytestmark = pytest.mark.django_db

CASE_PAGES = [
    "case",
    "own_words",
    "missing_words",
    "introduction",
    "domain_new",
    "strength_new",
    "note_list",
    "note_new",
    "timeline",
    "involved",
    "involve",
    "network",
    "deadline_new",
    "case_manager",
    "handover",
    "case_look",
]
ONE_THING = {
    "deadline_change": "deadline",
    "deadline_end": "deadline",
    "note": "note",
    "involvement_end": "fatma_row",
}
INSIDERS = ["fatma", "ruben", "wendy", "peter", "esther", "ingrid", "samira", "yvonne"]
OUTSIDERS = ["daan", "grace", "mirjam", "bas", "tom", "marieke", "karim", "lina", "naima"]
KNOWN = {
    "fatma": {"debt", "private_note"},
    "esther": {"talk"},
    "samira": {"debt", "shelter"},
    "ruben": {"debt"},
    "wendy": {"debt"},
    "yvonne": {"shelter"},
}


@pytest.mark.parametrize("name", INSIDERS)
def test_pages_open_and_hold_no_secret_of_another(world, filled, visit, name):
    browser = visit(name)
    allowed = KNOWN.get(name, set())
    for page in CASE_PAGES:
        response = browser.get(reverse(page, args=[world.case_id]))
        # The client has pages of her own: the address of the case leads there.
        led = response.status_code == 302 and name == "samira" and response.headers["Location"] == "/my/"
        assert led or response.status_code in (200, 403, 404), (page, response.status_code)
        assert leaks(response.content.decode(), *allowed) == [], (page, name)
    for page, attribute in ONE_THING.items():
        response = browser.get(reverse(page, args=[world.case_id, getattr(filled, attribute).pk]))
        assert response.status_code in (200, 403, 404), (page, response.status_code)
        assert leaks(response.content.decode(), *allowed) == [], (page, name)


@pytest.mark.parametrize("name", OUTSIDERS)
def test_who_has_no_task_here_finds_nothing_at_all(world, filled, visit, name):
    browser = visit(name)
    for page in CASE_PAGES:
        response = browser.get(reverse(page, args=[world.case_id]))
        assert response.status_code == 404, (page, name)
        assert "Haddad" not in response.content.decode()
    for page in ("today", "case_list"):
        text = browser.get(reverse(page), follow=True).content.decode()
        assert "Samira" not in text or name in ("lina", "naima", "karim")
        assert leaks(text, "talk" if name == "lina" else "") == []


def test_every_address_of_the_screens_stands_in_a_list_above_or_in_a_test_of_its_own():
    own_test = {
        "acquaintance",
        "acquaintance_decision",
        "today",
        "rule_register",
        "rule_stop",
        "team_load",
        "request",
        "deadline_review",
        "case_list",
        "introduction_pdf",
        "domain_out",
        "strength_end",
        # tests/web/screens/test_copies.py
        "case_copies",
        # tests/web/screens/test_shape.py
        "case_weight",
        "case_group",
        # tests/web/screens/test_copies.py
        "case_copy",
        "own_copies",
        "own_copy",
        # tests/web/screens/test_kept.py
        "case_kept",
        "kept_own",
        # tests/web/screens/test_reactions.py
        "case_reactions",
        "reaction",
        "handover_step",
        # tests/web/screens/test_messages.py
        "case_messages",
        "case_message_back",
        "message",
        # tests/web/screens/test_household.py
        "household",
        "member_new",
        "relative_new",
        "contact_new",
        "contact_shown",
        "bsn_new",
        "bsn_shown",
        "case_new",
    }
    names = {pattern.name for pattern in urlpatterns}
    assert names == set(CASE_PAGES) | set(ONE_THING) | own_test


def test_the_case_page_opens_with_own_words_and_puts_strengths_above_problems(world, filled, visit):
    text = visit("fatma").get(reverse("case", args=[world.case_id])).content.decode()
    order = [
        "eviction",
        "Dat Lina weer naar school gaat.",
        "Bakt voor de hele straat.",
        "Daar ligt een zorg.",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert "Not confirmed by the person yet." in text
    assert "multiple problems" in text
    assert "case manager" in text
    assert "Social Support Act" in text
    assert "&lt;b&gt;" not in text


def test_a_partner_sees_own_domains_only_and_no_mark(world, filled, visit):
    text = visit("peter").get(reverse("case", args=[world.case_id])).content.decode()
    assert "Housing" in text
    assert SECRETS["debt"] not in text
    assert "multiple problems" not in text


def test_the_team_leader_is_told_why_and_whom_to_ask(world, filled, visit):
    text = visit("ingrid").get(reverse("case", args=[world.case_id])).content.decode()
    assert "Reading the file takes a reason." in text
    assert "Ask Fatma Yildiz" in text
    assert "Dat Lina weer" not in text


def test_the_leader_looks_with_a_reason_and_the_client_can_see_it(world, filled, visit):
    browser = visit("ingrid")
    url = reverse("case_look", args=[world.case_id])
    refused = browser.post(url, {"reason": "even kijken"})
    assert refused.status_code == 409
    assert "even kijken" in refused.content.decode()
    assert browser.post(url, {"reason": "Klacht over de uitzetting nakijken."}).status_code == 302
    assert "Dat Lina weer" in browser.get(reverse("case", args=[world.case_id])).content.decode()


@pytest.mark.parametrize("page", ["case", "note_list", "own_words", "involved", "timeline"])
def test_every_view_is_in_the_log_for_the_client(world, filled, visit, page):
    visit("wendy").get(reverse(page, args=[world.case_id]))
    with acting_as(world.samira, at=world.at):
        looks = AuditEvent.objects.filter(
            subject_id=world.samira.id, actor_id=world.wendy.id, action="case.view"
        )
        assert looks.count() == 1


def test_notes_are_escaped_and_show_reactions(world, filled, visit):
    text = visit("fatma").get(reverse("note_list", args=[world.case_id])).content.decode()
    assert "Huisbezoek &lt;b&gt;geweest&lt;/b&gt;." in text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_pages_have_one_heading_and_a_title(world, filled, visit, language):
    browser = visit("fatma", language)
    for page in ("today", "case_list"):
        assert browser.get(reverse(page)).content.decode().count("<h1") == 1
    for page in CASE_PAGES:
        text = browser.get(reverse(page, args=[world.case_id])).content.decode()
        assert text.count("<h1") == 1, page
        title = text.split("<title>")[1].split("</title>")[0]
        assert "Haddad" not in title, page


def test_the_introduction_prints(world, filled, visit):
    response = visit("fatma").get(reverse("introduction_pdf", args=[world.case_id]))
    assert response.status_code == 200
    assert response.content.startswith(b"%PDF")
    assert "Haddad" not in response["Content-Disposition"]
    assert visit("daan").get(reverse("introduction_pdf", args=[world.case_id])).status_code == 404


def test_the_rules_are_public_and_only_the_officer_stops_one(world, visit, client, now):
    response = client.get(reverse("rule_register"))
    assert response.status_code == 200, response.headers
    text = response.content.decode()
    assert "case.next_deadline_on" in text
    stop = reverse("rule_stop", args=["multiple_problems"])
    assert visit("fatma").get(stop).status_code == 404
    officer = visit("bas")
    assert officer.post(stop, {"reason": "Mogelijk indirect onderscheid."}).status_code == 302
    assert (
        "stopped" in client.get(reverse("rule_register"), headers={"accept-language": "en"}).content.decode()
    )
    assert officer.post(stop, {}).status_code == 302


def test_only_the_leader_sees_the_load_of_the_team(world, visit):
    assert "Fatma Yildiz" in visit("ingrid").get(reverse("team_load")).content.decode()
    for name in ("fatma", "samira", "mirjam"):
        assert visit(name).get(reverse("team_load")).status_code == 404


def test_a_request_is_for_who_answers_it(world, filled, visit):
    url = reverse("request", args=[filled.request.pk])
    assert visit("fatma").get(url).status_code == 404
    leader = visit("ingrid")
    assert "Het klikt niet zo." in leader.get(url).content.decode()
    refused = leader.post(url, {"outcome": "not_done", "answer": "n/a"})
    assert refused.status_code == 409
    assert leader.post(url, {"outcome": "not_done", "answer": "Eerst praten we samen."}).status_code == 302
    assert "Eerst praten we samen." in visit("samira").get(url).content.decode()


def test_the_start_page_counts_everything_and_shows_ten(world, filled, visit, at):
    browser = visit("fatma")
    text = browser.get(reverse("today")).content.decode()
    assert "has not confirmed yet" in text
    assert "Open Haddad" in text
    with acting_as(world.samira, at=at):
        for number in range(12):
            cases.ask_correction(
                actor=world.samira,
                scope=filled.strength.scope,
                object_type="strength",
                object_id=filled.strength.pk,
                text=f"Dit klopt niet, nummer {number}.",
                at=at,
            )
    text = browser.get(reverse("today")).content.decode()
    assert text.count("gets a written answer") >= 9
    assert "(13)" in text  # the requests, and the date on which something can be lost
    assert "And 3 more" in text
    with acting_as(world.tom, at=at):
        set_setting(actor=world.tom, key="today_items", value=3, at=at)
    text = browser.get(reverse("today")).content.decode()
    assert "(13)" in text  # only three of each kind were read
    assert "And 10 more" in text


def test_residents_and_strangers_are_sent_on(world, visit, client, now):
    assert visit("samira").get(reverse("today")).status_code == 302
    for page in ("today", "case_list"):
        assert "login" in client.get(reverse(page))["Location"]


@pytest.mark.parametrize(
    ("page", "most"), [("today", 12), ("case_list", 9), ("case", 12), ("plan", 8), ("search", 12)]
)
def test_the_number_of_queries_is_pinned(world, filled, visit, page, most):
    browser = visit("fatma")
    if page == "search":
        url = reverse("case_list") + "?q=Haddad"
    else:
        url = reverse(page, args=[world.case_id] if page in {"case", "plan"} else [])
    browser.get(url)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        browser.get(url)
    real = [q["sql"] for q in seen if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(real) <= most, "\n".join(s[:150] for s in real)
