"""The pages: what is shown, what is kept when something is refused, what stays hidden."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import translation
from django.utils.formats import date_format

from rondom.access.context import acting_as, system_actor
from rondom.accounts.models import Account
from rondom.audit.models import AuditEvent
from rondom.cases import commands as cases
from rondom.plans import commands as plans
from rondom.plans.models import Action, Goal, Plan
from rondom.plans.queries import lines_naming, lines_to_show, my_actions, plan_panel
from tests.cases.world import MONEY, PARENTING, day, leaks

pytestmark = pytest.mark.django_db


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


def goal_form(**more):
    return {
        "title": "Een eigen plek om te tekenen",
        "domain": PARENTING,
        "owner": "client",
        "form_key": uuid4(),
    } | more


def test_the_plan_page_shows_words_goals_actions_and_one_primary_button(world, enter):
    page = text_of(enter(world.fatma).get(address(world)))
    for words in (
        "Rust in huis.",
        "Lina weer naar school",
        "Bakt voor de hele straat",
        "Not asked or not answered yet",
    ):
        assert words in page
    assert page.index("Rust in huis.") < page.index("goal-title"), "own words first"
    assert page.count("nl-button--primary") == 1
    assert "None found yet." in page


def test_each_reader_sees_their_own_lines_and_no_secret(world, enter):
    esther = text_of(enter(world.esther).get(address(world)))
    assert "Lina weer naar school" in esther
    assert "brieven" not in esther
    assert leaks(esther) == []
    for other in (world.daan, world.karim, world.naima, world.marieke):
        assert enter(other).get(address(world)).status_code == 404


def test_a_reader_without_the_core_is_offered_to_ask(world, enter):
    browser = enter(world.ingrid)
    page = text_of(browser.get(address(world)))
    assert "Ask to take part" in page
    assert "school" not in page.split("<main")[1].split("</main>")[0].lower()
    assert browser.post(address(world, "join-request")).status_code == 302


def test_starting_a_second_plan_shows_the_one_that_is_there(world, enter):
    answer = enter(world.ruben).post(address(world, "beginning"), follow=True)
    assert answer.redirect_chain[-1][0] == address(world)
    assert "has a plan already" in text_of(answer)


def test_a_client_adds_a_goal_and_moves_it_with_a_button(world, enter):
    browser = enter(world.samira)
    assert browser.post(address(world, "goals"), goal_form()).status_code == 302
    with acting_as(world.samira, at=world.at):
        goal = Goal.objects.get(title="Een eigen plek om te tekenen")
        assert goal.state == "agreed"
    assert browser.post(address(world, "goals", goal.pk, "place"), {"direction": "up"}).status_code == 302
    page = text_of(browser.get(address(world)))
    assert page.index(f"goal-title-{goal.pk}") < page.index(f"goal-title-{world.school}")


def test_a_professional_who_moves_is_asked_for_the_clients_yes(world, enter):
    answer = enter(world.fatma).post(address(world, "goals", world.school, "place"), {"direction": "up"})
    assert answer.status_code == 422
    assert "The client decides the order" in text_of(answer)


@pytest.mark.parametrize(
    "typed",
    [
        "x" * 100_000,
        "voor\x00na",
        "مرحبا \u202e abc 🎨 " + "y" * 600,
        "<script>alert(1)</script>" + "z" * 600,
        "=HYPERLINK(1)" + "q" * 600,
    ],
)
def test_refused_words_stay_in_the_form_and_are_never_code(world, enter, typed):
    answer = enter(world.samira).post(address(world, "goals"), goal_form(title=typed))
    page = text_of(answer)
    assert answer.status_code == 422
    assert "ro-errors" in page
    kept = re.search(r'<textarea name="title"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    from html import unescape

    assert unescape(kept.group(1)).strip() == typed.strip()
    assert "<script>alert(1)" not in page
    with acting_as(world.samira, at=world.at):
        assert Goal.objects.count() == 2


def test_html_in_a_goal_is_shown_as_words(world, enter):
    browser = enter(world.samira)
    browser.post(address(world, "goals"), goal_form(title="<b onclick=x>vet</b> tekenen leren"))
    page = text_of(browser.get(address(world)))
    assert "&lt;b onclick=x&gt;" in page
    assert "<b onclick" not in page


def test_the_same_form_twice_counts_once(world, enter):
    browser, form = enter(world.samira), goal_form()
    first = browser.post(address(world, "goals"), form)
    second = browser.post(address(world, "goals"), form)
    assert (first.status_code, second.status_code) == (302, 302)
    with acting_as(world.samira, at=world.at):
        assert Goal.objects.count() == 3


def test_an_action_without_owner_or_in_the_past_is_refused_at_its_field(world, enter):
    browser = enter(world.fatma)
    form = {
        "what": "De mentor bellen",
        "domain": PARENTING,
        "due_on": "2026-09-14",
        "owner": "",
        "form_key": uuid4(),
    }
    answer = browser.post(address(world, "actions"), form)
    assert answer.status_code == 422
    assert "Say who does this" in text_of(answer)
    owner = f"professional:{world.fatma.id}"
    answer = browser.post(
        address(world, "actions"), form | {"owner": owner, "due_on": "2026-09-01", "form_key": uuid4()}
    )
    assert "This date has passed" in text_of(answer)
    assert 'value="2026-09-01"' in text_of(answer)
    assert "De mentor bellen" in text_of(answer)
    assert (
        browser.post(address(world, "actions"), form | {"owner": owner, "form_key": uuid4()}).status_code
        == 302
    )


def test_whoever_saves_second_sees_both_texts_and_chooses(world, enter):
    samira, fatma = enter(world.samira), enter(world.fatma)
    words = {"owner": "client", "first_step": "", "version": 1}
    url = address(world, "goals", world.school)
    assert (
        samira.post(url, words | {"title": "Lina rustig naar school", "form_key": uuid4()}).status_code == 302
    )
    answer = fatma.post(url, words | {"title": "Lina elke dag naar school", "form_key": uuid4()})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Lina rustig naar school" in page
    assert "Lina elke dag naar school" in page
    version = re.search(r'name="version" value="(\d+)"', page).group(1)
    assert version == "2"
    again = fatma.post(
        url, words | {"title": "Lina elke dag naar school", "version": version, "form_key": uuid4()}
    )
    assert again.status_code == 302
    with acting_as(world.samira, at=world.at):
        assert Goal.objects.get(pk=world.school).title == "Lina elke dag naar school"


def test_everybody_says_what_they_think_beside_the_promise(world, enter):
    browser = enter(world.ruben)
    url = address(world, "lines", "action", world.clock, "stances")
    assert "no effect on what you are entitled to" in text_of(browser.get(url))
    answer = browser.post(url, {"stance": "disagrees", "words": "", "form_key": uuid4()})
    assert "Write what you do not agree with" in text_of(answer)
    browser.post(url, {"stance": "disagrees", "words": "De termijn is te kort", "form_key": uuid4()})
    assert "De termijn is te kort" in text_of(enter(world.samira).get(address(world)))


def test_the_sister_reports_on_her_own_line_only(world, enter):
    browser = enter(world.naima)
    url = f"/my/lines/{world.fetch}/steps/"
    page = text_of(browser.get(url))
    assert "Adam op dinsdag halen" in page
    assert "Haddad" not in page.split("<main")[1].split("</main>")[0]
    assert browser.post(url, {"state": "done", "form_key": uuid4()}).status_code == 302
    assert browser.get(f"/my/lines/{world.clock}/steps/").status_code == 404
    assert enter(world.fatma).get(url).status_code == 404


def test_versions_are_compared_in_words(world, enter):
    plans.publish_version(actor=world.fatma, plan_id=world.plan_id, at=world.at)
    plans.report_action(actor=world.ruben, action_id=world.clock, state="started", at=world.at)
    plans.publish_version(actor=world.fatma, plan_id=world.plan_id, at=world.at)
    browser = enter(world.samira)
    page = text_of(browser.get(address(world, "versions") + "?from=1&to=2"))
    assert "added:" in page
    assert "removed:" in page
    for wrong in ("?from=9", "?to=x", "?from=-1", "?from=99999999999999"):
        assert browser.get(address(world, "versions") + wrong).status_code == 404
    assert "<del>" in text_of(browser.get(address(world, "versions")))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_plan_downloads_as_an_accessible_pdf_with_stances(world, enter, language):
    plans.give_stance(
        actor=world.ruben,
        kind="action",
        line_id=world.clock,
        stance="disagrees",
        words="Te kort",
        at=world.at,
    )
    answer = enter(world.samira).get(address(world, "pdf") + f"?language={language}")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert answer.content.startswith(b"%PDF")
    assert b"pdfuaid" in answer.content
    from io import BytesIO

    from pypdf import PdfReader

    printed = " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    assert "Te kort" in printed
    assert "Lina weer naar school" in printed
    with acting_as(system_actor("audit"), at=world.at):
        assert (
            AuditEvent.objects.filter(action="plan.export", verb="E", subject_id=world.samira.id).count() == 1
        )


def test_every_page_opens_in_both_languages(world, enter):
    row = plans.raise_bottleneck(
        actor=world.fatma,
        plan_id=world.plan_id,
        action_id=world.clock,
        stuck=plans.StuckWords(
            kind="rule", text="De regel kent geen uitstel", party_name="De rechter", since_on=day(world.at)
        ),
        at=world.at,
    )
    plans.publish_version(actor=world.fatma, plan_id=world.plan_id, at=world.at)
    browser = enter(world.fatma)
    pages = [
        (),
        ("activation",),
        ("changes",),
        ("paper",),
        ("goals",),
        ("goals", world.money),
        ("goals", world.money, "acceptance"),
        ("goals", world.money, "state"),
        ("actions",),
        ("actions", world.clock),
        ("actions", world.clock, "steps"),
        ("actions", world.clock, "carrying"),
        ("lines", "goal", world.money, "stances"),
        ("lines", "action", world.clock, "witnessed"),
        ("lines", "goal", world.money, "bottlenecks"),
        ("bottlenecks", row.pk),
        ("bottlenecks", row.pk, "route"),
        ("bottlenecks", row.pk, "solution"),
        ("publication",),
        ("versions",),
        ("outcomes",),
        ("solutions",),
        ("closing",),
    ]
    for language in ("en", "nl"):
        for rest in pages:
            answer = browser.get(address(world, *rest), headers={"accept-language": language})
            assert answer.status_code == 200, rest
            page = text_of(answer)
            assert page.count("<h1") == 1, rest
            assert f'lang="{language}"' in page, rest
            if rest:
                assert leaks(page, "street") == [], rest
    assert browser.get("/solutions/?q=incasso").status_code == 200
    assert enter(world.ingrid).get("/team/statements/").status_code == 200
    assert browser.get("/team/statements/").status_code == 403
    samira = enter(world.samira)
    assert samira.get(address(world, "statements")).status_code == 200
    assert browser.get(address(world, "statements")).status_code == 403
    assert samira.get("/solutions/").status_code == 403


def test_the_client_tells_results_and_answers_for_herself(world, enter):
    browser = enter(world.samira)
    form = {
        "words": "Ik doe de post weer open",
        "improved": [str(MONEY)],
        "private": "on",
        "form_key": uuid4(),
    }
    assert browser.post(address(world, "outcomes"), form).status_code == 302
    answers = {f"answer_{n}": "4" for n in range(6)} | {"moment": "start", "form_key": uuid4()}
    assert browser.post(address(world, "statements"), answers).status_code == 302
    page = text_of(browser.get(address(world, "outcomes")))
    assert "Ik doe de post weer open" in page
    assert "only for me" in page
    assert "Ik doe de post weer open" not in text_of(enter(world.fatma).get(address(world, "outcomes")))


def test_closing_through_the_page(world, enter):
    browser = enter(world.fatma)
    form = {"spoke": "yes", "last_word": "", "contact_later": "Fatma", "form_key": uuid4()}
    answer = browser.post(address(world, "closing"), form)
    assert "last" in text_of(answer).lower()
    assert answer.status_code == 422
    assert (
        browser.post(address(world, "closing"), form | {"last_word": "Dank", "form_key": uuid4()}).status_code
        == 302
    )
    assert browser.get(address(world)).status_code == 404
    assert "Ended" in text_of(enter(world.samira).get(address(world)))


def test_the_portal_and_the_panel_show_what_is_theirs(world, django_assert_max_num_queries, monkeypatch):
    # The age of the settings is real time: on a slow machine it would add a query.
    monkeypatch.setattr("rondom.organizations.queries.settings.RECHECK_SECONDS", 3600)
    with acting_as(world.naima, at=world.at):
        mine = lines_naming(world.naima, at=world.at)
        assert ([a.what for a in mine.actions], mine.goals) == (["Adam op dinsdag halen"], [])
    with acting_as(world.samira, at=world.at):
        own = lines_to_show(world.case.case)
        assert [g.title for g in own.goals] == ["Geen brieven meer die bang maken", "Lina weer naar school"]
        elsewhere = lines_naming(world.samira, at=world.at)
        assert (elsewhere.goals, elsewhere.actions) == ([], []), "her own plan is not another's"
    with acting_as(world.karim, at=world.at):
        nothing = lines_naming(world.karim, at=world.at)
        assert (nothing.goals, nothing.actions) == ([], [])
    with acting_as(world.fatma, at=world.at):
        case = world.case.case
        with django_assert_max_num_queries(1):
            panel = plan_panel(world.fatma, case, at=world.at)
        assert [g.title for g in panel.goals] == ["Geen brieven meer die bang maken", "Lina weer naar school"]
    with acting_as(world.ruben, at=world.at):
        assert [a.what for a in my_actions(world.ruben, at=world.at)] == [
            "De klok stilzetten bij de verhuurder"
        ]


def test_a_late_action_is_marked_in_word_and_shape(world, enter, monkeypatch):
    monkeypatch.setattr("rondom.kernel.clock.now", lambda: world.at + timedelta(days=9))
    page = text_of(enter(world.fatma).get(address(world)))
    assert page.count("too late") == 3
    assert "Carry over" in page


def test_a_line_of_another_plan_is_not_found_under_this_one(world, enter):
    with acting_as(world.fatma, at=world.at):
        assert Plan.objects.count() == 1
        assert Action.objects.filter(pk=world.clock).exists()
    wrong = uuid4()
    assert enter(world.fatma).get(f"/cases/{wrong}/plan/actions/{world.clock}/").status_code == 404
    assert enter(world.fatma).get(address(world, "lines", "barrier", world.clock, "stances")).status_code in (
        200,
        404,
    )


def say_about(world, who, line, text, *, wrong=False):
    """Somebody says something beside a goal or action of the plan."""
    tell = cases.ask_correction if wrong else cases.react
    with acting_as(system_actor("test"), at=world.at):
        goal = Goal.objects.filter(pk=line).first()
        scope = (goal or Action.objects.get(pk=line)).scope
    with acting_as(who, at=world.at):
        return tell(
            actor=who,
            scope=scope,
            object_type="goal" if goal else "action",
            object_id=line,
            text=text,
            at=world.at,
        )


def test_a_reaction_stands_beside_the_line_for_whoever_reads_the_line(world, enter):
    say_about(world, world.samira, world.school, "Zij wil zelf ook graag.")
    say_about(world, world.samira, world.letters, "Dat doe ik liever met mijn zus.")
    fatma = text_of(enter(world.fatma).get(address(world)))
    assert "Zij wil zelf ook graag." in fatma
    assert "Dat doe ik liever met mijn zus." in fatma
    esther = text_of(enter(world.esther).get(address(world)))
    assert "Zij wil zelf ook graag." in esther
    assert "met mijn zus" not in esther, "a reaction follows the line that it is about"
    paper = text_of(enter(world.fatma).get(address(world, "paper")))
    assert "Zij wil zelf ook graag." in paper


def test_not_right_is_marked_for_readers_and_its_words_stay_with_who_answers(world, enter):
    asked = say_about(world, world.samira, world.school, "Zij is nooit van school weg geweest.", wrong=True)
    fatma = text_of(enter(world.fatma).get(address(world)))
    assert "Zij is nooit van school weg geweest." in fatma
    assert date_format(asked.due_on, "j F Y") in fatma, "her clock"
    assert f"/requests/{asked.pk}/" in fatma
    esther = text_of(enter(world.esther).get(address(world)))
    assert "said to be not right" in esther
    assert "nooit van school" not in esther
    assert str(asked.pk) not in esther
    with acting_as(world.fatma, at=world.at):
        cases.answer_request(
            actor=world.fatma, request_id=asked.pk, outcome="done", answer="Wij passen het aan.", at=world.at
        )
    fatma = text_of(enter(world.fatma).get(address(world)))
    assert "Wij passen het aan." in fatma
    assert f"/requests/{asked.pk}/" not in fatma
    esther = text_of(enter(world.esther).get(address(world)))
    assert "said to be not right, answered" in esther
    assert "Wij passen het aan." not in esther


def test_what_is_said_of_a_line_that_somebody_does_not_see_leaves_no_trace(world, enter):
    say_about(world, world.samira, world.letters, "Dat klopt niet, het is al betaald.", wrong=True)
    esther = text_of(enter(world.esther).get(address(world)))
    assert "said to be not right" not in esther
    assert "said to be not right" in text_of(enter(world.fatma).get(address(world)))
