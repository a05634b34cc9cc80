"""What stands at the edge of a rule of meetings: the last state, the last day, the last holder."""

from datetime import timedelta

import pytest

from rondom.access.context import acting_as, system_actor
from rondom.cases import commands as cases
from rondom.meetings import commands, handlers, queries
from rondom.meetings.commands.refusals import LinkSpent, MeetingMovedOn
from rondom.meetings.events import (
    AdmissionAsked,
    HeldWithoutClient,
    MeetingCancelled,
    MeetingHeld,
    ParticipantInvited,
    ParticipantLeftOut,
)
from rondom.meetings.jobs import keep_meeting_clocks
from rondom.meetings.models import AttendanceMark, Decision, Meeting, Participant
from rondom.meetings.vocabulary import Admission
from rondom.notices.models import Notice
from rondom.organizations.models import Professional
from rondom.people import commands as people
from tests.meetings.table import begin, fixed_time, held, invited, planned, proposed, running, seat, tap
from tests.meetings.test_guests import invite, supporter
from tests.meetings.test_invitations import calendar, link_of, run
from tests.meetings.test_minutes import decided, stance

pytestmark = pytest.mark.django_db
SYSTEM = system_actor("test")


def test_the_order_of_speaking_is_not_typed_into_a_final_summary(world):
    meeting = held(world)
    later = world.at + timedelta(days=10)
    with acting_as(SYSTEM, at=later):
        keep_meeting_clocks(at=later)
    with acting_as(world.fatma, at=later):
        place = seat(meeting, world.samira).pk
    with pytest.raises(MeetingMovedOn):
        commands.enter_turns(actor=world.fatma, meeting_id=meeting.pk, participant_ids=[place], at=later)


def test_that_an_absent_client_was_not_asked_is_nothing_to_confirm(world):
    meeting = running(world, world.ruben)
    found = stance(world, meeting, decided(world, meeting), world.samira, "not_asked", by=world.fatma)
    assert found.confirm_by is None


def test_who_was_there_is_hidden_from_the_client_with_the_meeting(world):
    meeting = running(world, world.ruben)
    tap(world, meeting, world.ruben)
    with acting_as(world.samira, at=begin(world)):
        assert AttendanceMark.objects.exists()
    commands.close_meeting(
        actor=world.fatma,
        meeting_id=meeting.pk,
        absence_reason="safety",
        safety_exception="Er is een melding van dreiging, eerst de politie.",
        at=begin(world),
    )
    with acting_as(world.samira, at=begin(world) + timedelta(hours=1)):
        assert not AttendanceMark.objects.exists()


def test_the_possibilities_of_a_decision_go_with_its_words(world):
    meeting = running(world)
    decision = decided(world, meeting, options=["Naar de kliniek aan de Bosweg", "Thuis blijven"])
    commands.redact(
        actor=world.fatma,
        meeting_id=meeting.pk,
        part="decision",
        object_id=decision.pk,
        reason="Dit is medisch",
        at=begin(world),
    )
    with acting_as(world.fatma, at=begin(world)):
        assert Decision.objects.get(pk=decision.pk).options == [commands.BLANK]


def test_a_link_of_somebody_who_is_kept_apart_since_leads_nowhere(world):
    """A conflict that is declared after the invitation ends the mail's link too (D1)."""
    meeting = planned(world, world.peter)
    token = link_of(world, meeting, world.peter)
    assert commands.meeting_of_link(token, at=world.at)
    with acting_as(world.fatma, at=world.at):
        people.declare_conflict(
            actor=world.fatma,
            household_id=world.household_id,
            person_id=world.samira.id,
            counterpart_kind="professional",
            counterpart_id=world.peter.id,
            kind="relative",
            reason="Zijn zus.",
            at=world.at,
        )
    assert commands.meeting_of_link(token, at=world.at) is None
    with pytest.raises(LinkSpent):
        commands.reply_by_link(actor=world.peter, token=token, answer="comes", at=world.at)


def test_who_was_not_there_could_not_speak_first(world):
    for _number in range(5):
        held(world)
    meeting = running(world, world.ruben)
    tap(world, meeting, world.ruben)
    moment = begin(world) + timedelta(hours=2)
    commands.close_meeting(actor=world.fatma, meeting_id=meeting.pk, absence_reason="ill", at=begin(world))
    with acting_as(world.fatma, at=moment):
        found = queries.team_figures(world.fatma, world.team_id, at=moment)
    assert (found.meetings, found.client_present, found.client_first) == (6, 83, 100)


@pytest.mark.parametrize(
    ("reason", "waits", "told"),
    [("declined", True, True), ("ill", True, True), ("urgent", False, True), ("safety", False, False)],
)
def test_somebody_added_later_waits_for_a_client_who_does_not_come_too(reason, waits, told, world):
    """R-025: told, and may refuse; what cannot wait goes on and is told, what must stay hidden is not."""
    words = "Er is een melding van dreiging, eerst de politie."
    meeting = proposed(world, times=[], place="", without_client=reason, without_client_words=words)
    fixed_time(world, meeting, place="Buurthuis")
    invited(world, meeting, world.grace, at=world.ago(5))
    with acting_as(world.fatma, at=world.at):
        place = seat(meeting, world.grace)
    assert (place.admission == Admission.ASKED) is waits
    with acting_as(world.grace, at=world.at):
        assert Participant.objects.filter(pk=place.pk).exists() is not waits
    event = AdmissionAsked(meeting_id=meeting.pk, participant_id=place.pk)
    with acting_as(SYSTEM, at=world.at):
        handlers.ask_client(event, at=world.at)
        assert Notice.objects.filter(receiver_id=world.samira.id).exists() is told


def test_who_works_at_a_party_without_a_public_name_is_not_found_by_looking(world):
    meeting = proposed(world)
    for actor, text, finds in (
        (world.fatma, "Yvonne", False),
        (world.samira, "Yvonne", False),
        (world.fatma, "Esther", True),
    ):
        with acting_as(actor, at=world.at):
            found = queries.invitable(actor, Meeting.objects.get(pk=meeting.pk), at=world.at, text=text)
        assert any(text in name for _key, name in found) is finds, (actor.name, text)


def test_absences_of_more_than_four_weeks_ago_are_nobodys_business_any_more(world):
    meeting = running(world, world.ruben)
    with acting_as(world.fatma, at=begin(world)):
        place = seat(meeting, world.ruben).pk
    commands.mark_attendance(
        actor=world.fatma, meeting_id=meeting.pk, participant_id=place, state="absent", at=begin(world)
    )
    for days, seen in ((28, 1), (29, 0)):
        later = world.at + timedelta(days=days)
        with acting_as(world.ingrid, at=later):
            assert len(queries.absences_of_my_team(world.ingrid, at=later)) == seen


def test_neither_the_clock_nor_the_summary_tells_a_client_who_must_not_know(world):
    words = "Er is een melding van dreiging, eerst de politie."
    meeting = proposed(world, times=[], place="", without_client="safety", without_client_words=words)
    fixed_time(world, meeting, place="Buurthuis")
    with acting_as(world.fatma, at=begin(world)):
        commands.open_meeting(actor=world.fatma, meeting_id=meeting.pk, at=begin(world))
    later = world.at + timedelta(days=10)
    with acting_as(SYSTEM, at=later):
        keep_meeting_clocks(at=later)
        assert Meeting.objects.get(pk=meeting.pk).client_told_at is None
        handlers.send_summary(MeetingHeld(meeting_id=meeting.pk), at=later)
        handlers.tell_absent_client(HeldWithoutClient(meeting_id=meeting.pk), at=later)
        assert not Notice.objects.filter(receiver_id=world.samira.id).exists()
        assert Notice.objects.filter(receiver_id=world.fatma.id).exists()


def test_a_summary_with_a_safety_exception_of_the_end_is_not_announced_to_the_client(world):
    meeting = running(world, world.ruben)
    commands.close_meeting(
        actor=world.fatma,
        meeting_id=meeting.pk,
        absence_reason="safety",
        safety_exception="Er is een melding van dreiging, eerst de politie.",
        at=begin(world),
    )
    with acting_as(SYSTEM, at=begin(world)):
        before = Notice.objects.filter(receiver_id=world.samira.id).count()
        handlers.send_summary(MeetingHeld(meeting_id=meeting.pk), at=begin(world))
        assert Notice.objects.filter(receiver_id=world.samira.id).count() == before


def test_who_is_left_out_alone_gets_a_number_above_the_invitation(world):
    """RFC 5546: a calendar drops a cancellation that is not newer than what it has."""
    meeting = planned(world, world.peter, world.ruben)
    with acting_as(world.fatma, at=world.ago(2)):
        place = seat(meeting, world.peter).pk
    invitation = run(
        world, handlers.invite_one, ParticipantInvited(meeting_id=meeting.pk, participant_id=place)
    )
    commands.uninvite(actor=world.fatma, participant_id=place, reason="Niet nodig", at=world.ago(2))
    left = run(
        world, handlers.call_off_for_one, ParticipantLeftOut(meeting_id=meeting.pk, participant_id=place)
    )
    numbers = [int(calendar(mails[-1])[1]["event"]["SEQUENCE"]) for mails in (invitation, left)]
    assert numbers[1] == numbers[0] + 1


def test_who_left_gets_no_mail_about_a_meeting(world):
    meeting = planned(world, world.peter)
    with acting_as(world.fatma, at=world.ago(2)):
        place = seat(meeting, world.peter).pk
    with acting_as(SYSTEM, at=world.at):
        Professional.objects.filter(pk=world.peter.id).update(ended_at=world.ago(1))
    commands.cancel_meeting(actor=world.fatma, meeting_id=meeting.pk, reason="Samira is ziek", at=world.at)
    mails = run(world, handlers.call_off, MeetingCancelled(meeting_id=meeting.pk))
    assert place
    assert [mail["to"] for mail in mails] == ["fatma-yildiz@maasdrecht.example"]


def test_who_was_taken_off_stays_in_the_minutes_of_what_was_held(world):
    """R-005, R-035: nothing is theirs to read any more, and nothing that was written down changes."""
    chosen = supporter(world, "attend")
    meeting = planned(world, world.ruben)
    invite(world, meeting, world.naima)
    with acting_as(world.fatma, at=begin(world)):
        commands.open_meeting(actor=world.fatma, meeting_id=meeting.pk, at=begin(world))
    tap(world, meeting, world.samira, world.naima)
    commands.close_meeting(actor=world.fatma, meeting_id=meeting.pk, at=begin(world))
    later = begin(world) + timedelta(days=1)
    with acting_as(world.samira, at=later):
        cases.end_supporter(actor=world.samira, supporter_id=chosen.pk, at=later)
    with acting_as(world.naima, at=later):
        assert not Meeting.objects.exists()
        assert not Participant.objects.exists()
    with acting_as(world.fatma, at=later):
        names = {s.name for s in queries.seats_of(Meeting.objects.get(pk=meeting.pk))}
    assert "Naima Haddad" in names


def test_a_guest_is_asked_for_an_answer_until_it_is_given(world):
    meeting = planned(world)
    invite(world, meeting, world.daan, sees="agenda")
    day_before = world.ago(1)

    def asked():
        with acting_as(world.daan, at=day_before):
            return [item.url_id for item in queries.today_items(world.daan, at=day_before)]

    assert asked() == [meeting.pk]
    commands.reply(actor=world.daan, meeting_id=meeting.pk, answer="comes", at=day_before)
    assert asked() == []
