"""What somebody does on the own pages: an action done, own goals and words, a word beside every item."""

import re
from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse

from rondom.access.context import acting_as, system_actor
from rondom.cases import commands as cases
from rondom.cases.models import ClientRequest, OwnWords, Reaction
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.notices import commands as notices
from rondom.people.models import Person
from rondom.plans import commands as plans
from rondom.plans.commands.refusals import NoPlanYet, StateImpossible, TooYoungForOwnGoal
from rondom.plans.models import Action, Goal, LineStep
from tests.cases.world import PARENTING
from tests.plans.plan_world import plan_world
from tests.web.portal.site import browser, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(world, at):
    """The household with its first plan, and Lina's own file."""
    told = plan_world(at, world)
    with acting_as(world.fatma, at=at):
        cases.open_own_file(actor=world.fatma, case_id=world.case_id, person_id=world.lina.id, at=at)
    return told


@pytest.fixture
def samira(story):
    return browser(story.samira)


@pytest.fixture
def lina(story):
    return browser(story.lina)


def _say_links(page: str, kind: str = "question") -> list[str]:
    return [unescape(found) for found in re.findall(rf'href="([^"]+&amp;kind={kind})"', page)]


def _goal(story, title: str) -> Goal:
    with acting_as(system_actor("test"), at=story.at):
        return Goal.objects.get(title=title)


# --- her own action -------------------------------------------------------------------------------


def test_the_client_says_that_she_did_it_and_how_it_went(story, samira):
    address = reverse("own_line_steps", args=[story.letters])
    assert f"{address}?state=done" in text(samira.get(reverse("portal_plan")))
    form = text(samira.get(f"{address}?state=done"))
    assert re.search(r'value="done"[^>]*checked', form)
    answer = samira.post(address, {"state": "done", "reason": "Drie brieven open, met Henk erbij."})
    assert answer.url == reverse("portal_plan")
    with acting_as(story.fatma, at=story.at):
        assert Action.objects.get(pk=story.letters).state == "done"
        step = LineStep.objects.filter(action_id=story.letters).latest("at", "id")
        assert (step.reason, step.by_id) == ("Drie brieven open, met Henk erbij.", story.samira.id)
    changes = browser(story.fatma).get(reverse("plan_changes", args=[story.case_id]))
    assert "Drie brieven open" in text(changes)


def test_leaving_something_undone_asks_why_and_keeps_the_words(story, samira):
    address = reverse("own_line_steps", args=[story.letters])
    answer = samira.post(address, {"state": "dropped", "reason": ""})
    assert answer.status_code == 422
    assert re.search(r'value="dropped"[^>]*checked', text(answer))


def test_nobody_says_it_for_another(story, samira, lina):
    """Ruben's line for the client, hers for her daughter: neither has this page."""
    assert samira.get(reverse("own_line_steps", args=[story.clock])).status_code == 404
    assert lina.post(reverse("own_line_steps", args=[story.letters]), {"state": "done"}).status_code == 404
    with acting_as(system_actor("test"), at=story.at):
        assert Action.objects.get(pk=story.letters).state != "done"


def test_who_helps_from_the_own_network_sees_only_their_line_and_says_how_it_stands(story):
    naima = browser(story.naima)
    page = text(naima.get(reverse("portal_plan")))
    assert "Adam op dinsdag halen" in page
    assert "Geen brieven meer" not in page
    naima.post(reverse("own_line_steps", args=[story.fetch]), {"state": "done", "reason": "Gelukt."})
    with acting_as(story.fatma, at=story.at):
        assert Action.objects.get(pk=story.fetch).state == "done"


# --- a word beside every item ---------------------------------------------------------------------


def _fill(story) -> None:
    with acting_as(story.samira, at=story.at):
        cases.add_supporter(
            actor=story.samira,
            case_id=story.case_id,
            name="Buurvrouw Els",
            relation="buurvrouw",
            helps_with="boodschappen",
            access="nothing",
            at=story.at,
        )
    with acting_as(story.fatma, at=story.at):
        notices.write_message(
            actor=story.fatma,
            space=story.space,
            body="Ik bel je morgen.",
            receiver_kind="resident",
            receiver_id=story.samira.id,
            client_id=story.samira.id,
            at=story.at,
            link_name="portal_messages",
        )


@pytest.mark.parametrize(
    "page",
    [
        "portal_plan",
        "portal_permissions",
        "portal_strengths",
        "portal_network",
        "portal_messages",
    ],
)
def test_every_item_can_be_questioned_and_contradicted(story, samira, page):
    _fill(story)
    shown = text(samira.get(reverse(page)))
    asks, contradicts = _say_links(shown), _say_links(shown, "not_right")
    assert asks, page
    assert len(asks) == len(contradicts)
    for address in (asks[0], contradicts[0]):
        assert samira.get(address).status_code == 200, "the form opens for her own item"
    done = samira.post(asks[0], {"kind": "question", "words": "Waarom staat dit hier?"})
    assert done.url == reverse(page), "she is back where the item stands"
    assert "Waarom staat dit hier?" in text(samira.get(reverse(page))), "beside the item"
    samira.post(contradicts[-1], {"kind": "not_right", "words": "Dit klopt niet, het is anders."})
    with acting_as(story.samira, at=story.at):
        assert Reaction.objects.get().text == "Waarom staat dit hier?"
        assert ClientRequest.objects.get().kind == "correction"


def test_who_helps_can_be_questioned_with_an_answer_and_contradicted(story, samira):
    shown = text(samira.get(reverse("portal_people")))
    contradicts = _say_links(shown, "not_right")
    assert len(contradicts) == shown.count("?kind=explain") == shown.count("?kind=end")
    done = samira.post(contradicts[0], {"kind": "not_right", "words": "Deze mevrouw helpt mij niet meer."})
    assert done.url == reverse("portal_people")
    with acting_as(story.samira, at=story.at):
        assert ClientRequest.objects.get().object_type == "involvement"


def test_an_item_of_the_mother_is_not_the_daughters_to_speak_about(story, samira, lina):
    for address in _say_links(text(samira.get(reverse("portal_strengths")))):
        answer = lina.post(address, {"kind": "question", "words": "Wat staat daar?"})
        assert "Wat staat daar?" in text(answer) or answer.status_code == 404
    with acting_as(system_actor("test"), at=story.at):
        assert not Reaction.objects.exists()


def test_what_was_typed_about_one_item_does_not_stand_in_the_form_of_another(story, samira):
    first, second = _say_links(text(samira.get(reverse("portal_plan"))))[:2]
    drafts = [re.search(r'data-draft="([^"]+)"', text(samira.get(one)))[1] for one in (first, second)]
    assert drafts[0] != drafts[1]


# --- who looked -----------------------------------------------------------------------------------


def test_who_looked_is_a_line_per_organization_and_day_with_every_look_behind_it(story, samira):
    for _time in range(3):
        browser(story.fatma).get(reverse("plan", args=[story.case_id]))
    page = text(samira.get(reverse("portal_looks")))
    assert page.count("<details") < page.count("<time") + 40
    assert "Gemeente Maasdrecht" in page
    assert "Fatma" not in page
    assert "looked at your plan" in page, "the detail is there without any script"
    assert samira.get(reverse("portal_looks") + "?before=gisteren").status_code == 404
    earlier = samira.get(reverse("portal_looks") + f"?before={story.at.date() - timedelta(days=3)}")
    assert "Back to today" in text(earlier)


# --- a young person's own part --------------------------------------------------------------------


def test_the_teenager_adds_her_own_goal_and_her_mother_decides_with_her(story, lina, samira):
    assert reverse("portal_own_goals") in text(lina.get(reverse("portal_plan")))
    form = {"title": "Ik wil tekenles op zaterdag", "domain": str(PARENTING), "first_step": "Juf vragen"}
    answer = lina.post(reverse("portal_own_goals"), form)
    assert answer.url == reverse("portal_plan")
    mine = text(lina.get(reverse("portal_plan")))
    assert "Ik wil tekenles op zaterdag" in mine
    assert "proposal" in mine
    assert "Lina weer naar school" not in mine, "her mother's plan is not hers to read"
    row = _goal(story, "Ik wil tekenles op zaterdag")
    assert (row.state, row.owner, row.owner_id) == ("proposed", "member", story.lina.id)
    assert "Ik wil tekenles" in text(samira.get(reverse("portal_plan")))
    samira.post(reverse("plan_goal_acceptance", args=[story.case_id, row.pk]))
    assert _goal(story, "Ik wil tekenles op zaterdag").state == "agreed"
    page = text(browser(story.fatma).get(reverse("plan", args=[story.case_id])))
    assert "Goal of Lina" in page


def test_only_she_changes_her_words_and_other_words_ask_the_yes_anew(story, lina):
    with acting_as(story.lina, at=story.at):
        goal = plans.add_own_goal(
            actor=story.lina, case_id=story.case_id, title="Vaker tekenen", domain=PARENTING, at=story.at
        )
    with acting_as(story.samira, at=story.at):
        plans.accept_goal(actor=story.samira, goal_id=goal.pk, at=story.at)
        words = plans.GoalWords(title="Braaf naar school", domain=PARENTING)
        with pytest.raises(NotAllowed):
            plans.change_goal(actor=story.samira, goal_id=goal.pk, version=2, goal=words, at=story.at)
    address = reverse("portal_own_goal", args=[goal.pk])
    assert browser(story.samira).get(address).status_code == 404
    assert lina.post(address, {"title": "Elke dag tekenen", "based_on": "1"}).status_code == 422, "stale"
    assert lina.post(address, {"title": "Elke dag tekenen", "based_on": "2"}).status_code == 302
    assert _goal(story, "Elke dag tekenen").state == "proposed"


@pytest.fixture
def drawing(story):
    """A goal that Lina wrote herself, to which her mother said yes."""
    with acting_as(story.lina, at=story.at):
        goal = plans.add_own_goal(
            actor=story.lina, case_id=story.case_id, title="Vaker tekenen", domain=PARENTING, at=story.at
        )
    with acting_as(story.samira, at=story.at):
        plans.accept_goal(actor=story.samira, goal_id=goal.pk, at=story.at)
    return goal


def test_she_takes_her_own_goal_back_and_the_history_keeps_it(story, lina, drawing):
    address = reverse("portal_own_goal_withdrawal", args=[drawing.pk])
    assert address in text(lina.get(reverse("portal_plan")))
    assert "Vaker tekenen" in text(lina.get(address))
    answer = lina.post(address, {"words": "Het hoeft niet meer zo nodig."})
    assert answer.url == reverse("portal_plan")
    assert _goal(story, "Vaker tekenen").state == "withdrawn"
    assert address not in text(lina.get(reverse("portal_plan")))
    assert lina.get(address).status_code == 404
    fatma = browser(story.fatma)
    plan = text(fatma.get(reverse("plan", args=[story.case_id])))
    assert "Vaker tekenen" in plan
    assert "withdrawn by whose goal it was" in plan
    changes = text(fatma.get(reverse("plan_changes", args=[story.case_id])))
    assert "Het hoeft niet meer zo nodig." in changes
    assert "Lina" in changes


def test_no_words_are_owed_and_a_younger_child_may_take_back_too(story, lina, drawing):
    with acting_as(system_actor("test"), at=story.at):
        Person.objects.filter(pk=story.lina.id).update(birth_date=story.at.date() - timedelta(days=11 * 365))
    address = reverse("portal_own_goal_withdrawal", args=[drawing.pk])
    assert lina.post(address, {"words": ""}).status_code == 302
    assert _goal(story, "Vaker tekenen").state == "withdrawn"


def test_nobody_takes_her_goal_back_for_her_and_nobody_takes_it_up_again(story, samira, lina, drawing):
    address = reverse("portal_own_goal_withdrawal", args=[drawing.pk])
    for who in (story.samira, story.fatma, story.karim, story.naima):
        assert browser(who).post(address, {"words": ""}).status_code == 404
        with acting_as(who, at=story.at), pytest.raises(NotFound):
            plans.withdraw_own_goal(actor=who, goal_id=drawing.pk, at=story.at)
    with acting_as(story.samira, at=story.at), pytest.raises(NotAllowed):
        plans.set_goal_state(
            actor=story.samira, goal_id=drawing.pk, state="dropped", reason="Onzin.", at=story.at
        )
    with acting_as(story.fatma, at=story.at), pytest.raises(StateImpossible):
        plans.set_goal_state(
            actor=story.fatma, goal_id=drawing.pk, state="withdrawn", reason="Zij zei het.", at=story.at
        )
    assert _goal(story, "Vaker tekenen").state == "agreed"
    with acting_as(story.lina, at=story.at):
        with pytest.raises(NotFound):
            plans.withdraw_own_goal(actor=story.lina, goal_id=story.school, at=story.at)
        plans.withdraw_own_goal(actor=story.lina, goal_id=drawing.pk, at=story.at)
        with pytest.raises(StateImpossible):
            plans.withdraw_own_goal(actor=story.lina, goal_id=drawing.pk, at=story.at)
    for who in (story.samira, story.fatma):
        with acting_as(who, at=story.at), pytest.raises((StateImpossible, NotAllowed)):
            plans.set_goal_state(
                actor=who, goal_id=drawing.pk, state="proposed", reason="Toch wel.", at=story.at
            )


def test_she_cannot_change_her_mothers_goals_or_words(story, lina):
    with acting_as(system_actor("test"), at=story.at):
        before = list(OwnWords.objects.filter(person_id=story.samira.id).values_list("version", "matters"))
    for name, place in (("plan_goal", story.school), ("plan_goal_state", story.school)):
        address = reverse(name, args=[story.case_id, place])
        assert lina.post(address, {"title": "Anders", "state": "dropped"}).status_code == 404
    assert lina.post(reverse("portal_own_goal", args=[story.school]), {"title": "X"}).status_code == 404
    with acting_as(story.lina, at=story.at):
        with pytest.raises(NotFound):
            plans.change_own_goal(
                actor=story.lina, goal_id=story.school, version=1, title="Anders", at=story.at
            )
        with pytest.raises(NotAllowed):
            cases.write_own_words(
                actor=story.lina,
                case_id=story.case_id,
                person_id=story.samira.id,
                matters="Dit zei mijn moeder niet.",
                wants="",
                refuses="",
                language="nl",
                at=story.at,
            )
    with acting_as(system_actor("test"), at=story.at):
        after = list(OwnWords.objects.filter(person_id=story.samira.id).values_list("version", "matters"))
        assert after == before


def test_she_writes_her_own_words_in_her_own_part(story, lina, samira):
    form = {"matters": "Ik wil niet steeds alles opnieuw vertellen.", "language": "nl", "based_on": "0"}
    assert lina.post(reverse("portal_words"), form).status_code == 302
    assert "steeds alles opnieuw" in text(lina.get(reverse("portal_words")))
    with acting_as(story.lina, at=story.at):
        row = OwnWords.objects.get()
        assert (row.person_id, row.written_down_by) == (story.lina.id, "")
    assert "steeds alles opnieuw" not in text(samira.get(reverse("portal_words"))), "not under her own name"


def test_the_ages_are_the_citys(story, world, at):
    def turn(years: int, person) -> None:
        with acting_as(system_actor("test"), at=at):
            day = at.date()
            Person.objects.filter(pk=person.id).update(birth_date=date(day.year - years, day.month, 1))

    turn(16, story.lina)
    with acting_as(story.lina, at=at):
        alone = plans.add_own_goal(
            actor=story.lina, case_id=story.case_id, title="Een bijbaan zoeken", domain=PARENTING, at=at
        )
    assert alone.state == "agreed", "from sixteen she decides herself"
    turn(11, story.lina)
    with acting_as(story.lina, at=at), pytest.raises(TooYoungForOwnGoal):
        plans.add_own_goal(
            actor=story.lina, case_id=story.case_id, title="Later opblijven", domain=PARENTING, at=at
        )


def test_without_an_own_file_or_a_plan_there_is_no_own_goal(world, at):
    with acting_as(world.karim, at=at), pytest.raises(NotFound):
        plans.add_own_goal(actor=world.karim, case_id=world.case_id, title="Meer zien", domain=0, at=at)
    assert browser(world.karim).get(reverse("portal_own_goals")).status_code == 404
    assert browser(world.karim).get(reverse("portal_words")).status_code == 404
    with acting_as(world.fatma, at=at):
        cases.open_own_file(actor=world.fatma, case_id=world.case_id, person_id=world.lina.id, at=at)
    form = {"title": "Ik wil tekenles", "domain": str(PARENTING)}
    answer = browser(world.lina).post(reverse("portal_own_goals"), form)
    assert answer.status_code == 422
    assert str(NoPlanYet()) in text(answer)
    assert "Ik wil tekenles" in text(answer), "what was typed stays"
    stranger = replace(world.lina, id=world.adam.id)
    with acting_as(stranger, at=at), pytest.raises(NotFound):
        plans.add_own_goal(actor=stranger, case_id=world.case_id, title="Iets", domain=0, at=at)


def test_what_a_resident_writes_carries_their_name(story, samira):
    """No page needs the name of who is signed in; what is written under it does."""
    [address, *_more] = _say_links(text(samira.get(reverse("portal_strengths"))))
    samira.post(address, {"kind": "question", "words": "Dit doe ik al jaren niet meer."})
    with acting_as(story.fatma, at=story.at):
        assert Reaction.objects.get().author_name == "Samira Haddad"
