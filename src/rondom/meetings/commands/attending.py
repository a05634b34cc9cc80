"""At the table: roles, the five concepts, who is there (R-027, R-028, R-036)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.dispatch.commands import command
from rondom.kernel.text import clean_line
from rondom.meetings import policies
from rondom.meetings.commands.agreeing import write_agreement
from rondom.meetings.commands.entry import (
    LIVE,
    WRITTEN,
    locked,
    own_seat,
    real_words,
    require,
    seat_of,
    told,
)
from rondom.meetings.commands.refusals import AnswerUnknown, ReasonMissing
from rondom.meetings.models import AttendanceMark, ConceptCheck, Meeting, Note, Participant
from rondom.meetings.vocabulary import (
    Attendance,
    CheckedBy,
    Concept,
    Discussed,
    MeetingState,
    NoteKind,
)


@command("meeting.say_role")
def say_role(
    *,
    actor: Actor,
    meeting_id: UUID,
    participant_id: UUID,
    decides: str,
    does_not_decide: str,
    at: datetime,
    open_question: str = "",
    question_due_on: date | None = None,
    domain: int | None = None,
) -> Participant:
    """Who are you, what can you decide and what not: kept as the role line of this case (R-027).

    A question about a role that stays open becomes an action of that participant.
    Raises NotFound, MeetingMovedOn, NotAllowed, WordsMissing, DateInPast, DomainMissing.
    """
    meeting = locked(meeting_id, WRITTEN)
    seat = seat_of(meeting, participant_id)
    decision = require(policies.may_speak_for(actor, meeting, seat))
    seat.decides = real_words(decides, field="decides", longest=1000)
    seat.does_not_decide = real_words(does_not_decide, field="does_not_decide", longest=1000)
    seat.role_said_at = at
    seat.save(update_fields=["decides", "does_not_decide", "role_said_at"])
    question = clean_line(open_question, field="open_question", max_length=500)
    if question:
        write_agreement(
            actor,
            meeting,
            seat,
            what=question,
            domain=domain,
            due_on=question_due_on,
            at=at,
            role_question=True,
        )
    told(
        actor, meeting, "meeting.say_role", at, row=decision.row, object_type="participant", object_id=seat.pk
    )
    return seat


@command("meeting.skip_roles")
def skip_roles(*, actor: Actor, meeting_id: UUID, reason: str, at: datetime) -> None:
    """Leave out the round of roles, with a reason; the team sees how often (R-027).

    Raises NotFound, MeetingMovedOn, NotAllowed, ReasonMissing.
    """
    meeting = locked(meeting_id, LIVE)
    decision = require(policies.leads(actor, meeting))
    words = real_words(reason, field="reason", refusal=ReasonMissing, longest=200)
    Meeting.objects.filter(pk=meeting.pk).update(roles_skipped_reason=words)
    told(actor, meeting, "meeting.skip_roles", at, row=decision.row)


@command("meeting.tick_concept")
def tick_concept(*, actor: Actor, meeting_id: UUID, concept: str, answer: str, at: datetime) -> ConceptCheck:
    """One of the five taps, by the chair or by the client, each for themselves (R-028).

    A professional cannot answer for the client: who ticks follows from who is signed in, also when the
    client chairs along. Raises NotFound, MeetingMovedOn, NotAllowed, AnswerUnknown.
    """
    meeting = locked(meeting_id, WRITTEN)
    if concept not in Concept.values or answer not in Discussed.values:
        raise AnswerUnknown
    if policies.is_client(actor, meeting):
        side, row = CheckedBy.CLIENT, "P8"
    else:
        side, row = CheckedBy.CHAIR, require(policies.leads(actor, meeting)).row
    check, _new = ConceptCheck.objects.update_or_create(
        meeting=meeting,
        concept=concept,
        checked_by=side,
        defaults={"scope": meeting.scope, "answer": answer, "by_id": actor.id, "at": at},
    )
    told(actor, meeting, "meeting.tick_concept", at, row=row)
    return check


@command("meeting.mark_attendance")
def mark_attendance(
    *,
    actor: Actor,
    meeting_id: UUID,
    participant_id: UUID,
    state: str,
    at: datetime,
    represented_by: str = "",
) -> AttendanceMark:
    """Note who is there; seen by who is invited and nobody else (R-036).

    Raises NotFound, MeetingMovedOn, NotAllowed, AnswerUnknown, WordsMissing.
    """
    meeting = locked(meeting_id, WRITTEN)
    decision = require(policies.leads(actor, meeting))
    seat = seat_of(meeting, participant_id)
    if state not in Attendance.values:
        raise AnswerUnknown
    by = clean_line(represented_by, field="represented_by", max_length=160)
    if state == Attendance.REPRESENTED:
        by = real_words(by, field="represented_by", longest=160)
    mark = mark_seat(seat, meeting, state, actor, at, represented_by=by)
    told(
        actor, meeting, "meeting.mark_attendance", at, row=decision.row, part="attendance", object_id=seat.pk
    )
    return mark


def mark_seat(
    seat: Participant,
    meeting: Meeting,
    state: str,
    actor: Actor,
    at: datetime,
    *,
    represented_by: str = "",
    only_if_expected: bool = False,
) -> AttendanceMark:
    """Note whether somebody is there, inside a command that has decided who may."""
    known = AttendanceMark.objects.filter(participant=seat).first()
    if known is not None and only_if_expected and known.state != Attendance.EXPECTED:
        return known
    mark, _new = AttendanceMark.objects.update_or_create(
        participant=seat,
        defaults={
            "scope": meeting.attendance_scope,
            "state": state,
            "represented_by": represented_by,
            "marked_at": at,
            "marked_by": actor.id,
        },
    )
    return mark


@command("meeting.send_regrets")
def send_regrets(*, actor: Actor, meeting_id: UUID, words: str, at: datetime) -> Note:
    """Say "sorry, here is my input": one tap for who cannot be there, before or during (R-036).

    Raises NotFound, MeetingMovedOn, NotInvited, WordsMissing.
    """
    meeting = locked(meeting_id, (MeetingState.PLANNED, MeetingState.RUNNING))
    seat = own_seat(actor, meeting)
    note = Note.objects.create(
        scope=meeting.scope,
        meeting=meeting,
        kind=NoteKind.INPUT,
        words=real_words(words, field="words"),
        by_id=actor.id,
        by_name=seat.name,
        at=at,
    )
    mark_seat(seat, meeting, Attendance.ABSENT_WITH_NOTICE, actor, at)
    told(actor, meeting, "meeting.send_regrets", at, object_type="note", object_id=note.pk)
    return note
