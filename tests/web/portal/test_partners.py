"""What a permission does not open: a partner finds no word of the household's story, wherever it looks."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from rondom.access.context import acting_as, system_actor
from rondom.cases import commands as cases
from rondom.cases.models import OwnWords
from rondom.organizations import queries as organizations
from rondom.people.models import Person
from rondom.plans import commands as plans
from rondom.plans.commands import GoalWords, Owner
from rondom.plans.models import Goal
from rondom.plans.queries.history import compared
from rondom.privacy.commands import share_with_person
from rondom.referrals.commands import accept_referral, link_referral_to_case, rewrite_desks, send_referral
from tests.cases.world import HOUSING, PARENTING, day
from tests.referrals.world import CONTENT
from tests.web.portal.site import browser, printed, text
from tests.web.portal.test_canaries import crawl, everything

pytestmark = pytest.mark.django_db

STORY = {
    "own words": "zonnebloemsoep",
    "words of the daughter": "kastanjebruin",
    "strength": "trommelaarster",
    "network": "Tante Philomena",
    "introduction": "fluisterstem",
    "note": "lantaarnpaal",
    "referral": "pruimenboomgaard",
    "goal about the daughter": "waterverfschrift",
    "handover": "wisselgesprek",
    "result": "opgeluchtheid",
    "sent from the file": "koekenbakkersclub",
}


@pytest.fixture
def secrets(world):
    """Each word of STORY in its own place of the file; the keys for who guesses addresses."""
    at, case_id = world.at, world.case_id
    cases.write_own_words(
        actor=world.samira,
        case_id=case_id,
        matters=f"Ik wil weer {STORY['own words']} koken.",
        wants="",
        refuses="",
        language="nl",
        at=at,
    )
    cases.open_own_file(actor=world.fatma, case_id=case_id, person_id=world.lina.id, at=at)
    cases.write_own_words(
        actor=world.lina,
        case_id=case_id,
        person_id=world.lina.id,
        matters=f"Mijn kamer is {STORY['words of the daughter']}.",
        wants="",
        refuses="",
        language="nl",
        at=at,
    )
    strength = cases.add_strength(
        actor=world.fatma,
        case_id=case_id,
        text=f"Is {STORY['strength']} in de harmonie",
        kind="skill",
        at=at,
    )
    cases.add_supporter(
        actor=world.samira, case_id=case_id, name=STORY["network"], relation="tante van vroeger", at=at
    )
    cases.write_introduction(
        actor=world.samira,
        case_id=case_id,
        who_i_am=f"Praat met een {STORY['introduction']} met mij.",
        what_helps="",
        what_not="",
        language="nl",
        at=at,
    )
    note = cases.write_note(
        actor=world.fatma, case_id=case_id, text=f"We stonden bij de {STORY['note']}.", at=at
    )
    _plan(world, strength)
    _referrals(world)
    cases.plan_handover(
        actor=world.fatma,
        case_id=case_id,
        taker_id=world.noor.id,
        reason=f"Een {STORY['handover']} na de zomer",
        overlap_on=day(at) + timedelta(days=7),
        open_agreements=[],
        at=at,
    )
    return {"note": note}


def _plan(world, strength):
    at = world.at
    plan = plans.start_plan(actor=world.fatma, case_id=world.case_id, at=at)
    goal = GoalWords(title="De muur wordt droog", domain=HOUSING, strength_ids=[strength.pk])
    plans.add_goal(actor=world.samira, plan_id=plan.pk, goal=goal, at=at)
    plans.add_goal(
        actor=world.samira,
        plan_id=plan.pk,
        goal=GoalWords(title=f"Elke dag in het {STORY['goal about the daughter']}", domain=PARENTING),
        about_id=world.lina.id,
        at=at,
    )
    plans.add_action(
        actor=world.fatma,
        plan_id=plan.pk,
        what="De muur bekijken",
        domain=HOUSING,
        owner=Owner("professional", world.peter.id, world.peter.name),
        due_on=day(at) + timedelta(days=5),
        at=at,
    )
    plans.activate_plan(actor=world.fatma, plan_id=plan.pk, version=plan.version, at=at)
    plans.publish_version(actor=world.fatma, plan_id=plan.pk, at=at)
    plans.tell_outcome(
        actor=world.samira,
        plan_id=plan.pk,
        words=f"Wat een {STORY['result']}",
        improved_domains=[],
        at=at,
    )


def _referrals(world):
    """One that came in and lies in the file, and one that the team sent from it."""
    at, desk = world.at, organizations.desk_by_slug("spoorwijk").pk
    with acting_as(system_actor("test"), at=at):
        born = replace(CONTENT, birth_date=Person.objects.get(pk=world.samira.id).birth_date)
    rewrite_desks(actor=system_actor("set-up"), at=at)
    got = send_referral(
        actor=world.marieke,
        content=replace(born, question=f"Zij vertelt over een {STORY['referral']} en slaapt slecht."),
        receiver_desk_id=desk,
        at=at,
    )
    accept_referral(actor=world.fatma, referral_id=got.pk, at=at)
    link_referral_to_case(actor=world.fatma, referral_id=got.pk, case_id=world.case_id, at=at)
    send_referral(
        actor=world.fatma,
        content=replace(
            born, question=f"Graag een plaats bij de {STORY['sent from the file']}, liefst snel."
        ),
        receiver_desk_id=desk,
        case_id=world.case_id,
        at=at,
    )


def words_found(pages) -> dict[str, list[str]]:
    """Address -> the keys of the story that stand on it."""
    found = {a: [key for key, word in STORY.items() if word in page] for a, (_s, page) in pages.items()}
    return {address: keys for address, keys in found.items() if keys}


@pytest.mark.parametrize("name", ["peter", "wendy", "esther"])
def test_a_partner_with_permission_finds_no_word_of_the_story(world, secrets, name):
    pages = everything(world, secrets, name)
    assert words_found(pages) == {}
    assert not [a for a, (status, _words) in pages.items() if status >= 500]
    assert pages[reverse("case", args=[world.case_id])][0] == 200
    assert pages[reverse("plan", args=[world.case_id])][0] == 200


@pytest.mark.parametrize("name", ["fatma", "ruben", "samira"])
def test_who_works_for_the_household_and_the_client_find_it(world, secrets, name):
    if name == "samira":
        pages = everything(world, secrets, name)
    else:
        pages = crawl(browser(getattr(world, name)), [reverse("case", args=[world.case_id]), "/referrals/"])
    found = {key for keys in words_found(pages).values() for key in keys}
    assert found >= {"own words", "strength", "network", "introduction", "goal about the daughter"}
    assert "result" in found


def test_a_partners_pages_say_why_something_is_missing(world, secrets):
    peter = browser(world.peter)
    case = text(peter.get(reverse("case", args=[world.case_id])))
    plan = text(peter.get(reverse("plan", args=[world.case_id])))
    for page in (case, plan):
        assert "are for the client and the team" in page
        assert "Nobody has told their own story" not in page
        assert "None written down yet" not in page
    assert "De muur wordt droog" in plan
    assert "stands in a part of the file that is not shared with you" in plan
    assert "None found yet" not in plan
    paper = printed(peter.get(reverse("plan_pdf", args=[world.case_id]) + "?language=en"))
    assert "are for the client and the team" in paper
    assert "none found yet" not in paper
    dutch = text(browser(world.peter, language="nl").get(reverse("case", args=[world.case_id])))
    assert "zijn voor de cliënt en het team" in dutch


@pytest.mark.parametrize(
    "route", ["own_words", "missing_words", "introduction", "introduction_pdf", "network", "strength_new"]
)
def test_the_pages_of_the_story_are_not_there_for_a_partner(world, secrets, route):
    assert browser(world.peter).get(reverse(route, args=[world.case_id])).status_code == 404
    assert browser(world.peter).post(reverse(route, args=[world.case_id]), {}).status_code in {404, 405}
    assert browser(world.fatma).get(reverse(route, args=[world.case_id])).status_code in {200, 404}


def test_results_are_the_clients_and_the_teams(world, secrets):
    assert browser(world.peter).get(reverse("plan_outcomes", args=[world.case_id])).status_code == 404
    assert STORY["result"] in text(browser(world.fatma).get(reverse("plan_outcomes", args=[world.case_id])))


def test_a_partner_who_rewords_a_goal_takes_off_no_strength_that_it_cannot_see(world, secrets):
    with acting_as(world.peter, at=world.at):
        goal = Goal.objects.get(title="De muur wordt droog")
    words = GoalWords(title="De muur wordt snel droog", domain=HOUSING)
    plans.change_goal(actor=world.peter, goal_id=goal.pk, version=goal.version, goal=words, at=world.at)
    with acting_as(world.fatma, at=world.at):
        assert Goal.objects.get(pk=goal.pk).strength_ids == goal.strength_ids != []


def test_versions_say_what_helped_to_who_may_know_it_only(world, secrets):
    with acting_as(world.fatma, at=world.at):
        goal = Goal.objects.get(title="De muur wordt droog")
        plan = goal.plan
    words = GoalWords(title="De muur wordt droog", domain=HOUSING)
    plans.change_goal(actor=world.fatma, goal_id=goal.pk, version=goal.version, goal=words, at=world.at)
    plans.publish_version(actor=world.fatma, plan_id=plan.pk, at=world.at)
    told = {}
    for actor in (world.fatma, world.peter):
        with acting_as(actor, at=world.at):
            lines = compared(plan, 1, 2)
        told[actor.name] = " ".join(f"{one.old} {one.new}" for line in lines for one in line.fields)
    assert STORY["strength"] in told[world.fatma.name]
    assert STORY["strength"] not in told[world.peter.name]


def test_who_owns_a_goal_about_a_child_reads_that_line_and_no_words_of_the_child(world, secrets):
    def seen(actor):
        with acting_as(actor, at=world.at):
            return set(Goal.objects.values_list("title", flat=True)), OwnWords.objects.exists()

    with acting_as(world.fatma, at=world.at):
        plan_id = Goal.objects.get(title="De muur wordt droog").plan_id
    owned = GoalWords(
        title="Weer naar school", domain=PARENTING, owner="both", professional_id=world.esther.id
    )
    goal = plans.add_goal(
        actor=world.samira, plan_id=plan_id, goal=owned, about_id=world.adam.id, at=world.at
    )
    assert seen(world.esther) == ({"Weer naar school"}, False)
    assert "Weer naar school" not in seen(world.peter)[0]
    other = GoalWords(title="Weer naar school", domain=PARENTING, owner="client")
    plans.change_goal(actor=world.samira, goal_id=goal.pk, version=goal.version, goal=other, at=world.at)
    assert seen(world.esther) == (set(), False)


def test_something_shared_about_a_child_never_becomes_the_place_of_its_own_words(world):
    share_with_person(
        actor=world.fatma,
        space=world.space,
        person_id=world.lina.id,
        subject_id=world.lina.id,
        title="Tekenles",
        kind="information",
        at=world.at,
        also=(world.naima.id,),
    )
    cases.open_own_file(actor=world.fatma, case_id=world.case_id, person_id=world.lina.id, at=world.at)
    cases.write_own_words(
        actor=world.lina,
        case_id=world.case_id,
        person_id=world.lina.id,
        matters="Dit is alleen voor mij en het team.",
        wants="",
        refuses="",
        language="nl",
        at=world.at,
    )
    with acting_as(world.naima, at=world.at):
        assert not OwnWords.objects.exists()
    with acting_as(world.lina, at=world.at):
        assert OwnWords.objects.exists()
