"""The resident's own pages: the same content for who may, nothing at all for who may not."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from rondom.access.context import acting_as, system_actor
from rondom.audit.models import AuditEvent
from rondom.cases import commands as cases
from rondom.cases import queries as case_queries
from rondom.cases.models import ClientRequest, Involvement, Reaction
from rondom.people.commands import declare_conflict
from rondom.privacy import commands
from rondom.privacy.models import Consent
from rondom.web.portal.letter import own_letter
from tests.cases.world import HEALTH, PARENTING, day
from tests.web.portal.site import browser, printed, text

pytestmark = pytest.mark.django_db
PAGES = [
    "portal",
    "portal_plan",
    "portal_people",
    "portal_meetings",
    "portal_looks",
    "portal_permissions",
    "portal_messages",
    "portal_words",
    "portal_strengths",
    "portal_network",
    "portal_introduction",
    "portal_everything",
]
ONLY_WITH_A_CASE = {
    "portal_people",
    "portal_words",
    "portal_strengths",
    "portal_network",
    "portal_introduction",
}


@pytest.fixture
def samira(world):
    return browser(world.samira)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_opens_for_the_client_in_both_languages(world, name, language):
    response = browser(world.samira, language=language).get(reverse(name))
    assert response.status_code == 200
    if name != "portal_everything":
        assert f'lang="{language}"' in text(response)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["karim", "lina", "naima"])
def test_without_a_household_pages_about_it_do_not_exist(world, who, name):
    response = browser(getattr(world, who)).get(reverse(name))
    assert response.status_code == (404 if name in ONLY_WITH_A_CASE else 200)


@pytest.mark.parametrize("who", ["fatma", "daan", "bas"])
def test_the_pages_do_not_exist_for_professionals(world, who):
    client = browser(getattr(world, who))
    assert {client.get(reverse(name)).status_code for name in PAGES} == {404}


def test_home_tells_who_manages_the_case_and_when_to_reach_her(world, samira):
    page = text(samira.get(reverse("portal")))
    for words in ("Fatma Yildiz", "06 1234 5601", "Noor de Wit", "Monday", "Ruben Mulder"):
        assert words in page
    assert "ro-resident" in page
    assert "ro-exit" in page


def test_the_client_sees_her_hidden_helper_with_the_ground(world, samira):
    page = text(samira.get(reverse("portal_people")))
    assert "De Luwte" in page
    assert "Only you see this" in page
    assert "Permission" in page


def _landlord(world):
    with acting_as(world.samira, at=world.at):
        return Consent.objects.filter(organization_id=world.organizations["wonen-maas"]).latest("valid_until")


def _peter_sees(world) -> bool:
    from rondom.people.models import Member

    with acting_as(world.peter, at=world.at):
        return Member.objects.exists()


def test_ending_a_permission_is_one_tap_and_works_at_once(world, samira):
    consent = _landlord(world)
    end = reverse("portal_withdraw", args=[consent.pk])
    page = text(samira.get(reverse("portal_permissions")))
    assert f'method="post" action="{end}"' in page, "the button stands beside the permission"
    assert "not hear why" in text(samira.get(end)), "who wants to know first what changes, can read it"
    assert _peter_sees(world)
    assert samira.post(end).status_code == 302
    with acting_as(world.samira, at=world.at):
        assert Consent.objects.get(pk=consent.pk).state == "withdrawn"
    assert not _peter_sees(world)


def test_what_was_ended_by_mistake_is_given_again_with_one_tap(world, samira):
    consent = _landlord(world)
    samira.post(reverse("portal_withdraw", args=[consent.pk]))
    again = reverse("portal_give_again", args=[consent.pk])
    assert again in text(samira.get(reverse("portal_permissions")))
    for _tap in range(2):
        assert samira.post(again).status_code == 302
    assert _peter_sees(world)
    with acting_as(world.samira, at=world.at):
        rows = Consent.objects.filter(organization_id=consent.organization_id).order_by("valid_until")
        assert sorted(one.state for one in rows) == ["given", "withdrawn"], (
            "a new one, once; the old stays ended"
        )
        new = rows.get(state="given")
        assert (new.purpose, new.domains) == (consent.purpose, consent.domains)


def test_nobody_gives_again_what_another_ended(world, samira):
    consent = _landlord(world)
    again = reverse("portal_give_again", args=[consent.pk])
    assert samira.post(again).status_code == 404, "it did not end"
    samira.post(reverse("portal_withdraw", args=[consent.pk]))
    for who in (world.lina, world.karim, world.fatma, world.peter):
        assert browser(who).post(again).status_code == 404
    assert not _peter_sees(world)


def test_what_was_ended_about_a_child_is_asked_anew_and_not_given_again_by_one(world, samira):
    asked = commands.ask_consent(
        actor=world.fatma,
        space=world.space,
        person_id=world.lina.id,
        purpose="referral",
        organization_id=world.organizations["huisartsenpraktijk"],
        domains=[HEALTH],
        at=world.at,
    )
    with acting_as(system_actor("test"), at=world.at):
        Consent.objects.filter(pk=asked.pk).update(state="withdrawn", withdrawn_at=world.at)
    again = reverse("portal_give_again", args=[asked.pk])
    assert again not in text(samira.get(reverse("portal_permissions")))
    assert samira.post(again).status_code == 404


def test_a_question_for_permission_is_answered_with_one_button(world, samira):
    consent = commands.ask_consent(
        actor=world.fatma,
        space=world.space,
        person_id=world.samira.id,
        purpose="referral",
        organization_id=world.organizations["huisartsenpraktijk"],
        domains=[HEALTH],
        at=world.at,
        why="Voor Adam",
    )
    assert "Voor Adam" in text(samira.get(reverse("portal_permissions")))
    samira.post(reverse("portal_decide", args=[consent.pk]), {"answer": "no"})
    with acting_as(world.samira, at=world.at):
        assert Consent.objects.get(pk=consent.pk).state == "refused"


def test_the_teenager_is_asked_together_with_her_mother(world, samira):
    consent = commands.ask_consent(
        actor=world.fatma,
        space=world.space,
        person_id=world.lina.id,
        purpose="coordination",
        organization_id=world.organizations["horizon"],
        domains=[PARENTING],
        at=world.at,
    )
    lina = browser(world.lina)
    lina.post(reverse("portal_decide", args=[consent.pk]), {"answer": "yes"})
    assert "Several people decide about this together" in text(samira.get(reverse("portal_permissions")))
    samira.post(reverse("portal_decide", args=[consent.pk]), {"answer": "yes"})
    assert "End this permission" in text(lina.get(reverse("portal_permissions")))


def test_asking_a_party_to_stop_reaches_the_case_manager_with_a_day(world, samira):
    with acting_as(world.samira, at=world.at):
        row = Involvement.objects.get(professional_id=world.wendy.id)
    address = reverse("portal_question_helper", args=[row.pk])
    assert samira.post(address, {"kind": "end", "words": "x"}).status_code == 422
    assert samira.post(address, {"kind": "end", "words": "Zij belt mijn werk."}).status_code == 302
    with acting_as(world.fatma, at=world.at):
        assert ClientRequest.objects.get().kind == "end_involvement"
    assert "Zij belt mijn werk." in text(samira.get(reverse("portal_people")))


def test_own_words_are_kept_and_an_empty_answer_keeps_what_was_typed(world, samira):
    address = reverse("portal_words")
    form = {"matters": "Rust in huis", "wants": "", "refuses": "", "language": "nl", "based_on": "0"}
    assert samira.post(address, form).status_code == 302
    assert "Rust in huis" in text(samira.get(address))
    stale = samira.post(address, form | {"matters": "Iets anders"})
    assert stale.status_code == 422
    assert "Iets anders" in text(stale)
    assert "Rust in huis" in text(stale)
    seen = re.search(r'name="based_on" value="(\d+)"', stale.content.decode())[1]
    assert samira.post(address, form | {"matters": "Iets anders", "based_on": seen}).status_code == 302


def test_strengths_network_and_introduction_are_the_clients_own(world, samira):
    assert samira.post(
        reverse("portal_strengths"), {"text": "Bakken voor de straat", "kind": "skill"}
    ).status_code in {302, 422}
    samira.post(
        reverse("portal_network"),
        {"name": "Naima", "relation": "mijn zus", "helps_with": "dinsdag", "access": "agenda"},
    )
    assert "mijn zus" in text(samira.get(reverse("portal_network")))
    samira.post(
        reverse("portal_introduction"),
        {"who_i_am": "Ik ben bakker", "what_helps": "", "what_not": "", "language": "nl", "based_on": "0"},
    )
    assert "Ik ben bakker" in text(samira.get(reverse("portal_introduction")))


def test_a_message_goes_to_the_case_manager_and_tells_how_long_an_answer_takes(world, samira):
    address = reverse("portal_messages")
    assert samira.post(address, {"body": " "}).status_code == 422
    assert samira.post(address, {"body": "Kunt u mij bellen?"}).status_code == 302
    page = text(samira.get(address))
    assert "Kunt u mij bellen?" in page
    assert "within 3 working days" in page


def _share(world, **more):
    values = {
        "actor": world.fatma,
        "space": world.space,
        "person_id": world.karim.id,
        "subject_id": world.adam.id,
        "title": "Adams inhaler",
        "text": "Twee keer per dag",
        "at": world.at,
        "also": (world.samira.id,),
    }
    return commands.share_with_person(**values | more)


def test_the_ex_partner_sees_what_is_shared_and_can_say_something_about_it(world):
    _share(world)
    karim = browser(world.karim)
    page = text(karim.get(reverse("portal")))
    assert "Adams inhaler" in page
    assert "Haddad" not in page
    import re

    address = re.search(r'href="(/my/say/\?item=[^"]+)"', page).group(1).replace("&amp;", "&")
    assert "Adams inhaler" in text(karim.get(address))
    assert karim.post(address, {"kind": "question", "words": "Welke kleur heeft hij?"}).status_code == 302
    assert karim.post(address, {"kind": "not_right", "words": "Het is drie keer."}).status_code == 302
    with acting_as(world.fatma, at=world.at):
        assert Reaction.objects.get().text == "Welke kleur heeft hij?"
        assert ClientRequest.objects.get().text == "Het is drie keer."
    assert karim.get("/my/say/?item=changed").status_code == 404


def test_who_has_no_household_reads_the_own_words_and_the_answer(world):
    """R-008: a written answer needs a place to be read; who wrote it is not told to an ex-partner."""
    _share(world)
    karim = browser(world.karim)
    address = _say_address(karim)
    karim.post(address, {"kind": "question", "words": "Welke kleur heeft hij?"})
    karim.post(address, {"kind": "not_right", "words": "Het is drie keer."})
    page = text(karim.get(reverse("portal")))
    assert "Welke kleur heeft hij?" in page, "beside the item"
    assert "You get an answer before" in page
    with acting_as(world.fatma, at=world.at):
        asked = ClientRequest.objects.get()
        cases.answer_request(
            actor=world.fatma, request_id=asked.pk, outcome="done", answer="Klopt, drie keer.", at=world.at
        )
    page = text(karim.get(reverse("portal")))
    assert "Klopt, drie keer." in page
    assert "Fatma" not in page


def test_the_words_of_another_without_a_household_are_not_shown(world):
    _share(world)
    karim = browser(world.karim)
    karim.post(_say_address(karim), {"kind": "not_right", "words": "Het is drie keer."})
    for who in (world.lina, world.naima):
        assert "Het is drie keer." not in text(browser(who).get(reverse("portal")))


def test_the_client_reads_on_her_own_page_what_she_said_about_an_appointment(world, samira):
    _share(world, person_id=world.samira.id, subject_id=None, title="Gesprek op school", also=())
    address = _say_address(samira)
    samira.post(address, {"kind": "question", "words": "Mag mijn zus mee?"})
    assert "Mag mijn zus mee?" in text(samira.get(reverse("portal")))


def _say_address(client) -> str:
    import re

    page = text(client.get(reverse("portal")))
    return re.search(r'href="(/my/say/\?item=[^"]+)"', page).group(1).replace("&amp;", "&")


def test_an_item_key_of_another_does_not_open_it(world):
    item = _share(world)
    from rondom.web.portal.doors import item_key

    key = item_key("shared_item", item.pk, item.scope, item.title)
    response = browser(world.naima).post(f"/my/say/?item={key}", {"kind": "question", "words": "Wat is dit?"})
    assert response.status_code == 422
    with acting_as(system_actor("test"), at=world.at):
        assert not Reaction.objects.exists()


def test_an_appointment_that_is_shared_stands_in_the_agenda_of_the_helper(world):
    _share(
        world,
        person_id=world.naima.id,
        subject_id=None,
        kind="appointment",
        title="Adam ophalen",
        starts_at=world.at + timedelta(days=1),
        place="School",
    )
    page = text(browser(world.naima).get(reverse("portal")))
    assert "Adam ophalen" in page
    assert "Adam ophalen" not in text(browser(world.karim).get(reverse("portal")))


def test_safety_mode_closes_the_pages_with_the_next_click(world):
    karim = browser(world.karim)
    assert karim.get(reverse("portal")).status_code == 200
    commands.end_portal_access(
        actor=world.fatma,
        space=world.space,
        person_id=world.karim.id,
        reason="Dreiging aan de telefoon vandaag.",
        at=world.at,
    )
    assert karim.get(reverse("portal")).status_code != 200


def test_who_looked_names_no_names_and_no_shelter(world, samira):
    with acting_as(world.wendy, at=world.at):
        from rondom.cases import queries

        queries.case_for(world.wendy, world.case_id, at=world.at)
    page = text(samira.get(reverse("portal_looks")))
    assert "Werk en Inkomen" in page
    assert "Wendy" not in page


def test_a_shield_leaves_no_trace_in_the_log_of_either(world):
    declare_conflict(
        actor=world.fatma,
        household_id=world.household_id,
        person_id=world.adam.id,
        counterpart_kind="person",
        counterpart_id=world.karim.id,
        kind="shield",
        reason="",
        at=world.at,
    )
    for who in (world.karim, world.adam):
        with acting_as(who, at=world.at):
            assert not AuditEvent.objects.filter(action__startswith="conflict").exists()


def _about_karim(world, days=0):
    """The youth-care worker of the children writes down what was said about their father."""
    from rondom.cases.commands import write_note

    at = world.at + timedelta(days=days)
    with acting_as(world.esther, at=at):
        write_note(
            actor=world.esther,
            case_id=world.case_id,
            domain=PARENTING,
            subject_id=world.karim.id,
            text="Over hem is gepraat.",
            title="",
            at=at,
        )


def test_who_is_kept_away_does_not_read_in_the_log_that_there_was_a_talk(world):
    """D2: that a youth-care worker wrote about him on a day tells of a talk, and of who helps."""
    karim = browser(world.karim)
    _about_karim(world)
    page = text(karim.get(reverse("portal_looks")))
    assert "Horizon" not in page
    assert "youth-care" not in page
    assert "You yourself" in page, "what he did himself stays"
    assert b"Horizon" not in karim.get(reverse("portal_everything")).content
    with acting_as(world.karim, at=world.at):
        letters = own_letter(world.karim, None, at=world.at, on=world.at.date(), language="en")
    assert "Horizon" not in str(letters)


def test_a_shield_that_ended_does_not_tell_afterwards(world):
    from rondom.people.models import Conflict

    _about_karim(world)
    with acting_as(system_actor("test"), at=world.at):
        Conflict.objects.update(ended_at=world.at)
    assert "Horizon" not in text(browser(world.karim).get(reverse("portal_looks")))


def test_who_is_not_kept_away_reads_who_wrote_about_them(world):
    """The rest of his right to know stands: without a shield every look is told."""
    from rondom.people.models import Conflict

    with acting_as(system_actor("test"), at=world.at):
        Conflict.objects.all().delete()
    _about_karim(world)
    assert "Horizon" in text(browser(world.karim).get(reverse("portal_looks")))


def test_words_written_down_by_another_are_marked_until_she_confirms(world, samira):
    row = cases.write_own_words(
        actor=world.fatma,
        case_id=world.case_id,
        matters="Zij wil rust in huis",
        wants="",
        refuses="",
        language="nl",
        at=world.at,
    )
    assert "Fatma Yildiz wrote this down for you" in text(samira.get(reverse("portal_words")))
    samira.post(reverse("portal_confirm_words", args=[row.pk]))
    assert "wrote this down for you" not in text(samira.get(reverse("portal_words")))


def test_the_own_export_is_a_pdf_with_the_same_content_and_a_silent_name(world, samira):
    response = samira.get(reverse("portal_everything"))
    assert response["Content-Type"] == "application/pdf"
    assert "my-page.pdf" in response["Content-Disposition"]
    words = printed(response)
    assert "Fatma Yildiz" in words
    assert "De Luwte" in words


def test_who_looked_is_a_row_per_day_and_organisation_on_paper_with_every_look(world, at):
    with acting_as(world.ruben, at=at):
        for minute in range(3):
            case_queries.case_for(world.ruben, world.case_id, at=at + timedelta(minutes=minute))
        case_queries.case_for(world.ruben, world.case_id, at=at, part="notes")
    with acting_as(world.samira, at=at), translation.override("en"):
        case = case_queries.case_for(world.samira, world.case_id, at=at, log=False)
        letter = own_letter(world.samira, case, at=at, on=day(at), language="en")
    block = next(one for one in letter.blocks if one.columns == ("Day", "Who", "What and why"))
    places = [row[:2] for row in block.rows]
    assert len(places) == len(set(places))
    ruben = next(
        row[2] for row in block.rows if row[1] == "Kredietbank Maasdrecht" and row[0] == places[0][0]
    )
    assert "looked at your file" in ruben
    assert "looked at notes about the help" in ruben
    assert ruben.count("debt counsellor") == 1, "who did several things is named once"


@pytest.mark.parametrize(("name", "most"), [("portal", 12), ("portal_plan", 9), ("portal_people", 9)])
def test_the_number_of_queries_is_pinned(world, samira, name, most):
    samira.get(reverse(name))
    with CaptureQueriesContext(connection) as seen:
        samira.get(reverse(name))
    real = [q["sql"] for q in seen if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(real) <= most, "\n".join(sql[:150] for sql in real)
