"""Leading the meeting: steps, turns, speaking later (R-026, R-032)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from rondom.access.actor import Actor
from rondom.dispatch.commands import command
from rondom.meetings import policies
from rondom.meetings.commands.attending import mark_seat
from rondom.meetings.commands.entry import (
    LIVE,
    OVER,
    WRITTEN,
    client_seat,
    locked,
    own_seat,
    require,
    seat_of,
    told,
)
from rondom.meetings.commands.refusals import AnswerUnknown, ChairMissing, OnlyClientAnswers
from rondom.meetings.models import Meeting, Participant, Turn
from rondom.meetings.rules import STEPS, first_position
from rondom.meetings.vocabulary import (
    Attendance,
    MeetingState,
    SpeakingLater,
    Step,
    TurnKind,
)


@command("meeting.open")
def open_meeting(*, actor: Actor, meeting_id: UUID, at: datetime) -> Meeting:
    """Begin: the screen opens at the welcome. Without a chair it cannot (R-032).

    Raises NotFound, MeetingMovedOn, ChairMissing, NotAllowed.
    """
    meeting = locked(meeting_id, (MeetingState.PLANNED,))
    if meeting.chair_id is None:
        raise ChairMissing
    decision = require(policies.leads(actor, meeting))
    Meeting.objects.filter(pk=meeting.pk).update(
        state=MeetingState.RUNNING, opened_at=at, step=Step.WELCOME, step_started_at=at
    )
    # Whoever begins the meeting is there.
    mark_seat(own_seat(actor, meeting), meeting, Attendance.PRESENT, actor, at, only_if_expected=True)
    told(actor, meeting, "meeting.open", at, row=decision.row)
    return meeting


@command("meeting.go_to_step")
def go_to_step(*, actor: Actor, meeting_id: UUID, step: str, at: datetime) -> None:
    """Go on to a step, or back to one. Raises NotFound, MeetingMovedOn, NotAllowed, AnswerUnknown."""
    meeting = locked(meeting_id, LIVE)
    decision = require(policies.leads(actor, meeting))
    if step not in STEPS:
        raise AnswerUnknown(field="step")
    Meeting.objects.filter(pk=meeting.pk).update(step=step, step_started_at=at)
    told(actor, meeting, "meeting.go_to_step", at, row=decision.row)


@command("meeting.note_turn")
def note_turn(*, actor: Actor, meeting_id: UUID, participant_id: UUID, at: datetime) -> Turn:
    """One tap of the chair: this person takes the floor. The first time is the introduction (R-026).

    Raises NotFound, MeetingMovedOn, NotAllowed.
    """
    meeting = locked(meeting_id, LIVE)
    decision = require(policies.leads(actor, meeting))
    seat = seat_of(meeting, participant_id)
    turn = _add_turn(meeting, seat, at, entered_later=False)
    mark_seat(seat, meeting, Attendance.PRESENT, actor, at, only_if_expected=True)
    _store_places(meeting)
    told(
        actor,
        meeting,
        "meeting.note_turn",
        at,
        row=decision.row,
        object_type="participant",
        object_id=seat.pk,
    )
    return turn


@command("meeting.enter_turns")
def enter_turns(
    *, actor: Actor, meeting_id: UUID, participant_ids: Sequence[UUID], at: datetime
) -> list[Turn]:
    """Type the order of speaking afterwards: stamped, and left out of every figure (R-026).

    What was noted during the meeting stays in front; what was typed afterwards before is replaced.
    Raises NotFound, MeetingMovedOn, NotAllowed.
    """
    meeting = locked(meeting_id, (MeetingState.HELD,))
    decision = require(policies.leads(actor, meeting))
    meeting.turns.filter(entered_later=True).delete()
    turns = [
        _add_turn(meeting, seat_of(meeting, participant_id), at, entered_later=True)
        for participant_id in participant_ids
    ]
    told(actor, meeting, "meeting.enter_turns", at, row=decision.row)
    return turns


def _add_turn(meeting: Meeting, seat: Participant, at: datetime, *, entered_later: bool) -> Turn:
    spoke_before = meeting.turns.filter(participant=seat).exists()
    return Turn.objects.create(
        scope=meeting.scope,
        meeting=meeting,
        participant=seat,
        kind=TurnKind.TURN if spoke_before else TurnKind.INTRODUCTION,
        place=(meeting.turns.aggregate(last=Max("place"))["last"] or 0) + 1,
        at=at,
        entered_later=entered_later,
    )


def _store_places(meeting: Meeting) -> None:
    seat = client_seat(meeting)
    if seat is None:
        return
    turns = list(meeting.turns.filter(entered_later=False))
    Meeting.objects.filter(pk=meeting.pk).update(
        client_introduced_at_place=first_position(
            [str(t.participant_id) for t in turns if t.kind == TurnKind.INTRODUCTION], str(seat.pk)
        ),
        client_first_turn_at_place=first_position([str(t.participant_id) for t in turns], str(seat.pk)),
    )


@command("meeting.note_speaking_later")
def note_speaking_later(*, actor: Actor, meeting_id: UUID, at: datetime) -> None:
    """The chair notes that the client chose to speak later; it counts when the client confirms it (R-026).

    Raises NotFound, MeetingMovedOn, NotAllowed.
    """
    meeting = locked(meeting_id, WRITTEN)
    if policies.is_client(actor, meeting):
        answer, row = SpeakingLater.CONFIRMED, "P8"
    else:
        answer, row = SpeakingLater.SAID_BY_CHAIR, require(policies.leads(actor, meeting)).row
    Meeting.objects.filter(pk=meeting.pk).update(speaking_later=answer)
    told(actor, meeting, "meeting.note_speaking_later", at, row=row)


@command("meeting.answer_speaking_later")
def answer_speaking_later(*, actor: Actor, meeting_id: UUID, own_choice: bool, at: datetime) -> None:
    """The client says whether speaking later was her or his own choice.

    Raises NotFound, MeetingMovedOn, OnlyClientAnswers.
    """
    meeting = locked(meeting_id, (*LIVE, *OVER))
    if not (decision := policies.is_client(actor, meeting)):
        raise OnlyClientAnswers
    answer = SpeakingLater.CONFIRMED if own_choice else SpeakingLater.DENIED
    Meeting.objects.filter(pk=meeting.pk).update(speaking_later=answer)
    told(actor, meeting, "meeting.answer_speaking_later", at, row=decision.row)
