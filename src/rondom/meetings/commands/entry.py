"""How every command enters a meeting, and leaves it: locked, in the right state, logged, made visible."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import F

from rondom.access.actor import Actor
from rondom.access.decision import Decision
from rondom.audit.log import record
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.refusals import NotAllowed, NotFound, Refusal
from rondom.kernel.text import clean_text, is_filler
from rondom.meetings.commands.guest_cards import refresh_cards
from rondom.meetings.commands.refusals import MeetingMovedOn, NotInvited, WordsMissing
from rondom.meetings.models import Meeting, Participant
from rondom.meetings.vocabulary import MeetingState

AHEAD = (MeetingState.PROPOSED, MeetingState.PLANNED)
LIVE = (MeetingState.RUNNING,)
WRITTEN = (MeetingState.RUNNING, MeetingState.HELD)
OVER = (MeetingState.HELD, MeetingState.FIXED)


def locked(meeting_id: UUID, states: Collection[str] = ()) -> Meeting:
    """The meeting, locked until the end of the transaction. Raises NotFound, MeetingMovedOn."""
    meeting = Meeting.objects.select_for_update(of=("self",)).filter(pk=meeting_id).first()
    if meeting is None:
        raise NotFound
    if states and meeting.state not in states:
        raise MeetingMovedOn(state=meeting.get_state_display())
    return meeting


def require(decision: Decision) -> Decision:
    """The decision, or NotAllowed with its reason."""
    if not decision:
        raise NotAllowed(reason=decision.reason)
    return decision


def own_seat(actor: Actor, meeting: Meeting) -> Participant:
    """The actor's own place at the table. Raises NotInvited."""
    wanted = {"person_id": actor.id} if actor.is_resident else {"professional_id": actor.id}
    seat = meeting.participants.filter(removed_at=None, **wanted).first()
    if seat is None:
        raise NotInvited
    return seat


def seat_of(meeting: Meeting, participant_id: UUID) -> Participant:
    """Somebody who is invited to this meeting. Raises NotFound."""
    seat = meeting.participants.filter(pk=participant_id, removed_at=None).first()
    if seat is None:
        raise NotFound
    return seat


def client_seat(meeting: Meeting) -> Participant | None:
    """The client's place at the table, if the client was invited."""
    return meeting.participants.filter(person_id=meeting.client_id, removed_at=None).first()


def told(
    actor: Actor,
    meeting: Meeting,
    action: str,
    at: datetime,
    *,
    row: str = "named",
    part: str = "meeting",
    object_type: str = "meeting",
    object_id: UUID | None = None,
    reason: str = "",
    confidential: bool = False,
) -> None:
    """Write the log and let every open screen see that something changed."""
    Meeting.objects.filter(pk=meeting.pk).update(revision=F("revision") + 1)
    refresh_cards(meeting, at)
    record(
        actor=actor,
        action=action,
        at=at,
        space=meeting.space,
        subjects=[meeting.client_id],
        part=part,
        object_type=object_type,
        object_id=object_id or meeting.pk,
        row=row,
        reason=reason,
        confidential=confidential or bool(meeting.safety_exception),
    )


def real_words(value: str, *, field: str, refusal: type[Refusal] = WordsMissing, longest: int = 4000) -> str:
    """Cleaned text that says something. Raises `refusal`, TextTooLong, TextUnreadable."""
    words = clean_text(value, field=field, max_length=longest)
    if is_filler(words):
        raise refusal(field=field)
    return words


def day_of(at: datetime) -> date:
    """The calendar day in Amsterdam."""
    return at.astimezone(AMSTERDAM).date()
