"""What stands at the edge of a rule of meetings: the last state, the last day, the last holder."""

from datetime import timedelta

import pytest

from rondom.access.context import acting_as, system_actor
from rondom.meetings import commands, queries
from rondom.meetings.commands.refusals import LinkSpent, MeetingMovedOn
from rondom.meetings.jobs import keep_meeting_clocks
from rondom.meetings.models import AttendanceMark, Decision
from rondom.people import commands as people
from tests.meetings.table import begin, held, planned, running, seat, tap
from tests.meetings.test_invitations import link_of
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
