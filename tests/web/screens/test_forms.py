"""Forms of the screens: nothing typed is lost, a stale edit shows both texts, strange input is answered."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from rondom.access.context import acting_as
from rondom.cases import queries
from rondom.cases.models import CaseManagerAssignment, Handover
from tests.cases.world import MONEY

pytestmark = pytest.mark.django_db


def test_writing_down_own_words_marks_them_and_keeps_every_version(world, filled, visit):
    url = reverse("own_words", args=[world.case_id])
    browser = visit("fatma")
    sent = {"matters": "Rust.", "wants": "", "refuses": "", "language": "nl", "based_on": "1"}
    assert browser.post(url, sent).status_code == 302
    text = browser.get(url).content.decode()
    assert "Rust." in text
    assert "Dat Lina weer naar school gaat." in text
    assert "Written down by Fatma Yildiz" in text


def test_a_stale_edit_shows_both_texts(world, filled, visit):
    url = reverse("own_words", args=[world.case_id])
    sent = {"matters": "Mijn tweede tekst.", "wants": "", "refuses": "", "language": "nl", "based_on": "0"}
    response = visit("fatma").post(url, sent)
    text = response.content.decode()
    assert response.status_code == 409
    assert "Mijn tweede tekst." in text
    assert "What somebody else saved while you were typing" in text
    assert "Dat Lina weer naar school gaat." in text


SEEN = re.compile(r'name="based_on" value="(\d+)"')


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("own_words", {"matters": "Mijn tekst.", "language": "nl"}),
        ("introduction", {"who_i_am": "Ik bak voor de straat.", "language": "nl"}),
        ("domain_new", {"domain": str(MONEY), "person": "", "problem": "some", "reason": "Om de huur."}),
    ],
)
def test_who_saw_both_texts_saves_the_second_time(name, sent, world, filled, visit):
    url, browser = reverse(name, args=[world.case_id]), visit("fatma")
    first = browser.post(url, sent | {"based_on": SEEN.search(browser.get(url).content.decode())[1]})
    # Where somebody wrote about it before, the empty form saw nothing of that.
    stale = browser.post(url, sent | {"based_on": "0"}) if first.status_code == 302 else first
    page = stale.content.decode()
    assert stale.status_code == 409
    assert "What somebody else saved while you were typing" in page
    assert browser.post(url, sent | {"based_on": SEEN.search(page)[1]}).status_code == 302


def test_a_note_that_was_corrected_in_another_tab_is_found_and_corrected_again(world, filled, visit):
    url, browser = reverse("note", args=[world.case_id, filled.note.pk]), visit("fatma")
    assert browser.post(url, {"text": "Eerst.", "why": "Beter zo", "based_on": "1"}).status_code == 302
    again = {"text": "Daarna.", "why": "Nog beter", "based_on": "1"}
    stale = browser.post(url, again)
    page = stale.content.decode()
    assert (stale.status_code, SEEN.search(page)[1]) == (409, "2")
    assert "Daarna." in page
    assert "Eerst." in page
    assert browser.post(url, again | {"based_on": "2"}).status_code == 302


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("a" * 100_000, 409),
        ("nul \x00 teken", 422),
        ("...", 409),
        ("", 409),
        ("\u202eomgekeerd", 302),
        ("=SUM(A1:A9)", 302),
    ],
)
def test_strange_words_get_one_clear_answer_and_nothing_is_lost(world, visit, words, status):
    url = reverse("own_words", args=[world.case_id])
    sent = {"matters": words, "wants": "", "refuses": "", "language": "nl", "based_on": "0"}
    response = visit("fatma").post(url, sent)
    assert response.status_code == status
    if status != 302 and len(words) < 100:
        assert 'role="alert"' in response.content.decode()
        assert words.replace("\x00", "")[:3] in response.content.decode()


def test_an_unknown_language_is_refused_at_its_field(world, visit):
    url = reverse("own_words", args=[world.case_id])
    response = visit("fatma").post(url, {"matters": "Rust.", "language": "klingons", "based_on": "0"})
    assert response.status_code == 422
    assert "Rust." in response.content.decode()


def test_a_past_date_is_refused_with_everything_typed_kept(world, visit):
    url = reverse("deadline_new", args=[world.case_id])
    sent = {"kind": "eviction", "domain": "2", "due_on": "2020-01-01", "source": "Brief van Wonen Maas"}
    response = visit("fatma").post(url, sent)
    assert response.status_code == 409
    text = response.content.decode()
    assert "This date has passed." in text
    assert "Brief van Wonen Maas" in text
    broken = visit("fatma").post(url, sent | {"due_on": "over drie weken"})
    assert broken.status_code == 422
    assert "over drie weken" in broken.content.decode()


def test_a_note_for_me_alone_is_seen_by_nobody_else(world, visit):
    url = reverse("note_new", args=[world.case_id])
    sent = {"kind": "note", "where": "named", "text": "Alleen voor mij bestemd.", "shareable": "on"}
    assert visit("fatma").post(url, sent).status_code == 302
    listing = reverse("note_list", args=[world.case_id])
    assert "Alleen voor mij" in visit("fatma").get(listing).content.decode()
    for name in ("ruben", "samira", "esther"):
        assert "Alleen voor mij" not in visit(name).get(listing).content.decode()


def test_the_box_about_another_case_comes_with_its_warning(world, visit):
    fatma = visit("fatma")
    url = reverse("own_words", args=[world.case_id])
    box = 'name="knowingly"'
    assert box not in fatma.get(url).content.decode()
    typed = {"matters": f"Zie ook {uuid4()}.", "language": "nl", "based_on": 0}
    warned = fatma.post(url, typed)
    assert warned.status_code == 409
    assert box in warned.content.decode()
    assert typed["matters"] in warned.content.decode()
    assert fatma.post(url, typed | {"knowingly": "on"}).status_code == 302


def test_correcting_a_note_keeps_the_old_text(world, filled, visit):
    url = reverse("note", args=[world.case_id, filled.note.pk])
    browser = visit("fatma")
    stale = browser.post(url, {"text": "Nieuw.", "why": "Beter zo", "based_on": "7"})
    assert stale.status_code == 409
    assert browser.post(url, {"text": "Nieuwe tekst.", "why": "Beter zo", "based_on": "1"}).status_code == 302
    assert visit("peter").post(url, {"text": "Van mij.", "why": "Zomaar", "based_on": "2"}).status_code == 404
    with acting_as(world.fatma, at=world.at):
        note = queries.notes_of(world.case, limit=50)
        assert "Nieuwe tekst." in [n.text for n in note]


def test_domains_and_strengths_come_and_go(world, filled, visit):
    browser = visit("fatma")
    assert browser.post(reverse("domain_out", args=[world.case_id, filled.entry.pk])).status_code == 302
    assert browser.post(reverse("strength_end", args=[world.case_id, filled.strength.pk])).status_code == 302
    with acting_as(world.fatma, at=world.at):
        assert len(queries.domain_grid(world.case)) == 2
        assert queries.strengths_of(world.case) == []
    assert browser.get(reverse("domain_out", args=[world.case_id, filled.entry.pk])).status_code == 405


def test_the_leader_sees_how_far_a_handover_is_without_its_words_and_takes_a_step(world, visit):
    url = reverse("handover", args=[world.case_id])
    form = {
        "professional": str(world.noor.id),
        "reason": "Fatma wordt geopereerd.",
        "overlap_on": (world.at + timedelta(days=7)).date().isoformat(),
        "open_agreements": "Bellen met de verhuurder",
    }
    assert visit("fatma").post(url, form).status_code == 302
    ingrid = visit("ingrid")
    page = ingrid.get(url).content.decode()
    assert "Noor" in page
    assert "geopereerd" not in page
    assert "verhuurder" not in page
    with acting_as(world.fatma, at=world.at):
        planned = Handover.objects.get()
    step = reverse("handover_step", args=[world.case_id, planned.pk, "told"])
    assert visit("daan").post(step).status_code == 404
    assert ingrid.post(step).status_code == 302
    with acting_as(world.fatma, at=world.at):
        assert Handover.objects.get().client_told_at == world.at


def test_a_handover_from_plan_to_change(world, visit):
    browser = visit("fatma")
    url = reverse("handover", args=[world.case_id])
    sent = {
        "professional": str(world.noor.id),
        "reason": "Ik ga met verlof.",
        "overlap_on": "2026-09-14",
        "open_agreements": "Bellen met Wonen Maas\n\nBrief openen",
    }
    assert browser.post(url, sent | {"overlap_on": "2026-09-01"}).status_code == 409
    assert browser.post(url, sent).status_code == 302
    with acting_as(world.fatma, at=world.at):
        planned = Handover.objects.get()
        assert planned.open_agreements == ["Bellen met Wonen Maas", "Brief openen"]
    assert browser.post(url, {"why_without": ""}).status_code == 409
    for step in ("told", "introduced"):
        assert (
            browser.post(reverse("handover_step", args=[world.case_id, planned.pk, step])).status_code == 302
        )
    assert (
        browser.post(reverse("handover_step", args=[world.case_id, planned.pk, "nonsense"])).status_code
        == 404
    )
    assert browser.post(url, {"why_without": ""}).status_code == 302
    with acting_as(world.noor, at=world.at):
        assert world.case.case_manager_id == world.noor.id


def test_two_case_managers_cannot_be(world, visit):
    url = reverse("case_manager", args=[world.case_id])
    sent = {"professional": str(world.noor.id), "reason": "Kan niet wachten."}
    leader = visit("ingrid")
    assert leader.post(url, sent).status_code == 302
    assert leader.post(url, sent).status_code == 409
    with acting_as(world.noor, at=world.at):
        assert CaseManagerAssignment.objects.filter(until=None).count() == 1


def test_search_answers_the_same_for_hidden_and_absent(world, visit):
    colleague = visit("daan")
    pages = [
        colleague.get(reverse("case_list"), {"q": words}).content.decode().replace(words, "")
        for words in ("Haddad", "Nergens")
    ]
    strip = [p.split("<main")[1].split("</main>")[0] for p in pages]
    assert strip[0] == strip[1]
    assert "Haddad" in visit("fatma").get(reverse("case_list"), {"q": "hadd"}).content.decode()
    assert visit("fatma").get(reverse("case_list"), {"q": "x" * 300}).status_code == 409
    for number in range(8):
        colleague.get(reverse("case_list"), {"q": f"buur {number}"})
    assert colleague.get(reverse("case_list"), {"q": "Haddad"}).status_code == 403


@pytest.mark.parametrize(("who", "offered"), [("fatma", True), ("daan", True), ("peter", False)])
def test_a_search_in_vain_leads_who_meets_danger_to_emergency_access(world, visit, who, offered):
    page = visit(who).get(reverse("case_list"), {"q": "Nergens"}).content.decode()
    assert (reverse("emergency") in page) is offered


@pytest.mark.parametrize(
    "query", ["?page=0", "?page=-3", "?page=9999999999", "?page=x", "?whose=' OR 1=1", "?whose=mine&page=2"]
)
def test_a_strange_page_number_is_no_error(world, visit, query):
    assert visit("fatma").get(reverse("case_list") + query).status_code == 200


def test_filters_of_the_list(world, filled, visit):
    browser = visit("fatma")
    for whose, present in (
        ("mine", True),
        ("deadline", True),
        ("involved", False),
        ("silent", False),
        ("closed", False),
    ):
        text = browser.get(reverse("case_list"), {"whose": whose}).content.decode()
        assert ("Haddad" in text.split("<main")[1]) is present, whose
