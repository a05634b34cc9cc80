"""One household's full circle: a referral in, a meeting at the table, feedback out, and a permission ended.

The tests are one story and run in order on one city; each leaves what the next one needs.
"""

import re
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.browser import Visitor
from tests.journeys.practice import Practice

QUESTION = "Kan iemand met haar naar de brieven van de bank kijken?"
SECOND = "Zij slaapt weer slecht en vraagt of iemand meegaat naar de bedrijfsarts."
OUTCOME = "De brieven zijn open en de huur is weer betaald."
LAST_WORD = "Voor het eerst weet ik wie waarover beslist. Dank jullie wel."
DISSENT = "Twintig euro per maand is te veel zolang de toeslag niet klopt."
AGREED = "Het uitstel op papier aan Samira geven"


@pytest.fixture(scope="module")
def story():
    """What one part of the story hands to the next."""
    return {}


@pytest.fixture(scope="module")
def practice(site):
    return Practice(site)


@pytest.fixture(scope="module")
def fatma(browser, site):
    """Her screen, all day the same one."""
    with closing(Visitor(browser, site, "case-manager")) as visitor:
        yield visitor


@pytest.fixture(scope="module")
def samira(browser, site):
    with closing(Visitor(browser, site, "client", width=390)) as visitor:
        yield visitor


def press(page, name):
    page.get_by_role("button", name=name).click()
    page.wait_for_load_state()


def told(page):
    """Wait until the form was sent: a form whose words are not kept yet is kept first, then sent."""
    expect(page.locator("[role=status]").first).to_be_visible()


def save(page):
    """The one main button of a form."""
    page.locator("main form .nl-button--primary").last.click()
    page.wait_for_load_state()


def haddad(fatma):
    """Fatma's page of the household."""
    fatma.go("/cases/")
    fatma.page.get_by_role("link", name="Haddad", exact=True).click()
    return fatma.page


def test_1_the_practice_refers_from_its_own_system(practice, fatma, story):
    story["task"] = practice.refer(
        {"name": [{"family": "Brouwer", "given": ["Yara"]}], "birthDate": "1991-05-02", "identifier": None},
        QUESTION,
    )
    assert practice.task(story["task"])["status"] == "requested"
    page = fatma.go("/referrals/")
    page.get_by_role("link", name="Yara Brouwer").first.click()
    expect(page.locator("main")).to_contain_text(QUESTION)
    story["referral"] = page.url


def test_2_fatma_accepts_it_and_opens_a_file(practice, fatma, story):
    page = fatma.go(story["referral"])
    page.get_by_role("link", name="Aannemen").click()
    press(page, "Aannemen")
    assert practice.task(story["task"])["status"] == "accepted"
    page.get_by_role("link", name="Dossier openen").click()
    press(page, "Dossier openen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Brouwer")
    fatma.go("/cases/")
    expect(page.get_by_role("link", name="Brouwer", exact=True)).to_be_visible()


def test_3_samira_sees_the_meeting_move_on_her_own_phone(fatma, samira, story):
    page = haddad(fatma)
    page.get_by_role("link", name=re.compile("14:00")).first.click()
    story["meeting"] = page.url.split("/meetings/")[1].split("/")[0]
    press(page, "Begin het gesprek")
    phone = samira.go(f"/meetings/{story['meeting']}/live/")
    now = phone.locator("[aria-current=step]")
    expect(now).to_contain_text("Welkom")
    page.locator("#next-step").click()
    # No reload, and the two seconds that the meeting promises (with half a second for the browser).
    expect(now).to_contain_text("De cliënt vertelt", timeout=2500)
    page.locator("#live button", has_text="Samira Haddad").click()
    expect(page.locator("#live button", has_text="Samira Haddad")).to_contain_text("1 beurt")
    page.locator("#next-step").click()
    expect(now).to_contain_text("Wie ben je, wat kun je beslissen", timeout=2500)
    expect(page.locator("#live")).not_to_contain_text("De cliënt heeft niet als eerste gesproken")


def test_4_a_decision_with_who_does_not_agree(fatma, samira, story):
    page = fatma.go(f"/meetings/{story['meeting']}/live/")
    page.get_by_role("link", name="Schrijf een besluit op").click()
    page.get_by_label("Wat moeten we beslissen?").fill("Hoe betaalt Samira de achterstand?")
    page.get_by_label("Een mogelijkheid", exact=True).fill("Twintig euro per maand")
    page.get_by_label(re.compile("^Nog een mogelijkheid")).fill("Wachten tot de toeslag klopt")
    page.get_by_label("Wat kiezen we?").fill("Twintig euro per maand, drie jaar lang.")
    press(page, "Bewaar het besluit")
    phone = samira.go(f"/meetings/{story['meeting']}/live/")
    phone.get_by_role("link", name="Zeg wat je vindt").first.click()
    phone.get_by_label("is het eens", exact=True).check()
    save(phone)
    page.reload()
    page.get_by_role(
        "link", name=re.compile("Schrijf op wat deze persoon vindt.*Wendy Smits", re.DOTALL)
    ).click()
    page.get_by_label("is het niet eens").check()
    save(page)
    expect(page.locator(".ro-errors, [role=alert]").first).to_be_visible()
    page.get_by_label("In een paar woorden").fill(DISSENT)
    save(page)
    expect(phone.locator("#live")).to_contain_text(DISSENT, timeout=5000)


def test_5_an_agreement_is_an_action_of_the_plan(fatma, samira, story):
    page = fatma.go(f"/meetings/{story['meeting']}/live/")
    page.get_by_role("link", name="Schrijf een afspraak op").click()
    page.get_by_label("Wat", exact=True).fill(AGREED)
    page.get_by_label("Wie", exact=True).select_option(label="Ruben Mulder")
    page.get_by_label("Voor welke dag").fill("2030-01-15")
    page.get_by_label("Welk deel van het leven").select_option(label="Geld")
    press(page, "Spreek dit af")
    expect(page.locator("#live")).to_contain_text(AGREED)
    expect(page.locator("#live")).not_to_contain_text("nog niet in het plan")
    haddad(fatma)
    page.get_by_role("link", name="Open het plan").click()
    expect(page.locator(".ro-plan-action", has_text=AGREED)).to_contain_text("Ruben Mulder")


def test_6_samira_has_the_last_word(fatma, samira, story):
    phone = samira.go(f"/meetings/{story['meeting']}/live/")
    phone.get_by_role("link", name="Schrijf het laatste woord op").click()
    phone.get_by_label("In je eigen woorden").fill(LAST_WORD)
    save(phone)
    page = fatma.go(f"/meetings/{story['meeting']}/closing/")
    press(page, "Sluit het gesprek af")
    expect(page.locator("main")).to_contain_text(LAST_WORD)
    summary = samira.go(f"/meetings/{story['meeting']}/summary/").locator("main")
    for words in (LAST_WORD, DISSENT, AGREED, "Twintig euro per maand, drie jaar lang."):
        expect(summary).to_contain_text(words)


def test_7_the_papers_are_real(samira, story):
    samira.go("/my/")
    for address in (f"/meetings/{story['meeting']}/summary.pdf", "/my/everything.pdf"):
        answer = samira.context.request.get(address)
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.body().startswith(b"%PDF-")
        assert b"%%EOF" in answer.body()[-1024:]


def test_8_the_practice_reads_first_contact_and_result(practice, fatma, story):
    page = fatma.go(story["referral"])
    page.get_by_role("link", name="Eerste contact gelegd").click()
    press(page, "Het eerste contact is gelegd")
    told(page)
    assert practice.task(story["task"])["businessStatus"]["coding"][0]["code"] == "contacted"
    page.get_by_role("link", name="Resultaat opschrijven").click()
    page.get_by_label("de vraag is beantwoord", exact=True).check()
    page.get_by_label("Eén zin erover").fill(OUTCOME)
    press(page, "Afsluiten met dit resultaat")
    told(page)
    task = practice.task(story["task"])
    assert task["status"] == "completed"
    procedure = practice.read(task["output"][0]["valueReference"]["reference"])
    assert procedure["resourceType"] == "Procedure"
    assert OUTCOME in str(procedure)


def test_9_a_permission_ends_in_one_tap(practice, fatma, samira, story):
    page = fatma.go("/referrals/")
    page.get_by_role("link", name="Samira Haddad").first.click()
    born = page.locator("dl div", has_text="Geboortedatum").locator("dd").inner_text().split()
    task = practice.refer(
        {
            "name": [{"family": "Haddad", "given": ["Samira"]}],
            "birthDate": f"{born[-1]}-03-14",
            "identifier": None,
        },
        SECOND,
    )
    fatma.go("/referrals/")
    row = page.locator("tr", has_text=SECOND[:40]).first
    row.get_by_role("link").click()
    page.get_by_role("link", name="Aannemen").click()
    press(page, "Aannemen")
    page.get_by_role("link", name="Dossier openen").click()
    page.get_by_label("Haddad", exact=True).check()
    press(page, "Dossier openen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Haddad")
    before = practice.task(task)
    assert before["status"] == "accepted"

    samira.go("/my/permissions/")
    line = samira.page.locator("article", has_text="Huisartsenpraktijk De Brug").filter(
        has=samira.page.get_by_role("button", name=re.compile("toestemming stoppen", re.IGNORECASE))
    )
    line.get_by_role("button", name=re.compile("toestemming stoppen", re.IGNORECASE)).click()
    expect(samira.page.locator("[role=status]").first).to_contain_text("Deze toestemming is gestopt")

    haddad(fatma)
    fatma.go("/referrals/")
    page.locator("tr", has_text=SECOND[:40]).first.get_by_role("link").click()
    page.get_by_role("link", name="Eerste contact gelegd").click()
    press(page, "Het eerste contact is gelegd")
    told(page)
    assert practice.task(task) == before


def test_10_samira_sees_who_looked_and_why(samira):
    looks = samira.go("/my/looks/").locator("main")
    expect(looks).to_contain_text("Directie Maatschappelijke Ontwikkeling in de Wijk")
    expect(looks).to_contain_text("maatschappelijk werker")
    expect(looks).to_contain_text("Waarvoor:")
    expect(looks).to_contain_text("Wet maatschappelijke ondersteuning")
    expect(looks).not_to_contain_text("Fatma")
