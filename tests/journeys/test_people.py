"""One story per person: what somebody can do here, and what she or he never sees."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from rondom.web.demo_city.canaries import CANARIES, found_in
from tests.kernel.given_files import pdf

SPOKEN = "Dit bedrag ken ik niet. Vraag het mij eerst."


def shut(visitor, path):
    """The site says that this page does not exist; the words of that answer."""
    answer = visitor.page.goto(path)
    assert answer.status == 404, path
    return visitor.page.locator("main").inner_text()


@pytest.fixture
def case_address(visit):
    """Where the household's file is, as its case manager knows it."""
    fatma = visit("case-manager")
    fatma.go("/cases/")
    return fatma.page.get_by_role("link", name="Haddad", exact=True).get_attribute("href")


def everything_of(visitor, *, most=60):
    """The words of every page, paper and calendar file behind links, breadth first from the start page."""
    queue, seen, found = ["/"], {"/"}, {}
    while queue and len(found) < most:
        address = queue.pop(0)
        answer = visitor.context.request.get(address)
        if "pdf" in answer.headers.get("content-type", ""):
            pages = PdfReader(BytesIO(answer.body())).pages
            found[address] = "\n".join(page.extract_text() for page in pages)
            continue
        found[address] = f"{answer.url}\n{answer.text()}"
        links = re.findall(r'href="(/[^"#]*)"', found[address].replace("&amp;", "&"))
        for link in links:
            if link not in seen and not link.startswith(("/static/", "/logout", "/demo/", "/style/")):
                seen.add(link)
                queue.append(link)
    return found


def wait_for_sign_out(visitor):
    """The quick exit signs out behind the page that it opens; a busy machine needs a moment for it."""
    for _ in range(50):
        if "/login/" in visitor.context.request.get("/my/").url:
            return
        visitor.page.wait_for_timeout(100)


def test_samira_on_her_phone(visit):
    samira = visit("client", width=390)
    page = samira.page
    expect(page.locator("#next")).to_contain_text("maandag")
    expect(page.locator("#manager")).to_contain_text("Fatma Yildiz")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    page.get_by_role("link", name="Mijn hele plan bekijken").click()
    expect(page.locator("article h2").first).to_contain_text("Lina weer naar school")
    page.get_by_role(
        "link", name=re.compile(r"Zeg wat ik ervan vind\s*: Ik weet wat ik moet betalen")
    ).click()
    page.get_by_label("Ik ben het er niet mee eens").check()
    page.locator("main form.ro-form button[type=submit]").last.click()
    expect(page.locator("[role=alert], .ro-errors").first).to_be_visible()
    page.get_by_label(re.compile("^Wat wil je daarover zeggen")).fill(SPOKEN)
    page.locator("main form.ro-form button[type=submit]").last.click()
    expect(page.locator("main")).to_contain_text(SPOKEN)

    samira.go("/my/plan/")
    page.locator("summary", has_text="klopt dit niet").first.click()
    page.get_by_role("link", name=re.compile("Dit klopt niet")).first.click()
    expect(page.get_by_label("Dit klopt niet")).to_be_checked()
    page.get_by_label("Jouw woorden").fill("Lina gaat al twee dagen weer.")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.locator("[role=status]").first).to_contain_text("Je krijgt een antwoord op schrift.")

    samira.go("/my/permissions/")
    page.get_by_role("button", name=re.compile("^Nee, dat mogen ze niet")).first.click()
    expect(page.locator("[role=status]").first).to_contain_text("Je hebt nee gezegd")

    samira.go("/my/messages/")
    page.get_by_label("Je bericht").fill("Kan Naima ook komen?")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.locator("main")).to_contain_text("Kan Naima ook komen?")

    page.route("https://www.knmi.nl/**", lambda route: route.fulfill(body="het weer"))
    page.get_by_role("link", name="Snel weg").click()
    expect(page.locator("body")).to_have_text("het weer")
    wait_for_sign_out(samira)
    # Whoever presses Back comes to the door, not to her messages.
    page.go_back()
    expect(page).to_have_url(re.compile("/login/"))


def test_lina_sees_her_own_part(visit):
    lina = visit("teenager", width=390)
    expect(lina.page.locator("main")).to_contain_text("Praten met Esther over de eerste schoolweek")
    pages = everything_of(lina)
    assert len(pages) > 6
    for address, text in pages.items():
        assert found_in(text, "talk") == [], address
        assert "Twintig euro" not in text, address


def test_karim_cannot_find_what_is_not_his(visit, case_address):
    samira = visit("client")
    assert found_in(samira.go("/my/people/").content()) == ["shelter"]
    samira.close()
    karim = visit("ex-partner", width=390)
    expect(karim.page.locator("main")).to_contain_text("Blauwe inhalator")
    pages = everything_of(karim)
    assert {"/my/", "/my/plan/", "/my/looks/", "/my/messages/", "/notices/"} <= {
        address.split("?")[0] for address in pages
    }
    assert "Blauwe inhalator" in pages["/my/everything.pdf"]
    for address, text in pages.items():
        assert found_in(text) == [], address
        for word in ("Fatma", "Wonen Maas", "ontruiming", "Samira", "Huis van de Wijk"):
            assert word not in text, f"{word} on {address}"
    for path in (case_address, f"{case_address}plan/", f"{case_address}timeline/", f"{case_address}notes/"):
        shut(karim, path)


def test_daan_finds_nothing_and_the_privacy_officer_sees_that_he_looked(visit, case_address):
    daan = visit("colleague")
    answers = {}
    for words in ("Haddad", "Xyzzyqw"):
        daan.go("/cases/")
        daan.page.get_by_role("searchbox").fill(words)
        daan.page.get_by_role("button", name="Zoek").click()
        answers[words] = daan.page.content().replace(words, "")
    bare = {
        words: re.sub(r'(csrfmiddlewaretoken|value)="[^"]*"', "", text) for words, text in answers.items()
    }
    assert bare["Haddad"] == bare["Xyzzyqw"]
    expect(daan.page.locator("main")).to_contain_text("Niets gevonden")
    assert shut(daan, case_address) == shut(daan, "/cases/00000000-0000-4000-8000-000000000000/")

    bas = visit("privacy-officer")
    bas.go("/privacy/log/")
    row = bas.page.locator("tr", has_text="Daan Prins").filter(has_text="gezocht")
    expect(row.first).to_be_visible()
    shut(bas, case_address)


def test_marieke_reads_the_state_of_her_referral(visit, case_address):
    marieke = visit("practice-nurse")
    page = marieke.go("/referrals/")
    page.get_by_role("link", name="Samira Haddad").first.click()
    expect(page.locator("main")).to_contain_text("eerste contact")
    for address, text in everything_of(marieke).items():
        assert found_in(text) == [], address
        assert "ontruiming" not in text, address
    shut(marieke, case_address)
    shut(marieke, f"{case_address}plan/")


def test_ingrid_leads_and_looks_with_a_reason(visit, case_address):
    ingrid = visit("team-leader")
    page = ingrid.go("/cases/")
    page.get_by_role("link", name="Haddad", exact=True).click()
    assert found_in(page.content()) == []
    expect(page.locator("main")).not_to_contain_text("Ik ben moe.")
    page.get_by_role("link", name="Kijk met een reden in dit dossier").click()
    page.get_by_label("Reden").fill("Fatma vroeg mij mee te kijken naar de ontruiming.")
    page.get_by_role("button", name="Kijk nu").click()
    expect(page.locator("main")).to_contain_text("Ik ben moe.")
    for key in ("street", "talk", "private_note", "shelter"):
        assert CANARIES[key] not in page.content()
    samira = visit("client", width=390)
    expect(samira.go("/my/looks/").locator("main")).to_contain_text("teamleider")


def test_tom_sets_clocks_and_reads_no_file(visit, case_address):
    tom = visit("administrator")
    page = tom.go("/settings/")
    page.locator("table a").first.click()
    expect(page.locator("main form")).to_be_visible()
    shut(tom, case_address)
    shut(tom, f"{case_address}plan/")
    for address, text in everything_of(tom, most=25).items():
        assert found_in(text) == [], address
        assert "Haddad" not in text, address


def test_samira_orders_her_plan_with_the_keyboard_alone(visit):
    samira = visit("client")
    page = samira.go("/my/plan/")
    page.get_by_role("link", name=re.compile("Een andere volgorde kiezen")).click()
    page.wait_for_url("**/plan/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Naar de inhoud")
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_id("main")
    titles = page.locator("article.ro-goal h3").all_inner_texts()
    for _ in range(60):
        page.keyboard.press("Tab")
        words = page.evaluate("document.activeElement.textContent.trim()")
        if words.startswith("Omlaag"):
            break
        if words.startswith("Meer"):
            page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    moved = [titles[1], titles[0], *titles[2:]]
    expect(page.locator("article.ro-goal h3")).to_have_text(moved)


def test_three_days_later_reminders_have_come(visit):
    fatma = visit("case-manager")
    late = fatma.page.get_by_text("te laat").count()
    page = fatma.go("/demo/clock/")
    before = page.locator("main .nl-paragraph--lead").inner_text()
    page.get_by_role("button", name="Drie dagen later").click()
    expect(page.locator("[role=status]").first).to_contain_text("De klok is vooruitgezet")
    assert page.locator("main .nl-paragraph--lead").inner_text() != before
    fatma.go("/")
    assert page.get_by_text("te laat").count() > late
    samira = visit("client", width=390)
    expect(samira.page.locator("#next")).to_contain_text("Er zijn geen afspraken")


def test_a_document_that_the_law_asks_for(visit, case_address):
    ruben = visit("debt-counsellor", width=390, scripts=False)
    page = ruben.go(f"{case_address}plan/annexes/")
    field = page.get_by_label("Het document", exact=True)
    field.set_input_files({"name": "besluit.pdf", "mimeType": "application/pdf", "buffer": b"PK\x03\x04 zip"})
    page.get_by_label("Wat is het, in één regel?").fill("Veiligheidsplan voor thuis")
    page.get_by_label("Welke wet of regel vraagt om dit document?").select_option("safety")
    page.get_by_label("Welke datum staat er in het document?").fill("2026-01-12")
    page.get_by_label("Waar gaat het over?").select_option(label="Geld")
    page.get_by_label("ja", exact=True).check()
    page.get_by_label("Welke doelen?").fill("Elke maandag samen de rekeningen bekijken")
    page.get_by_role("button", name="Dit document bijvoegen").click()
    expect(page.locator("main")).to_contain_text("zegt iets anders dan wat erin zit")
    expect(page.locator("main")).to_contain_text("Kies het bestand opnieuw")
    expect(page.get_by_label("Wat is het, in één regel?")).to_have_value("Veiligheidsplan voor thuis")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    page.get_by_label("Het document", exact=True).set_input_files(
        {"name": "van samira.pdf", "mimeType": "text/plain", "buffer": pdf(pages=2)}
    )
    page.get_by_role("button", name="Dit document bijvoegen").click()
    expect(page.locator("section[aria-labelledby=annexes]")).to_contain_text("PDF, 2 bladzijden")

    samira = visit("client", width=390)
    page = samira.go("/my/plan/")
    goal = page.get_by_label("Elke maandag samen de rekeningen bekijken")
    expect(goal).to_contain_text("Uit het bijgevoegde document: Veiligheidsplan voor thuis")
    mine = page.get_by_label("Veiligheidsplan voor thuis", exact=True)
    with page.expect_download() as download:
        mine.get_by_role("link", name=re.compile("Downloaden")).click()
    assert download.value.suggested_filename == "bijlage-2026-01-12.pdf"
    goal.get_by_role("link", name=re.compile("Zeg ja")).click()
    page.locator("main form.ro-form button[type=submit]").last.click()
    samira.go("/my/copies/")
    expect(page.locator("main")).to_contain_text("bewaarde een document van je plan als bestand")

    esther = visit("youth-care")
    assert "Veiligheidsplan" not in esther.go(f"{case_address}plan/").locator("main").inner_text()
