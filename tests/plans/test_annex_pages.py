"""Annexes on the pages: the form keeps what was typed, the file is what it says, and who may not finds nothing."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from rondom.access.context import acting_as, system_actor
from rondom.accounts.models import Account
from rondom.audit.models import AuditEvent
from rondom.plans import commands as plans
from rondom.plans.models import Annex, Goal, Plan
from tests.cases.world import MONEY, PARENTING, day
from tests.kernel import given_files as files
from tests.kernel.given_files import given
from tests.plans.test_annexes import KEPT, SAFE, attach, words

pytestmark = pytest.mark.django_db
OUTSIDE = ("daan", "karim", "naima", "lina", "marieke", "mirjam", "bas", "tom")


@pytest.fixture(autouse=True)
def _site(settings, monkeypatch, at):
    settings.RONDOM_STAFF_MFA = False
    monkeypatch.setattr("rondom.kernel.clock.now", lambda: at)
    translation.activate("en")


@pytest.fixture
def enter(world):
    """Sign somebody in: answers a browser."""

    def sign_in(actor) -> Client:
        who = {"person_id": actor.id} if actor.is_resident else {"professional_id": actor.id}
        with acting_as(system_actor("world"), at=world.at):
            account = Account.objects.filter(**who).first() or Account.objects.create(
                email=f"{uuid4().hex}@example.org", language="en", **who
            )
        browser = Client(headers={"accept-language": "en"})
        browser.force_login(account)
        return browser

    return sign_in


def address(world, *rest):
    return "/".join(["", "cases", str(world.case_id), "plan", *map(str, rest), ""])


def text_of(response):
    return response.content.decode()


def typed(world, *, name="plan.pdf", content=SAFE, sent_as="application/pdf", **more):
    return {
        "file": SimpleUploadedFile(name, content, content_type=sent_as),
        "summary": "Plan van aanpak voor de schulden",
        "requires": "debt_help",
        "other_rule": "",
        "document_on": (day(world.at) - timedelta(days=3)).isoformat(),
        "domain": MONEY,
        "has_goals": "no",
        "goals": "",
        "form_key": uuid4(),
    } | more


def stored(world):
    with acting_as(system_actor("test"), at=world.at):
        return list(Annex.objects.order_by("attached_at"))


def test_a_document_is_attached_and_its_goals_become_proposals_on_the_page(world, enter):
    browser = enter(world.ruben)
    form = typed(world, has_goals="yes", goals="Geen nieuwe schulden maken\n\n  De huur op tijd betalen ")
    answer = browser.post(address(world, "annexes"), form)
    assert answer.status_code == 302
    page = text_of(browser.get(address(world)))
    assert "Plan van aanpak voor de schulden" in page
    assert "debt help plan (Wgs)" in page
    assert page.count("From the attached document: Plan van aanpak voor de schulden") == 2
    assert "Leave this proposal out" in page
    assert "schulden maken" in text_of(enter(world.samira).get("/my/plan/"))
    assert page.count("nl-button--primary") == 1


def test_the_browsers_word_for_the_kind_counts_for_nothing(world, enter):
    browser = enter(world.ruben)
    sent = typed(world, name="foto.jpg", content=files.picture("JPEG", exif=True), sent_as="text/html")
    assert browser.post(address(world, "annexes"), sent).status_code == 302
    [row] = stored(world)
    answer = browser.get(address(world, "annexes", row.pk, "file"))
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert b"CAMERA-OF-SAMIRA" not in answer.content


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"content": b""}, "This file is empty."),
        ({"content": b"PK\x03\x04 no pdf"}, "The name of this file says one kind"),
        ({"name": "plan.docx", "content": b"PK\x03\x04 word"}, "We take a PDF"),
        ({"content": b"%PDF-1.4 broken"}, "This file cannot be opened"),
        ({"content": files.pdf(password="geheim")}, "asks for a password"),
        ({"content": files.pdf(change=files.with_attachment)}, "another file inside"),
        ({"content": SAFE + b" " * 10_000_000}, "larger than 10 MB"),
        ({"content": SAFE + b" " * 30_000_000}, "larger than 10 MB"),
        ({"name": "scan.png", "content": files.bomb()}, "million points"),
        ({"file": ""}, "Choose the document on your device."),
        ({"summary": "-"}, "Write here what you mean"),
        ({"requires": "other"}, "Write which law or rule"),
        ({"has_goals": "yes"}, "Write the goals of this document here"),
        ({"goals": "Een doel zonder ja"}, "You wrote goals, and chose that there are none."),
        ({"document_on": "31-31-2026"}, "Enter a valid date."),
    ],
)
def test_a_refusal_stands_at_the_field_keeps_the_words_and_says_that_the_file_is_asked_again(
    world, enter, more, sentence
):
    name = {k: more[k] for k in ("name", "content") if k in more}
    form = typed(world, other_rule="", **{"goals": "", **more}) if not name else typed(world, **more)
    form["summary"] = more.get("summary", "Een regel die moet blijven staan")
    answer = enter(world.ruben).post(address(world, "annexes"), form)
    page = text_of(answer)
    assert answer.status_code == 422
    assert sentence in page
    assert "Choose the file again" in page
    assert more.get("summary", "Een regel die moet blijven staan") in page
    assert more.get("goals", "") in page
    assert 'enctype="multipart/form-data"' in page
    assert stored(world) == []


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd.pdf",
        "x" * 400 + ".pdf",
        "<script>alert(1)</script>.pdf",
        "fdp\u202e.pdf",
        'a;b".pdf',
    ],
)
def test_no_name_of_a_file_is_kept_or_shown(world, enter, name):
    browser = enter(world.ruben)
    assert browser.post(address(world, "annexes"), typed(world, name=name)).status_code == 302
    [row] = stored(world)
    answer = browser.get(address(world, "annexes", row.pk, "file"))
    assert re.fullmatch(
        r'attachment; filename="[a-z]+-\d{4}-\d\d-\d\d\.pdf"', answer.headers["Content-Disposition"]
    )
    page = text_of(browser.get(address(world)))
    assert "passwd" not in page
    assert "alert(1)" not in page


def test_html_in_the_line_is_words_and_not_html(world, enter):
    browser = enter(world.ruben)
    browser.post(address(world, "annexes"), typed(world, summary="<img src=x onerror=alert(1)> en meer"))
    page = text_of(browser.get(address(world)))
    assert "&lt;img src=x" in page
    assert "<img src=x" not in page


def test_a_large_file_never_touches_the_disk(world, enter, monkeypatch):
    def refuse(*args, **more):
        raise AssertionError("a temporary file")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.__init__", refuse)
    picture = files.pdf(pages=1) + b"\n% " + b"x" * 4_000_000
    sent = typed(world, content=picture)
    assert enter(world.ruben).post(address(world, "annexes"), sent).status_code == 302


def test_sent_twice_it_counts_once(world, enter):
    browser, key = enter(world.ruben), uuid4()
    for _time in range(2):
        assert browser.post(address(world, "annexes"), typed(world, form_key=key)).status_code == 302
    assert len(stored(world)) == 1


def test_a_copy_is_an_attachment_that_nothing_keeps_and_nothing_runs(world, enter):
    row = attach(world)
    answer = enter(world.samira).get(f"/my/annexes/{row.pk}/file/")
    assert answer.content == KEPT
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox;")
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_client_sees_who_took_a_copy_and_says_what_is_not_right(world, enter):
    row = attach(world)
    enter(world.ruben).get(address(world, "annexes", row.pk, "file"))
    samira = enter(world.samira)
    assert "saved a document of your plan as a file" in text_of(samira.get("/my/looks/"))
    assert "saved a document of your plan as a file" in text_of(samira.get("/my/copies/"))
    page = text_of(samira.get("/my/plan/"))
    link = re.search(r'/my/say/\?item=[^"]+kind=not_right', page.split('id="annexes"')[1])[0].replace(
        "&amp;", "&"
    )
    answer = samira.post(
        link, {"kind": "not_right", "words": "Dit plan is van vorig jaar.", "form_key": uuid4()}
    )
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/my/plan/"
    assert "Dit plan is van vorig jaar." in text_of(enter(world.fatma).get(address(world)))


@pytest.mark.parametrize("name", OUTSIDE)
def test_who_is_outside_finds_no_address_of_it(world, enter, name):
    row, browser = attach(world), enter(getattr(world, name))
    before = len(stored(world))
    for path in (
        address(world, "annexes"),
        address(world, "annexes", row.pk, "file"),
        address(world, "annexes", row.pk, "replacement"),
        address(world, "annexes", row.pk, "withdrawal"),
        f"/my/annexes/{row.pk}/file/",
    ):
        assert browser.get(path).status_code == 404, path
    for path in ("annexes", f"annexes/{row.pk}/replacement", f"annexes/{row.pk}/withdrawal"):
        sent = browser.post(address(world, path), typed(world) | {"why": "Weg ermee, nu."})
        assert sent.status_code == 404, path
    assert len(stored(world)) == before
    assert [one.withdrawn_at for one in stored(world)] == [None]


@pytest.mark.parametrize("name", ["esther", "peter"])
def test_a_party_of_another_life_domain_sees_no_document_no_count_and_no_gap(world, enter, name):
    browser = enter(getattr(world, name))
    without = re.findall(
        r"<h2.*?</h2>|<article.*?</article>", text_of(browser.get(address(world))), re.DOTALL
    )
    row = attach(world, summary="Iets dat zij niet leest", has_goals=True, goals=("Geheim doel over geld",))
    page = text_of(browser.get(address(world)))
    assert re.findall(r"<h2.*?</h2>|<article.*?</article>", page, re.DOTALL) == without
    assert "Nothing is attached." in page
    for path in ("file", "replacement", "withdrawal"):
        assert browser.get(address(world, "annexes", row.pk, path)).status_code == 404
    assert browser.get(f"/my/annexes/{row.pk}/file/").status_code == 404
    for page in ("paper", "changes", "versions"):
        assert "niet leest" not in text_of(browser.get(address(world, page)))


def test_a_key_of_another_household_opens_nothing_under_this_address(world, enter):
    row = attach(world)
    other = f"/cases/{uuid4()}/plan/annexes/{row.pk}/file/"
    assert enter(world.ruben).get(other).status_code == 404
    with acting_as(system_actor("test"), at=world.at):
        assert not AuditEvent.objects.filter(action="annex.export").exists()


def test_without_a_plan_a_sentence_says_what_comes_first(world, enter):
    with acting_as(system_actor("test"), at=world.at):
        Plan.objects.filter(pk=world.plan_id).delete()
    answer = enter(world.fatma).post(address(world, "annexes"), typed(world), follow=True)
    assert "There is no plan yet. Begin the plan first" in text_of(answer)
    assert stored(world) == []
    assert enter(world.ingrid).get(address(world, "annexes")).status_code == 404


def test_a_newer_version_and_a_withdrawal_by_the_page(world, enter):
    row, browser = attach(world), enter(world.ruben)
    form = typed(world, summary="Plan van aanpak, tweede versie")
    del form["domain"]
    assert browser.post(address(world, "annexes", row.pk, "replacement"), form).status_code == 302
    page = text_of(browser.get(address(world)))
    assert "Earlier versions of this document" in page
    newest = stored(world)[-1]
    for nothing in ("", "."):
        refused = browser.post(
            address(world, "annexes", newest.pk, "withdrawal"), {"why": nothing, "form_key": uuid4()}
        )
        assert refused.status_code == 422
        assert "attached on" in text_of(refused), "which of two versions with the same words this is"
    sent = {"why": "Dit is van een ander gezin.", "form_key": uuid4()}
    assert browser.post(address(world, "annexes", newest.pk, "withdrawal"), sent).status_code == 302
    page = text_of(enter(world.samira).get("/my/plan/"))
    assert "Dit is van een ander gezin." in page
    assert browser.get(address(world, "annexes", newest.pk, "file")).status_code == 404
    answer = browser.get(address(world, "annexes", row.pk, "replacement"))
    assert answer.status_code == 200


def test_the_paper_and_the_pdf_list_the_line_and_not_the_content(world, enter):
    import io

    from pypdf import PdfReader

    attach(world)
    browser = enter(world.samira)
    assert "Plan van aanpak voor de schulden" in text_of(browser.get(address(world, "paper")))
    for path in (address(world, "pdf") + "?language=en", "/my/everything.pdf"):
        printed = PdfReader(io.BytesIO(browser.get(path).content))
        said = " ".join(page.extract_text() for page in printed.pages)
        assert "Plan van aanpak voor de schulden" in " ".join(said.split()), path
        assert "Afspraken over de schulden" not in said, "what is in the document"


def test_a_young_person_reads_the_document_that_is_about_her(world, enter):
    plans.add_annex(
        actor=world.fatma,
        plan_id=world.plan_id,
        annex=words(world, summary="Jeugdhulpplan van Lina", requires="youth_act"),
        domain=PARENTING,
        about_id=world.lina.id,
        file=given("plan.pdf", SAFE),
        at=world.at,
    )
    [row] = stored(world)
    lina = enter(world.lina)
    assert "Jeugdhulpplan van Lina" in text_of(lina.get("/my/plan/"))
    assert lina.get(f"/my/annexes/{row.pk}/file/").content == KEPT
    assert lina.get(address(world)).status_code == 404


@pytest.mark.parametrize("number", [0, 6])
def test_annexes_cost_the_plan_page_and_the_own_plan_no_query(world, enter, number, monkeypatch):
    # Once a second the site asks whether a setting changed; that second is not what is counted here.
    monkeypatch.setattr("rondom.organizations.queries.settings.RECHECK_SECONDS", 600)
    for count in range(number):
        attach(world, summary=f"Document nummer {count}", has_goals=True, goals=(f"Doel nummer {count}",))
    ruben, samira = enter(world.ruben), enter(world.samira)
    pages = (address(world), address(world, "annexes"), address(world, "paper"))
    for browser, path, limit in (*((ruben, page, 12) for page in pages), (samira, "/my/plan/", 12)):
        browser.get(path)
        with CaptureQueriesContext(connection) as found:
            assert browser.get(path).status_code == 200
        assert len(found) <= limit, "\n".join(q["sql"][:110] for q in found)


def test_a_copy_costs_few_queries(world, enter):
    row, browser = attach(world), enter(world.ruben)
    browser.get(address(world, "annexes", row.pk, "file"))
    with CaptureQueriesContext(connection) as found:
        browser.get(address(world, "annexes", row.pk, "file"))
    assert len(found) <= 12, [q["sql"][:90] for q in found]


def test_a_goal_taken_over_is_marked_and_left_out_with_a_reason(world, enter):
    attach(world, has_goals=True, goals=("Elke week samen rekenen",))
    samira = enter(world.samira)
    page = text_of(samira.get("/my/plan/"))
    assert "From the attached document" in page
    with acting_as(world.samira, at=world.at):
        goal = Goal.objects.get(title="Elke week samen rekenen")
    without = samira.post(
        address(world, "goals", goal.pk, "state"), {"state": "dropped", "form_key": uuid4()}
    )
    assert without.status_code == 422
    sent = {"state": "dropped", "reason": "Dat doe ik liever met Henk.", "form_key": uuid4()}
    assert samira.post(address(world, "goals", goal.pk, "state"), sent).status_code == 302
    assert "Dat doe ik liever met Henk." in text_of(enter(world.fatma).get(address(world, "changes")))
