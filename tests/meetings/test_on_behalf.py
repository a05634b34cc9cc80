"""Words of the client that somebody else typed, and what the client says is not right (R-029, R-008, R-035)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from rondom.access.context import acting_as, system_actor
from rondom.audit.models import AuditEvent
from rondom.cases.models import ClientRequest
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.meetings import commands, handlers, queries
from rondom.meetings.commands.on_behalf import ClientSpokeAlready, ClientWasNotThere, HowMissing
from rondom.meetings.commands.refusals import (
    AnswerUnknown,
    MeetingMovedOn,
    NotInvited,
    OnlyClientAnswers,
    PartUnknown,
    WordsMissing,
)
from rondom.meetings.events import ToldOnBehalf
from rondom.meetings.models import Agreement, Meeting, PulseResponse, Turn
from rondom.meetings.vocabulary import PULSE_QUESTIONS
from rondom.notices.models import Notice
from tests.cases.world import MONEY, day
from tests.meetings.browser import browser
from tests.meetings.table import begin, held, invited, running, seat
from tests.meetings.test_minutes import decided

pytestmark = pytest.mark.django_db
YES = dict.fromkeys(PULSE_QUESTIONS, "yes")


@pytest.fixture(autouse=True)
def _one_step(settings):
    settings.RONDOM_STAFF_MFA = False


def later(world):
    return begin(world) + timedelta(hours=3)


def typed(world, meeting, *, by=None, how="phone", **more):
    actor = by or world.ruben
    facts = {"answers": YES, "words": "Het ging goed.", **more}
    with acting_as(actor, at=later(world)):
        commands.enter_pulse(actor=actor, meeting_id=meeting.pk, how=how, at=later(world), **facts)


def dispute(world, meeting, part, key, *, by=None, words="Ik zei: vanaf oktober."):
    actor = by or world.samira
    with acting_as(actor, at=later(world)):
        return commands.dispute(
            actor=actor, meeting_id=meeting.pk, part=part, object_id=key, words=words, at=later(world)
        )


def test_a_look_back_by_telephone_says_who_typed_it_and_only_the_client_reads_it(world):
    meeting = held(world, world.ruben)
    typed(world, meeting)
    for actor in (world.ruben, world.fatma, world.ingrid):
        with acting_as(actor, at=later(world)):
            assert not PulseResponse.objects.exists(), actor.name
    with acting_as(world.samira, at=later(world)):
        own = PulseResponse.objects.get()
        assert (own.told_how, own.told_by_name, own.shared_at) == ("phone", "Ruben Mulder", None)
    with acting_as(world.bas, at=later(world)):
        event = AuditEvent.objects.get(action="pulse.enter")
        assert (event.actor_id, event.subject_id, event.reason) == (world.ruben.id, world.samira.id, "phone")


def test_the_clients_own_answer_replaces_what_was_typed_and_is_never_replaced(world):
    meeting = held(world, world.ruben)
    typed(world, meeting)
    typed(world, meeting, how="paper")
    with acting_as(world.samira, at=later(world)):
        commands.answer_pulse(
            actor=world.samira,
            meeting_id=meeting.pk,
            answers=dict.fromkeys(PULSE_QUESTIONS, "no"),
            at=later(world),
        )
    with pytest.raises(ClientSpokeAlready):
        typed(world, meeting)
    with acting_as(world.samira, at=later(world)):
        own = PulseResponse.objects.get()
        assert (own.told_how, own.told_by_name, set(own.answers.values())) == ("", "", {"no"})


@pytest.mark.parametrize("how", ["", "spoken", "guessed"])
def test_a_look_back_is_not_typed_at_the_table_or_without_saying_how(world, how):
    meeting = held(world, world.ruben)
    with pytest.raises(HowMissing):
        typed(world, meeting, how=how)


def test_nobody_from_outside_the_table_types_for_the_client(world):
    meeting = held(world, world.ruben)
    with pytest.raises((NotInvited, NotFound)):
        typed(world, meeting, by=world.daan)
    with pytest.raises(NotFound):
        typed(world, meeting, by=world.ingrid)
    with pytest.raises(NotAllowed):
        typed(world, meeting, by=world.samira)
    with pytest.raises(AnswerUnknown):
        typed(world, meeting, answers={"heard": "yes"})


def test_a_client_who_was_not_there_has_nothing_to_look_back_on(world):
    meeting = held(world, world.ruben, client_there=False, absence_reason="ill")
    with pytest.raises(ClientWasNotThere):
        typed(world, meeting)


def test_the_client_is_told_that_somebody_typed_words_for_her(world):
    meeting = held(world, world.ruben)
    event = ToldOnBehalf(meeting_id=meeting.pk)
    with acting_as(system_actor("test"), at=later(world)):
        before = Notice.objects.filter(receiver_id=world.samira.id).count()
        handlers.show_what_was_typed(event, at=later(world))
        assert Notice.objects.filter(receiver_id=world.samira.id).count() == before + 1


def test_the_last_word_by_telephone_names_who_wrote_it_until_the_client_writes_it_herself(world):
    meeting = held(world, world.ruben)

    def write(actor, words, **more):
        with acting_as(actor, at=later(world)):
            commands.write_closing_word(
                actor=actor, meeting_id=meeting.pk, words=words, at=later(world), **more
            )
            return Meeting.objects.get(pk=meeting.pk)

    row = write(world.ruben, "Ik ben opgelucht.", how="phone")
    assert (row.closing_word_how, row.closing_word_by_name) == ("phone", "Ruben Mulder")
    with pytest.raises(NotAllowed):
        write(world.ruben, "Ik ben blij.")
    with pytest.raises(HowMissing):
        write(world.fatma, "Ik ben blij.", how="guessed")
    row = write(world.samira, "Ik ben moe.")
    assert (row.closing_word, row.closing_word_told, row.closing_word_by_name) == ("Ik ben moe.", False, "")
    with pytest.raises(OnlyClientAnswers):
        write(world.ruben, "Zij was blij.", how="phone")


def test_the_pages_for_typing_on_behalf_work_and_say_so(world, monkeypatch):
    meeting = held(world, world.ruben)
    ruben = browser(world.ruben, monkeypatch, at=later(world))
    page = reverse("meeting_pulse_for_client", args=[meeting.pk])
    assert reverse("meeting_pulse_for_client", args=[meeting.pk]) in (
        ruben.get(reverse("meeting_summary", args=[meeting.pk])).content.decode()
    )
    assert ruben.post(page, {**YES, "own_words": ""}).status_code == 422, "how it came in is asked"
    assert ruben.post(page, {**YES, "own_words": "Goed geluisterd.", "how": "paper"}).status_code == 302
    word = reverse("meeting_last_word", args=[meeting.pk])
    assert ruben.post(word, {"words": "Ik slaap weer.", "how": "phone"}).status_code == 302
    summary = ruben.get(reverse("meeting_summary", args=[meeting.pk])).content.decode()
    assert "written down by Ruben Mulder" in summary
    assert "Goed geluisterd." not in summary, "who typed it cannot read it back"
    samira = browser(world.samira, monkeypatch, at=later(world))
    own = samira.get(reverse("meeting_summary", args=[meeting.pk])).content.decode()
    assert "Goed geluisterd." in own
    assert "Is it not right? Answer again below" in own


def test_the_clients_free_words_are_kept_beside_the_question_about_words(world, monkeypatch):
    meeting = held(world, world.ruben)
    samira = browser(world.samira, monkeypatch, at=later(world))
    answers = {**YES, "words": "a_bit", "own_words": "Ik mocht uitpraten."}
    assert samira.post(reverse("meeting_pulse", args=[meeting.pk]), answers).status_code == 302
    with acting_as(world.samira, at=later(world)):
        own = PulseResponse.objects.get()
        assert (own.answers["words"], own.words) == ("a_bit", "Ik mocht uitpraten.")


def full(world):
    """A held meeting with a decision on which two people spoke and one agreement."""
    meeting = running(world, world.ruben)
    decision = decided(world, meeting)
    with acting_as(world.fatma, at=begin(world)):
        ruben = seat(meeting, world.ruben).pk
        commands.note_turn(
            actor=world.fatma,
            meeting_id=meeting.pk,
            participant_id=seat(meeting, world.samira).pk,
            at=begin(world),
        )
        commands.take_stance(
            actor=world.fatma,
            decision_id=decision.pk,
            participant_id=ruben,
            kind="concern",
            words="Wel snel.",
            at=begin(world),
        )
        agreement = commands.agree(
            actor=world.fatma,
            meeting_id=meeting.pk,
            what="De bank bellen",
            participant_id=ruben,
            due_on=day(world.at),
            domain=MONEY,
            at=begin(world),
        )
        commands.close_meeting(actor=world.fatma, meeting_id=meeting.pk, at=begin(world))
    return meeting, decision, agreement


def test_everybody_finds_back_how_they_voted_and_what_they_took_on(world, monkeypatch):
    meeting, _decision, _agreement = full(world)
    page = browser(world.ruben, monkeypatch, at=later(world)).get(
        reverse("meeting_summary", args=[meeting.pk])
    )
    own = page.content.decode().split('id="my-part"', 1)[1].split("</section>", 1)[0]
    assert "Wel snel." in own
    assert "De bank bellen" in own
    assert "Somebody else wrote this down for you." in own
    samira = browser(world.samira, monkeypatch, at=later(world)).get(
        reverse("meeting_summary", args=[meeting.pk])
    )
    hers = samira.content.decode().split('id="my-part"', 1)[1].split("</section>", 1)[0]
    assert "Wel snel." not in hers
    assert "De bank bellen" not in hers


def test_the_client_says_of_a_line_that_it_is_not_right_and_everybody_reads_that(world):
    meeting, decision, agreement = full(world)
    dispute(world, meeting, "decision", decision.pk)
    dispute(world, meeting, "agreement", agreement.pk, words="Dat zou Fatma doen.")
    with acting_as(world.ruben, at=later(world)):
        summary = queries.summary_of(world.ruben, Meeting.objects.get(pk=meeting.pk), at=later(world))
        assert summary.disputed == {decision.pk, agreement.pk}
        assert "De bank bellen" in [view.about for view in summary.added][1]
        assert Agreement.objects.get().what == "De bank bellen", "what stands there stays"
    with acting_as(world.fatma, at=later(world)):
        assert ClientRequest.objects.filter(object_type="meeting", object_id=meeting.pk).count() == 2


def test_the_client_may_still_dispute_when_the_summary_is_final(world):
    meeting, decision, _agreement = full(world)
    with acting_as(system_actor("test"), at=later(world)):
        Meeting.objects.filter(pk=meeting.pk).update(state="fixed")
    assert dispute(world, meeting, "decision", decision.pk).about_id == decision.pk


def test_what_is_no_line_of_this_meeting_cannot_be_disputed_and_nobody_disputes_for_the_client(world):
    meeting, decision, _agreement = full(world)
    other = running(world)
    with pytest.raises(OnlyClientAnswers):
        dispute(world, meeting, "decision", decision.pk, by=world.ruben)
    for part, key in (("decision", other.pk), ("note", decision.pk), ("nothing", decision.pk)):
        with pytest.raises(PartUnknown):
            dispute(world, meeting, part, key)
    with pytest.raises(WordsMissing):
        dispute(world, meeting, "decision", decision.pk, words="...")
    with pytest.raises(MeetingMovedOn):
        dispute(world, other, "closing_word", other.pk)


def test_the_dispute_page_shows_the_line_and_hides_lines_that_are_not_there(world, monkeypatch):
    meeting, decision, agreement = full(world)
    samira = browser(world.samira, monkeypatch, at=later(world))
    for part, key in (("decision", decision.pk), ("agreement", agreement.pk)):
        page = reverse("meeting_dispute", args=[meeting.pk, part, key])
        assert page in samira.get(reverse("meeting_summary", args=[meeting.pk])).content.decode()
        assert samira.get(page).status_code == 200
        assert samira.post(page, {"words": "Het was anders."}).status_code == 302
    wrong = reverse("meeting_dispute", args=[meeting.pk, "view", decision.pk])
    assert samira.get(wrong).status_code == 404
    listed = samira.get(reverse("meeting_summary", args=[meeting.pk])).content.decode()
    assert listed.count("the client says: this is not right") >= 2
    chair = browser(world.fatma, monkeypatch, at=later(world))
    read = chair.get(reverse("meeting_summary", args=[meeting.pk])).content.decode()
    assert read.count("the client says: this is not right") >= 2, "at the agreement and at the decision"
    assert "/disputes/" not in read, "only the client disputes"


def test_whoever_begins_the_meeting_is_there_and_others_are_not_called_present_unnoted(world):
    meeting = held(world, world.ruben, world.peter)
    with acting_as(world.fatma, at=later(world)):
        read = queries.summary_of(world.fatma, Meeting.objects.get(pk=meeting.pk), at=later(world))
        assert [s.name for s in read.present] == ["Samira Haddad", "Fatma Yildiz"]
        assert {s.name for s in read.not_noted} == {"Ruben Mulder", "Peter Jansen"}
        assert world.samira.id not in {s.person_id for s in read.may_be_substituted}


def test_the_order_of_speaking_is_typed_afterwards_with_a_number_each(world, monkeypatch):
    meeting = held(world, world.ruben, world.peter)
    with acting_as(world.fatma, at=later(world)):
        ruben, peter = seat(meeting, world.ruben).pk, seat(meeting, world.peter).pk
    chair = browser(world.fatma, monkeypatch, at=later(world))
    page = reverse("meeting_turn_order", args=[meeting.pk])
    form = chair.get(page).content.decode()
    assert "Ruben Mulder" in form
    assert "Samira" not in form.split("<form", 1)[1], "her turn was noted at the moment itself"
    assert chair.post(page, {}).status_code == 422
    assert chair.post(page, {str(ruben): "1", str(peter): "1"}).status_code == 422
    for first, second in ((ruben, peter), (peter, ruben)):
        assert chair.post(page, {str(first): "1", str(second): "2"}).status_code == 302
        with acting_as(world.fatma, at=later(world)):
            typed_turns = Turn.objects.filter(meeting=meeting, entered_later=True)
            assert [t.participant_id for t in typed_turns] == [first, second], "typing again replaces it"
    other = browser(world.ruben, monkeypatch, at=later(world))
    assert other.post(page, {str(peter): "1"}).status_code == 403


def test_somebody_who_sent_a_substitute_is_shown_with_that_name(world, monkeypatch):
    meeting = running(world, world.ruben)
    with acting_as(world.fatma, at=begin(world)):
        ruben = seat(meeting, world.ruben).pk
    chair = browser(world.fatma, monkeypatch, at=begin(world))
    page = reverse("meeting_substitute", args=[meeting.pk, ruben])
    assert page in chair.get(reverse("meeting_live", args=[meeting.pk])).content.decode()
    assert chair.post(page, {"represented_by": ""}).status_code == 422
    assert chair.post(page, {"represented_by": "Noor de Wit"}).status_code == 302
    assert "represented by somebody else: Noor de Wit" in (
        chair.get(reverse("meeting_live", args=[meeting.pk])).content.decode()
    )
    other = browser(world.ruben, monkeypatch, at=begin(world))
    assert other.post(page, {"represented_by": "Ik"}).status_code == 403


def test_an_agreement_that_the_plan_could_not_take_asks_for_a_part_of_life_first(world, monkeypatch):
    meeting, _decision, agreement = full(world)
    page = reverse("meeting_agreement_plan", args=[meeting.pk, agreement.pk])
    chair = browser(world.fatma, monkeypatch, at=later(world))
    assert agreement.action_id is None
    assert page in chair.get(reverse("meeting_summary", args=[meeting.pk])).content.decode()
    assert chair.get(page).status_code == 200
    assert chair.post(page, {}).status_code == 422
    # There is no plan yet in this story: the sentence says so and the choice is kept.
    answer = chair.post(page, {"domain": MONEY})
    assert answer.status_code == 409
    assert chair.get(reverse("meeting_agreement_plan", args=[meeting.pk, meeting.pk])).status_code == 404


def test_asking_for_a_meeting_shows_one_moment_and_keeps_the_others_folded(world, monkeypatch):
    page = reverse("meeting_new", args=[world.case_id])
    samira = browser(world.samira, monkeypatch, at=world.at)
    shown = samira.get(page).content.decode()
    before, folded = shown.split("Another moment", 1)
    assert 'name="first_on"' in before
    assert 'name="second_on"' not in before
    assert 'name="third_until"' in folded
    assert "<details" in before
    assert 'value="09:00"' in before
    assert 'value="17:00"' in before
    for more in ("times_in_words", "mode"):
        assert f'name="{more}"' in folded
    sent = samira.post(page, {"why": "Over school praten", "second_on": "2026-09-20", "mode": "in_person"})
    assert sent.status_code == 422
    assert 'ro-more" open' in sent.content.decode(), "what was typed is not hidden"
    invited(world, running(world))
