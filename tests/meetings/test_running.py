"""The meeting itself: the client first, roles aloud, turns, concepts, attendance."""

from datetime import timedelta

import pytest

from rondom.access.context import acting_as
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.meetings import commands, queries
from rondom.meetings.commands.refusals import (
    MeetingMovedOn,
    NotInvited,
    OnlyClientAnswers,
    ReasonMissing,
    WordsMissing,
)
from rondom.meetings.models import AttendanceMark, ConceptCheck, Meeting, Turn
from rondom.meetings.vocabulary import Attendance, CheckedBy, SpeakingLater
from tests.meetings.table import begin, held, invited, planned, proposed, running, seat, tap

pytestmark = pytest.mark.django_db


def screen(world, meeting, actor, at=None):
    moment = at or begin(world)
    with acting_as(actor, at=moment):
        row = queries.meeting_for(actor, meeting.pk, at=moment)
        return queries.live_screen(actor, row, at=moment)


def test_a_meeting_without_a_time_does_not_open(world):
    meeting = proposed(world)
    with pytest.raises(MeetingMovedOn):
        commands.open_meeting(actor=world.fatma, meeting_id=meeting.pk, at=begin(world))


def test_only_the_chair_opens_it_and_the_client_when_she_chairs_along(world):
    meeting = planned(world, world.ruben)
    for actor in (world.ruben, world.samira):
        with pytest.raises(NotAllowed):
            commands.open_meeting(actor=actor, meeting_id=meeting.pk, at=begin(world))
    with acting_as(world.fatma, at=world.ago(5)):
        Meeting.objects.filter(pk=meeting.pk).update(client_co_chairs=True)
    commands.open_meeting(actor=world.samira, meeting_id=meeting.pk, at=begin(world))
    assert screen(world, meeting, world.samira).steps[0].state == "current"


def test_when_the_client_speaks_first_there_is_no_prompt(world):
    meeting = running(world, world.ruben)
    tap(world, meeting, world.samira, world.ruben)
    assert not screen(world, meeting, world.fatma).client_not_first
    with acting_as(world.fatma, at=begin(world)):
        row = Meeting.objects.get(pk=meeting.pk)
        assert (row.client_introduced_at_place, row.client_first_turn_at_place) == (1, 1)


def test_when_somebody_else_speaks_first_everybody_sees_it_at_once_and_the_record_says_so(world):
    meeting = running(world, world.ruben)
    tap(world, meeting, world.ruben)
    assert screen(world, meeting, world.ruben).client_not_first
    tap(world, meeting, world.samira)
    with acting_as(world.fatma, at=begin(world)):
        assert Meeting.objects.get(pk=meeting.pk).client_first_turn_at_place == 2


def test_chose_to_speak_later_counts_only_when_the_client_confirms(world):
    meeting = running(world, world.ruben)
    tap(world, meeting, world.ruben)
    commands.note_speaking_later(actor=world.fatma, meeting_id=meeting.pk, at=begin(world))
    with pytest.raises(OnlyClientAnswers):
        commands.answer_speaking_later(
            actor=world.fatma, meeting_id=meeting.pk, own_choice=True, at=begin(world)
        )
    assert screen(world, meeting, world.fatma).speaking_later == SpeakingLater.SAID_BY_CHAIR
    commands.answer_speaking_later(
        actor=world.samira, meeting_id=meeting.pk, own_choice=False, at=begin(world)
    )
    after = screen(world, meeting, world.fatma)
    assert after.speaking_later == SpeakingLater.DENIED
    assert after.client_not_first


def test_turns_typed_afterwards_are_stamped(world):
    meeting = held(world, world.ruben)
    later = begin(world) + timedelta(hours=3)
    with acting_as(world.fatma, at=later):
        place = seat(meeting, world.ruben).pk
        commands.enter_turns(actor=world.fatma, meeting_id=meeting.pk, participant_ids=[place], at=later)
        assert Turn.objects.get(participant_id=place).entered_later
        assert not Turn.objects.get(participant=seat(meeting, world.samira)).entered_later


def test_a_participant_who_does_not_chair_cannot_tap_turns(world):
    meeting = running(world, world.ruben)
    with acting_as(world.ruben, at=begin(world)):
        place = seat(meeting, world.ruben).pk
    with pytest.raises(NotAllowed):
        commands.note_turn(actor=world.ruben, meeting_id=meeting.pk, participant_id=place, at=begin(world))


def test_a_seat_of_another_meeting_is_not_found(world):
    other, meeting = planned(world, world.ruben), running(world)
    with acting_as(world.fatma, at=begin(world)):
        place = seat(other, world.ruben).pk
    with pytest.raises(NotFound):
        commands.note_turn(actor=world.fatma, meeting_id=meeting.pk, participant_id=place, at=begin(world))


def test_a_role_is_said_by_oneself_or_written_by_the_chair_and_stays_with_the_case(world):
    meeting = running(world, world.ruben, world.peter)
    facts = {"decides": "Of de rente stopt.", "does_not_decide": "Of je huis blijft."}
    with acting_as(world.ruben, at=begin(world)):
        mine, other = seat(meeting, world.ruben).pk, seat(meeting, world.peter).pk
    commands.say_role(actor=world.ruben, meeting_id=meeting.pk, participant_id=mine, at=begin(world), **facts)
    with pytest.raises(NotAllowed):
        commands.say_role(
            actor=world.ruben, meeting_id=meeting.pk, participant_id=other, at=begin(world), **facts
        )
    with acting_as(world.samira, at=begin(world)):
        assert [s.name for s in queries.role_lines_of_case(world.case_id)] == ["Ruben Mulder"]


def test_a_role_without_limits_is_refused(world):
    meeting = running(world, world.ruben)
    with acting_as(world.ruben, at=begin(world)):
        mine = seat(meeting, world.ruben).pk
    with pytest.raises(WordsMissing):
        commands.say_role(
            actor=world.ruben,
            meeting_id=meeting.pk,
            participant_id=mine,
            decides="Of de rente stopt.",
            does_not_decide="-",
            at=begin(world),
        )


def test_an_open_question_about_a_role_becomes_an_action(world):
    meeting = running(world, world.peter)
    with acting_as(world.peter, at=begin(world)):
        mine = seat(meeting, world.peter).pk
    commands.say_role(
        actor=world.fatma,
        meeting_id=meeting.pk,
        participant_id=mine,
        decides="Een afspraak over betalen voorstellen.",
        does_not_decide="De ontruiming stoppen.",
        open_question="Vragen wie de ontruiming kan stoppen",
        at=begin(world),
    )
    lines = screen(world, meeting, world.samira).agreements
    assert [(line.owner_name, line.role_question) for line in lines] == [("Peter Jansen", True)]


def test_leaving_out_the_roles_needs_a_reason(world):
    meeting = running(world)
    with pytest.raises(ReasonMissing):
        commands.skip_roles(actor=world.fatma, meeting_id=meeting.pk, reason="n.v.t.", at=begin(world))
    commands.skip_roles(
        actor=world.fatma, meeting_id=meeting.pk, reason="We kennen elkaar al.", at=begin(world)
    )


def test_a_professional_never_ticks_for_the_client(world):
    meeting = running(world)
    for actor in (world.fatma, world.samira):
        commands.tick_concept(
            actor=actor, meeting_id=meeting.pk, concept="vision", answer="discussed", at=begin(world)
        )
    with acting_as(world.fatma, at=begin(world)):
        rows = dict(ConceptCheck.objects.values_list("checked_by", "by_id"))
    assert rows == {CheckedBy.CHAIR: world.fatma.id, CheckedBy.CLIENT: world.samira.id}


def test_a_participant_who_does_not_chair_does_not_tick(world):
    meeting = running(world, world.ruben)
    with pytest.raises(NotAllowed):
        commands.tick_concept(
            actor=world.ruben, meeting_id=meeting.pk, concept="vision", answer="not", at=begin(world)
        )


def test_ticks_of_the_client_are_not_shown_to_the_chair(world):
    meeting = running(world)
    commands.tick_concept(
        actor=world.samira, meeting_id=meeting.pk, concept="vision", answer="not", at=begin(world)
    )
    assert {c.answer for c in screen(world, meeting, world.fatma).concepts} == {""}


def test_five_ticks_within_ten_seconds_meeting_after_meeting_give_the_chair_a_private_hint(world):
    first, second = running(world), running(world)
    for meeting in (first, second):
        for number, concept in enumerate(
            ["vision", "shared_decisions", "conflicts", "team_support", "openness"]
        ):
            commands.tick_concept(
                actor=world.fatma,
                meeting_id=meeting.pk,
                concept=concept,
                answer="discussed",
                at=begin(world) + timedelta(seconds=number),
            )
        commands.close_meeting(
            actor=world.fatma,
            meeting_id=meeting.pk,
            absence_reason="ill",
            at=begin(world) + timedelta(hours=1),
        )
    with acting_as(world.fatma, at=world.at):
        assert queries.quick_hint(world.fatma, Meeting.objects.get(pk=second.pk))
        ConceptCheck.objects.filter(concept="openness").update(at=begin(world) + timedelta(minutes=4))
        assert not queries.quick_hint(world.fatma, Meeting.objects.get(pk=second.pk))


def test_attendance_is_seen_by_who_is_invited_and_by_nobody_else(world):
    meeting = running(world, world.peter)
    with acting_as(world.fatma, at=begin(world)):
        place = seat(meeting, world.peter).pk
    commands.mark_attendance(
        actor=world.fatma,
        meeting_id=meeting.pk,
        participant_id=place,
        state=Attendance.ABSENT,
        at=begin(world),
    )
    with acting_as(world.samira, at=begin(world)):
        assert AttendanceMark.objects.filter(state=Attendance.ABSENT).exists()
    with acting_as(world.ruben, at=begin(world)):
        # Ruben works on this case and sees the meeting, but was not invited.
        assert Meeting.objects.filter(pk=meeting.pk).exists()
        assert not AttendanceMark.objects.exists()


def test_sorry_here_is_my_input_marks_the_absence_as_said(world):
    meeting = planned(world, world.peter)
    commands.send_regrets(actor=world.peter, meeting_id=meeting.pk, words="Twee termijnen mag.", at=world.at)
    with pytest.raises((NotInvited, NotFound)):
        commands.send_regrets(actor=world.daan, meeting_id=meeting.pk, words="Ik ook niet.", at=world.at)
    with acting_as(world.samira, at=world.at):
        assert AttendanceMark.objects.get().state == Attendance.ABSENT_WITH_NOTICE
        assert [n.words for n in Meeting.objects.get(pk=meeting.pk).notes.all()] == ["Twee termijnen mag."]


def test_every_change_raises_the_revision_that_screens_poll(world):
    meeting = running(world)
    with acting_as(world.samira, at=begin(world)):
        before = queries.live_stamp(meeting.pk, begin(world))
    tap(world, meeting, world.samira)
    with acting_as(world.samira, at=begin(world)):
        assert queries.live_stamp(meeting.pk, begin(world)) != before
    with acting_as(world.karim, at=begin(world)):
        assert queries.live_stamp(meeting.pk, begin(world)) is None


def test_the_agenda_of_the_client_stands_on_top(world):
    meeting = planned(world, world.ruben)
    commands.add_agenda_point(
        actor=world.ruben, meeting_id=meeting.pk, words="Betalingsregeling", at=world.ago(5)
    )
    own = "Ik wil weten wie over mijn huis beslist"
    commands.add_agenda_point(actor=world.samira, meeting_id=meeting.pk, words=own, at=world.ago(4))
    with acting_as(world.ruben, at=world.at):
        assert [p.words for p in Meeting.objects.get(pk=meeting.pk).agenda.all()] == [
            own,
            "Betalingsregeling",
        ]


def test_only_the_client_fills_in_the_sheet_and_who_read_it_is_asked_again_after_a_change(world):
    meeting = planned(world, world.ruben)
    facts = {"first_words": "Ik ben moe.", "brings": "", "interpreter": "child"}
    with pytest.raises(NotAllowed):
        commands.prepare(actor=world.fatma, meeting_id=meeting.pk, at=world.ago(4), **facts)
    commands.confirm_reading(actor=world.ruben, meeting_id=meeting.pk, at=world.ago(5))
    sheet = commands.prepare(actor=world.samira, meeting_id=meeting.pk, at=world.ago(4), **facts)
    assert queries.interpreter_warning(sheet.interpreter)
    assert not queries.interpreter_warning("professional")
    with acting_as(world.fatma, at=world.at):
        assert seat(meeting, world.ruben).read_at is None


def test_an_appointment_is_listed_for_who_comes(world):
    meeting = planned(world, world.peter)
    invited(world, meeting, world.grace, at=world.ago(3))
    with acting_as(world.samira, at=world.at):
        found = queries.next_appointment(world.samira, world.at)
        assert (found.meeting_id, found.client_name) == (meeting.pk, "")
    day = begin(world).date()
    with acting_as(world.peter, at=world.at):
        assert [a.client_name for a in queries.appointments_of(world.peter, day, day)] == ["Samira Haddad"]
    with acting_as(world.grace, at=world.at):
        assert queries.appointments_of(world.grace, day, day) == []
