"""Planning starts with the client, and keeps apart who must be kept apart."""

from datetime import timedelta

import pytest

from rondom.access.context import acting_as
from rondom.audit.models import AuditEvent
from rondom.kernel.refusals import NotAllowed, NotFound, StaleVersion
from rondom.meetings import commands, queries
from rondom.meetings.commands.refusals import (
    AlreadyInvited,
    AskTooSoon,
    CannotLeaveOut,
    ChairMissing,
    ClientPlaceMissing,
    ClientTimesMissing,
    InviteeInConflict,
    InviteeShielded,
    MeetingInPast,
    OutsideClientTimes,
    ReasonMissing,
)
from rondom.meetings.models import GuestCard, Meeting, Participant
from rondom.meetings.vocabulary import Admission, Invitee, MeetingState, Reply
from rondom.people import commands as people
from tests.meetings.table import fixed_time, invited, planned, proposed, seat

pytestmark = pytest.mark.django_db


def test_a_proposal_without_the_clients_times_is_refused(world):
    with pytest.raises(ClientTimesMissing):
        proposed(world, times=[])


def test_a_proposal_without_the_clients_place_is_refused(world):
    with pytest.raises(ClientPlaceMissing):
        proposed(world, place="  ")


def test_the_client_may_call_a_meeting_and_the_case_manager_sees_it(world):
    meeting = proposed(world, by=world.samira)
    assert meeting.asked_by_client
    with acting_as(world.fatma, at=world.at):
        assert Meeting.objects.get().chair_id == world.fatma.id
        assert {s.name for s in queries.seats_of(Meeting.objects.get())} == {"Samira Haddad", "Fatma Yildiz"}


def test_a_second_request_waits_for_the_answer_on_the_first(world):
    proposed(world, by=world.samira)
    with pytest.raises(AskTooSoon):
        proposed(world, by=world.samira)


def test_refusing_a_request_needs_a_reason_that_the_client_reads(world):
    meeting = proposed(world, by=world.samira)
    with pytest.raises(ReasonMissing):
        commands.refuse_request(actor=world.fatma, meeting_id=meeting.pk, reason=".", at=world.at)
    reason = "We zien elkaar al op dinsdag."
    commands.refuse_request(actor=world.fatma, meeting_id=meeting.pk, reason=reason, at=world.at)
    with acting_as(world.samira, at=world.at):
        assert queries.meeting_for(world.samira, meeting.pk, at=world.at).closing_reason == reason


def test_a_colleague_without_relation_neither_plans_nor_sees(world):
    meeting = planned(world)
    with pytest.raises(NotFound):
        proposed(world, by=world.daan)
    with acting_as(world.daan, at=world.at), pytest.raises(NotFound):
        queries.meeting_for(world.daan, meeting.pk, at=world.at)


def test_the_ex_partner_sees_no_sign_of_a_meeting(world):
    planned(world, world.ruben)
    with acting_as(world.karim, at=world.at):
        assert Meeting.objects.count() == 0
        assert Participant.objects.count() == 0
        assert queries.next_appointment(world.karim, world.at) is None
        assert queries.meetings_for_resident(world.karim, world.at) == []


def test_an_invited_partner_without_consent_sees_this_meeting_only(world):
    other = proposed(world)
    meeting = proposed(world)
    invited(world, meeting, world.grace, sees="meeting")
    fixed_time(world, meeting)
    with acting_as(world.grace, at=world.at):
        assert [m.pk for m in Meeting.objects.all()] == [meeting.pk]
        with pytest.raises(NotFound):
            queries.meeting_for(world.grace, other.pk, at=world.at)


def test_a_time_outside_what_the_client_offered_needs_her_yes_in_words(world):
    meeting = proposed(world)
    late = world.at + timedelta(days=1)
    with pytest.raises(OutsideClientTimes):
        fixed_time(world, meeting, starts_at=late)
    assert (
        fixed_time(world, meeting, starts_at=late, client_agreed="Samira zei ja aan de telefoon.").starts_at
        == late
    )


def test_a_time_in_the_past_is_refused(world):
    meeting = proposed(world)
    with pytest.raises(MeetingInPast):
        fixed_time(world, meeting, starts_at=world.ago(11))


def test_a_chair_who_is_not_invited_is_refused(world):
    meeting = proposed(world)
    with acting_as(world.fatma, at=world.ago(9)), pytest.raises(ChairMissing):
        commands.plan_meeting(
            actor=world.fatma,
            meeting_id=meeting.pk,
            version=1,
            starts_at=world.at + timedelta(hours=2),
            chair_id=world.ruben.id,
            at=world.ago(9),
        )


def test_a_stale_form_overwrites_nothing(world):
    meeting = planned(world)
    with acting_as(world.fatma, at=world.ago(9)), pytest.raises(StaleVersion):
        commands.plan_meeting(
            actor=world.fatma,
            meeting_id=meeting.pk,
            version=1,
            starts_at=world.at + timedelta(hours=3),
            chair_id=world.fatma.id,
            at=world.ago(9),
        )


def test_moving_the_time_raises_the_sequence_keeps_the_uid_and_asks_again(world):
    meeting = planned(world, world.peter)
    commands.reply(actor=world.peter, meeting_id=meeting.pk, answer=Reply.COMES, at=world.ago(9))
    moved = fixed_time(world, meeting, starts_at=world.at + timedelta(hours=3), at=world.ago(8))
    assert (moved.uid, moved.sequence) == (meeting.uid, 1)
    with acting_as(world.fatma, at=world.at):
        assert seat(meeting, world.peter).reply == Reply.WAITING


def test_a_shielded_person_cannot_be_invited_by_the_client_or_in_silence(world):
    meeting = proposed(world)
    for actor in (world.samira, world.fatma, world.ruben):
        with acting_as(actor, at=world.ago(9)), pytest.raises((InviteeShielded, NotAllowed, NotFound)):
            commands.invite(
                actor=actor,
                meeting_id=meeting.pk,
                invitee=Invitee("network", world.karim.id),
                at=world.ago(9),
            )


def test_only_the_case_manager_overrules_a_shield_with_a_reason_and_confidentially(world):
    meeting = proposed(world)
    reason = "De rechter heeft een gesprek met beide ouders opgelegd."
    with acting_as(world.ruben, at=world.ago(9)), pytest.raises(InviteeShielded):
        commands.invite(
            actor=world.ruben,
            meeting_id=meeting.pk,
            invitee=Invitee("network", world.karim.id),
            shield_reason=reason,
            at=world.ago(9),
        )
    with acting_as(world.fatma, at=world.ago(9)):
        commands.invite(
            actor=world.fatma,
            meeting_id=meeting.pk,
            invitee=Invitee("network", world.karim.id),
            shield_reason=reason,
            at=world.ago(9),
        )
        event = AuditEvent.objects.filter(action="meeting.invite", outcome="success").latest("id")
        assert event.confidential
        assert event.reason == reason
        assert seat(meeting, world.karim).shield_reason == reason


def test_a_professional_who_is_a_relative_cannot_be_invited(world):
    people.declare_conflict(
        actor=world.fatma,
        household_id=world.household_id,
        person_id=world.samira.id,
        counterpart_kind="professional",
        counterpart_id=world.grace.id,
        kind="relative",
        reason="nicht",
        at=world.ago(9),
    )
    meeting = proposed(world)
    with pytest.raises(InviteeInConflict):
        invited(world, meeting, world.grace)


def test_nobody_but_the_client_asks_for_an_expert(world):
    meeting = proposed(world)
    with pytest.raises(NotAllowed):
        commands.ask_expert(actor=world.fatma, meeting_id=meeting.pk, at=world.ago(9))


def test_the_same_person_is_invited_once(world):
    meeting = planned(world, world.ruben)
    with pytest.raises(AlreadyInvited):
        invited(world, meeting, world.ruben)


def test_somebody_added_later_sees_nothing_until_the_client_says_yes(world):
    meeting = planned(world)
    invited(world, meeting, world.grace, at=world.ago(5))
    with acting_as(world.grace, at=world.ago(5)):
        assert not Meeting.objects.exists()
        assert not GuestCard.objects.exists()
        assert not Participant.objects.exists()
    with acting_as(world.samira, at=world.ago(4)):
        waiting = seat(meeting, world.grace)
        assert waiting.admission == Admission.ASKED
        commands.answer_admission(
            actor=world.samira, participant_id=waiting.pk, accepted=True, at=world.ago(4)
        )
    with acting_as(world.grace, at=world.ago(4)):
        assert GuestCard.objects.filter(meeting_id=meeting.pk).exists()


def test_the_client_may_refuse_somebody_who_was_added_later(world):
    meeting = planned(world)
    invited(world, meeting, world.grace, at=world.ago(5))
    with acting_as(world.samira, at=world.ago(4)):
        waiting = seat(meeting, world.grace)
        commands.answer_admission(
            actor=world.samira, participant_id=waiting.pk, accepted=False, at=world.ago(4)
        )
    with acting_as(world.grace, at=world.ago(4)):
        assert not Meeting.objects.exists()
    with acting_as(world.fatma, at=world.ago(4)):
        assert "Grace Osei" not in {s.name for s in queries.seats_of(meeting)}


def test_an_organizer_notes_the_clients_yes_only_with_how_it_was_given(world):
    meeting = planned(world)
    invited(world, meeting, world.grace, at=world.ago(5))
    with acting_as(world.fatma, at=world.ago(4)):
        waiting = seat(meeting, world.grace)
        with pytest.raises(ReasonMissing):
            commands.answer_admission(
                actor=world.fatma, participant_id=waiting.pk, accepted=True, at=world.ago(4)
            )
        commands.answer_admission(
            actor=world.fatma,
            participant_id=waiting.pk,
            accepted=True,
            words="Aan de telefoon",
            at=world.ago(4),
        )


def test_who_is_left_out_loses_sight_in_the_same_moment(world):
    meeting = planned(world, world.grace)
    with acting_as(world.fatma, at=world.ago(3)):
        commands.uninvite(
            actor=world.fatma,
            participant_id=seat(meeting, world.grace).pk,
            reason="Niet meer nodig",
            at=world.ago(3),
        )
    with acting_as(world.grace, at=world.ago(3)):
        assert not Meeting.objects.exists()


def test_the_client_and_the_chair_cannot_be_left_out(world):
    meeting = planned(world)
    with acting_as(world.fatma, at=world.ago(3)):
        for actor in (world.samira, world.fatma):
            place = seat(meeting, actor).pk
            with pytest.raises(CannotLeaveOut):
                commands.uninvite(
                    actor=world.fatma, participant_id=place, reason="Geen plek meer", at=world.ago(3)
                )


def test_an_invited_partner_does_not_plan_or_invite(world):
    meeting = planned(world, world.peter)
    with pytest.raises(NotAllowed):
        invited(world, meeting, world.grace, by=world.peter)
    with pytest.raises(NotAllowed):
        commands.cancel_meeting(
            actor=world.peter, meeting_id=meeting.pk, reason="Geen tijd vandaag", at=world.at
        )


def test_the_table_without_work_and_income_is_warned_about_and_double_bookings_are_shown(world, monkeypatch):
    monkeypatch.setattr("rondom.meetings.queries.planning.goal_domains", lambda space: {0})
    meeting = planned(world, world.ruben)
    planned(world, world.ruben)
    with acting_as(world.fatma, at=world.at):
        row = Meeting.objects.get(pk=meeting.pk)
        notes = queries.planning_notes(row, queries.seats_of(row), at=world.at)
    assert len(notes.warnings) == 1
    assert set(notes.double) == {"Fatma Yildiz", "Ruben Mulder"}


def test_a_meeting_without_the_client_for_safety_is_invisible_to_her(world):
    reason = "Er is een vermoeden van gevaar thuis; eerst overleg."
    meeting = proposed(world, times=[], place="", without_client="safety", without_client_words=reason)
    with acting_as(world.samira, at=world.at):
        assert not Meeting.objects.filter(pk=meeting.pk).exists()
        assert not AuditEvent.objects.filter(subject_id=world.samira.id, object_id=meeting.pk).exists()
    with acting_as(world.fatma, at=world.at):
        assert Meeting.objects.filter(pk=meeting.pk).exists()


def test_a_meeting_without_the_client_needs_words(world):
    with pytest.raises(ReasonMissing):
        proposed(world, times=[], place="", without_client="urgent", without_client_words="x")


def test_cancelling_raises_the_sequence(world):
    meeting = planned(world)
    commands.cancel_meeting(actor=world.samira, meeting_id=meeting.pk, reason="Adam is ziek", at=world.ago(1))
    with acting_as(world.fatma, at=world.at):
        row = Meeting.objects.get(pk=meeting.pk)
        assert (row.state, row.sequence) == (MeetingState.CANCELLED, 1)
