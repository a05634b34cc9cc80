"""After the meeting: telling who was not there, summary, corrections, blanks, the look back, figures."""

from datetime import timedelta

import pytest

from rondom.access.context import acting_as, system_actor
from rondom.audit.models import AuditEvent
from rondom.kernel.documents import print_document
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.meetings import commands, jobs, queries
from rondom.meetings.commands.refusals import (
    AbsenceReasonMissing,
    AnswerUnknown,
    CorrectionsClosed,
    NotInvited,
    OnlyClientAnswers,
    PartUnknown,
    ReasonMissing,
    SafetyReasonMissing,
    WorkersDevice,
)
from rondom.meetings.models import Decision, Meeting, PulseResponse
from rondom.meetings.vocabulary import PULSE_QUESTIONS, AbsenceAnswer, MeetingState, NoteKind
from rondom.notices.models import Notice
from tests.meetings.table import begin, held, running, seat, tap
from tests.meetings.test_minutes import decided

pytestmark = pytest.mark.django_db
YES = dict.fromkeys(PULSE_QUESTIONS, "yes")


def clock(world, **later):
    moment = world.at + timedelta(**later)
    with acting_as(system_actor("meeting clock"), at=moment):
        jobs.keep_meeting_clocks(at=moment)


def read(world, meeting, actor, at=None) -> queries.Summary:
    moment = at or world.at + timedelta(hours=5)
    with acting_as(actor, at=moment):
        return queries.summary_of(actor, queries.meeting_for(actor, meeting.pk, at=moment), at=moment)


def test_a_meeting_without_the_client_closes_with_a_reason_only(world):
    with pytest.raises(AbsenceReasonMissing):
        held(world, client_there=False)


def test_an_absent_client_is_told_and_asked_whether_the_reason_is_right(world):
    meeting = held(world, client_there=False, absence_reason="declined")
    assert meeting.client_told_at is not None
    with acting_as(system_actor("x"), at=world.at):
        from rondom.meetings.events import HeldWithoutClient
        from rondom.meetings.handlers import tell_absent_client

        tell_absent_client(HeldWithoutClient(meeting_id=meeting.pk), at=world.at)
        assert Notice.objects.filter(receiver_id=world.samira.id, link_name="meeting_summary").count() == 1
    with pytest.raises(OnlyClientAnswers):
        commands.answer_absence(actor=world.fatma, meeting_id=meeting.pk, right=True, at=world.at)
    commands.answer_absence(
        actor=world.samira,
        meeting_id=meeting.pk,
        right=False,
        words="Niemand heeft mij gevraagd.",
        at=world.at,
    )
    found = read(world, meeting, world.fatma).meeting
    assert (found.absence_answer, found.absence_answer_words) == (
        AbsenceAnswer.WRONG,
        "Niemand heeft mij gevraagd.",
    )


def test_a_safety_exception_needs_real_words_hides_the_meeting_and_leaves_no_trace_in_her_log(world):
    with pytest.raises(SafetyReasonMissing):
        held(world, client_there=False, absence_reason="safety", safety_exception="Gevaar.")
    reason = "Er is een melding van dreiging; eerst met de politie overleggen."
    meeting = held(world, client_there=False, absence_reason="safety", safety_exception=reason)
    assert meeting.client_told_at is None
    with acting_as(world.samira, at=world.at + timedelta(hours=5)):
        assert not Meeting.objects.filter(pk=meeting.pk).exists()
        mine = AuditEvent.objects.filter(
            subject_id=world.samira.id, action="meeting.close", object_id=meeting.pk
        )
        assert not mine.exists()
    with acting_as(world.bas, at=world.at + timedelta(hours=5)):
        assert AuditEvent.objects.filter(
            action="meeting.close", object_id=meeting.pk, confidential=True
        ).exists()


def test_a_meeting_that_was_never_closed_is_told_to_the_absent_client_by_the_clock(world):
    meeting = running(world)
    clock(world, days=1)
    with acting_as(world.samira, at=world.at):
        assert Meeting.objects.get(pk=meeting.pk).client_told_at is None
    clock(world, days=2, hours=3)
    with acting_as(world.samira, at=world.at):
        assert Meeting.objects.get(pk=meeting.pk).client_told_at is not None


def test_the_summary_is_there_at_once_for_everybody_and_late_when_it_waits(world):
    meeting = running(world, world.peter)
    assert read(world, meeting, world.peter, at=world.at + timedelta(days=9)).late
    done = held(world, world.peter)
    assert not read(world, done, world.peter, at=world.at + timedelta(days=9)).late
    assert read(world, done, world.samira).present[0].name == "Samira Haddad"
    with acting_as(world.karim, at=world.at), pytest.raises(NotFound):
        queries.meeting_for(world.karim, done.pk, at=world.at)


def test_professionals_correct_for_three_working_days_and_then_only_with_a_reason(world):
    meeting = held(world, world.peter)
    commands.add_note(actor=world.peter, meeting_id=meeting.pk, words="Het bedrag klopt niet.", at=world.at)
    clock(world, days=3, hours=5)
    assert read(world, meeting, world.peter).meeting.state == MeetingState.HELD
    clock(world, days=4, hours=5)
    assert read(world, meeting, world.peter).meeting.state == MeetingState.FIXED
    with pytest.raises(CorrectionsClosed):
        commands.add_note(actor=world.peter, meeting_id=meeting.pk, words="Nog iets.", at=world.at)
    commands.add_note(
        actor=world.peter, meeting_id=meeting.pk, words="Nog iets.", reason="Brief kwam later", at=world.at
    )
    commands.add_note(actor=world.samira, meeting_id=meeting.pk, words="Ik was blij.", at=world.at)
    kinds = [note.kind for note in read(world, meeting, world.samira).notes]
    assert kinds == [NoteKind.CORRECTION, NoteKind.AMENDMENT, NoteKind.ADDITION]


def test_somebody_who_was_not_invited_adds_nothing(world):
    meeting = held(world)
    with pytest.raises(NotInvited):
        commands.add_note(actor=world.ruben, meeting_id=meeting.pk, words="Ook iets.", at=world.at)


def test_final_minutes_take_no_new_decisions(world):
    meeting = held(world)
    clock(world, days=5)
    with pytest.raises(commands_moved_on()):
        decided(world, meeting)


def commands_moved_on():
    from rondom.meetings.commands.refusals import MeetingMovedOn

    return MeetingMovedOn


def test_the_client_types_her_last_word_and_the_chair_does_not_replace_it(world):
    meeting = running(world)
    commands.write_closing_word(
        actor=world.fatma, meeting_id=meeting.pk, words="Ze is opgelucht.", at=begin(world)
    )
    commands.write_closing_word(
        actor=world.samira, meeting_id=meeting.pk, words="Ik slaap beter.", at=begin(world)
    )
    with pytest.raises(OnlyClientAnswers):
        commands.write_closing_word(
            actor=world.fatma, meeting_id=meeting.pk, words="Anders.", at=begin(world)
        )
    assert (
        read(world, meeting, world.peter if False else world.fatma).meeting.closing_word == "Ik slaap beter."
    )


def test_a_redacted_part_is_gone_from_the_rows_and_the_paper_and_leaves_a_marked_blank(world):
    meeting = running(world, world.peter)
    tap(world, meeting, world.samira)
    decision = decided(world, meeting, chosen="Het medicijn muskaatnoot betalen we eerst")
    commands.close_meeting(actor=world.fatma, meeting_id=meeting.pk, at=begin(world) + timedelta(hours=1))
    with pytest.raises(NotAllowed):
        commands.redact(
            actor=world.peter,
            meeting_id=meeting.pk,
            part="decision",
            object_id=decision.pk,
            reason="Privé",
            at=world.at,
        )
    with pytest.raises(ReasonMissing):
        commands.redact(
            actor=world.samira,
            meeting_id=meeting.pk,
            part="decision",
            object_id=decision.pk,
            reason=".",
            at=world.at,
        )
    commands.redact(
        actor=world.samira,
        meeting_id=meeting.pk,
        part="decision",
        object_id=decision.pk,
        reason="Dit is medisch",
        at=world.at,
    )
    with acting_as(world.fatma, at=world.at):
        row = Decision.objects.get(pk=decision.pk)
        assert "muskaatnoot" not in f"{row.question} {row.chosen} {row.options}"
        assert set(row.chosen) == {"█"}
    found = read(world, meeting, world.peter)
    assert next(iter(found.redacted.values())).reason == "Dit is medisch"
    document = queries.summary_document(found, language="nl", at=world.at)
    assert "muskaatnoot" not in repr(document)
    assert print_document(document).startswith(b"%PDF")


def test_a_part_of_another_meeting_or_a_made_up_part_cannot_be_redacted(world):
    other, meeting = held(world), held(world)
    decision = decided(world, other)
    for part in ("decision", "audit"):
        with pytest.raises(PartUnknown):
            commands.redact(
                actor=world.fatma,
                meeting_id=meeting.pk,
                part=part,
                object_id=decision.pk,
                reason="Weg ermee",
                at=world.at,
            )


def test_the_look_back_is_the_clients_alone_until_she_shares_it_and_after_she_stops(world):
    meeting = held(world, world.peter)
    commands.answer_pulse(actor=world.samira, meeting_id=meeting.pk, answers=YES, words="Fijn", at=world.at)

    def seen(actor):
        with acting_as(actor, at=world.at):
            return PulseResponse.objects.filter(meeting=meeting).exists()

    staff = (world.fatma, world.peter, world.ingrid, world.ruben, world.bas)
    assert seen(world.samira)
    assert not any(seen(actor) for actor in staff)
    commands.share_pulse(actor=world.samira, meeting_id=meeting.pk, shared=True, at=world.at)
    assert seen(world.fatma)
    assert seen(world.peter)
    assert not seen(world.ingrid)
    commands.share_pulse(actor=world.samira, meeting_id=meeting.pk, shared=False, at=world.at)
    assert not any(seen(actor) for actor in staff)


def test_nobody_fills_in_the_look_back_for_the_client_nor_on_a_workers_device(world):
    meeting = held(world)
    with pytest.raises(OnlyClientAnswers):
        commands.answer_pulse(actor=world.fatma, meeting_id=meeting.pk, answers=YES, at=world.at)
    with pytest.raises(WorkersDevice):
        commands.answer_pulse(
            actor=world.samira, meeting_id=meeting.pk, answers=YES, workers_device=True, at=world.at
        )
    with pytest.raises(AnswerUnknown):
        commands.answer_pulse(
            actor=world.samira, meeting_id=meeting.pk, answers={"heard": "yes"}, at=world.at
        )


def test_figures_of_a_team_appear_from_five_meetings_and_are_for_the_team_only(world):
    for _number in range(4):
        held(world)
    with acting_as(world.fatma, at=world.at):
        assert queries.team_figures(world.fatma, world.team_id, at=world.at).client_first is None
    last = held(world, world.ruben, client_there=False, absence_reason="ill")
    moment = world.at + timedelta(hours=6)
    with acting_as(world.fatma, at=moment):
        figures = queries.team_figures(world.fatma, world.team_id, at=moment)
    assert (figures.meetings, figures.client_present, figures.minutes) == (5, 80, 60)
    assert list(figures.led_by.values()) == [100]
    assert figures.one_leads, "one organization always leads: worth a talk, named without a person"
    assert "Fatma" not in str(figures)
    # Four meetings with turns: too few to say who spoke first.
    assert figures.client_first is None
    assert figures.pulse == {}
    tap_meeting = held(world)
    assert tap_meeting.pk != last.pk
    with acting_as(world.fatma, at=moment):
        assert queries.team_figures(world.fatma, world.team_id, at=moment).client_first == 100
    for actor in (world.peter, world.samira, world.karim, world.mirjam):
        with acting_as(actor, at=moment), pytest.raises(NotAllowed):
            queries.team_figures(actor, world.team_id, at=moment)


def test_five_answers_of_one_client_are_not_five_clients(world):
    for _number in range(5):
        meeting = held(world)
        commands.answer_pulse(actor=world.samira, meeting_id=meeting.pk, answers=YES, at=world.at)
    with acting_as(world.fatma, at=world.at + timedelta(hours=6)):
        assert queries.team_figures(world.fatma, world.team_id, at=world.at + timedelta(hours=6)).pulse == {}


def test_absences_are_for_the_own_team_leader_without_household_or_content(world):
    meeting = running(world, world.ruben, world.peter)
    with acting_as(world.fatma, at=begin(world)):
        places = [seat(meeting, world.ruben).pk, seat(meeting, world.peter).pk]
    for place in places:
        commands.mark_attendance(
            actor=world.fatma, meeting_id=meeting.pk, participant_id=place, state="absent", at=begin(world)
        )
    later = world.at + timedelta(days=1)
    with acting_as(world.ingrid, at=later):
        assert [a.name for a in queries.absences_of_my_team(world.ingrid, at=later)] == ["Ruben Mulder"]
    with acting_as(world.fatma, at=later):
        assert queries.absences_of_my_team(world.fatma, at=later) == []


def test_the_next_meeting_is_due_in_the_rhythm(world):
    held(world)
    with acting_as(world.fatma, at=world.at + timedelta(hours=6)):
        assert queries.rhythm_due_on(world.case_id) == (begin(world) + timedelta(weeks=6)).date()
