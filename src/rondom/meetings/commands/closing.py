"""The client's last word, the end, and telling a client who was not there (R-033, R-035)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from rondom.access import grants
from rondom.access.actor import Actor
from rondom.access.models import DynamicPart
from rondom.cases import queries as cases
from rondom.cases.commands import note_on_timeline, rewrite_case_grants
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.text import clean_text
from rondom.meetings import policies
from rondom.meetings.commands.entry import LIVE, OVER, client_seat, locked, require, told
from rondom.meetings.commands.guests import guest_scopes
from rondom.meetings.commands.refusals import (
    AbsenceReasonMissing,
    AnswerUnknown,
    OnlyClientAnswers,
    SafetyReasonMissing,
)
from rondom.meetings.events import HeldWithoutClient, MeetingHeld
from rondom.meetings.models import AttendanceMark, Meeting
from rondom.meetings.vocabulary import AbsenceAnswer, AbsenceReason, Attendance, MeetingState

SAFETY_REASON_LENGTH = 20


@command("meeting.close")
def close_meeting(
    *,
    actor: Actor,
    meeting_id: UUID,
    at: datetime,
    absence_reason: str = "",
    absence_words: str = "",
    safety_exception: str = "",
) -> Meeting:
    """End the meeting: the summary stands ready for everybody at once (R-035).

    When the client was not there a reason is needed, and the client is told date, participants and
    outcome, unless a safety exception is written down: then the client does not see the meeting, and
    the log of it is confidential (R-033).
    Raises NotFound, MeetingMovedOn, NotAllowed, AbsenceReasonMissing, SafetyReasonMissing.
    """
    meeting = locked(meeting_id, LIVE)
    decision = require(policies.leads(actor, meeting))
    present = _client_present(meeting)
    meeting.client_present = present
    if not present:
        _note_absence(meeting, absence_reason, absence_words, safety_exception)
    meeting.state, meeting.held_at, meeting.sent_at, meeting.step = MeetingState.HELD, at, at, ""
    told_client = not present and not meeting.safety_exception
    meeting.client_told_at = at if told_client else None
    meeting.save()
    if meeting.safety_exception:
        _hide_from_client(actor, meeting, at)
    case = cases.case_of_space(meeting.space)
    if case is not None:
        note_on_timeline(
            actor=actor,
            case=case,
            at=at,
            kind="meeting.held",
            scope=meeting.scope,
            object_type="meeting",
            object_id=meeting.pk,
        )
    told(actor, meeting, "meeting.close", at, row=decision.row, reason=meeting.safety_exception)
    publish(MeetingHeld(meeting_id=meeting.pk), at=at)
    if told_client:
        publish(HeldWithoutClient(meeting_id=meeting.pk), at=at)
    return meeting


def _client_present(meeting: Meeting) -> bool:
    seat = client_seat(meeting)
    return (
        seat is not None
        and AttendanceMark.objects.filter(participant=seat, state=Attendance.PRESENT).exists()
    )


def _note_absence(meeting: Meeting, reason: str, words: str, exception: str) -> None:
    wanted = reason or meeting.absence_reason
    if wanted not in AbsenceReason.values:
        raise AbsenceReasonMissing
    meeting.absence_reason = wanted
    meeting.absence_words = clean_text(words, field="absence_words", max_length=1000) or meeting.absence_words
    why = clean_text(exception, field="safety_exception", max_length=1000) or meeting.safety_exception
    if exception and len(why) < SAFETY_REASON_LENGTH:
        raise SafetyReasonMissing
    meeting.safety_exception = why


def _hide_from_client(actor: Actor, meeting: Meeting, at: datetime) -> None:
    part = DynamicPart.objects.filter(scope=meeting.scope).first()
    if part is None:
        return
    guests = guest_scopes(meeting)
    DynamicPart.objects.filter(scope__in=(meeting.scope, *guests)).update(follows_story=False)
    for scope in (meeting.scope, meeting.attendance_scope, meeting.pulse_scope, *guests):
        own = DynamicPart.objects.filter(scope=scope).first()
        if own is not None:
            grants.drop_holder(part=own, holder_id=meeting.client_id, at=at)
    rewrite_case_grants(actor=actor, case_id=meeting.case_id, at=at)


@command("meeting.answer_absence")
def answer_absence(*, actor: Actor, meeting_id: UUID, right: bool, at: datetime, words: str = "") -> None:
    """The client says whether the noted reason for not being there is right (R-033).

    Raises NotFound, MeetingMovedOn, OnlyClientAnswers, AnswerUnknown.
    """
    meeting = locked(meeting_id, OVER)
    if not (decision := policies.is_client(actor, meeting)):
        raise OnlyClientAnswers
    if meeting.client_present is not False:
        raise AnswerUnknown
    Meeting.objects.filter(pk=meeting.pk).update(
        absence_answer=AbsenceAnswer.RIGHT if right else AbsenceAnswer.WRONG,
        absence_answer_words=clean_text(words, field="words", max_length=1000),
    )
    told(actor, meeting, "meeting.answer_absence", at, row=decision.row)
