"""A guest proposes what to talk about; taken, it stands below the client's points (R-034)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.refusals import NotFound, Refusal
from rondom.meetings import policies
from rondom.meetings.commands.entry import AHEAD, LIVE, locked, real_words, require, told
from rondom.meetings.commands.guests import guest_seat
from rondom.meetings.commands.refusals import NotInvited
from rondom.meetings.events import GuestPointAnswer, GuestPointProposed
from rondom.meetings.models import AgendaPoint, GuestPoint
from rondom.meetings.vocabulary import GuestPointState


class GuestPointsFull(Refusal):
    """A few points of one guest are enough for one meeting."""

    code = "guest_points_full"
    field = "words"
    sentence = _("You proposed enough for this meeting. Wait for an answer, or say it at the table.")


class GuestPointAnswered(Refusal):
    """Somebody answered it a moment ago."""

    code = "guest_point_answered"
    sentence = _("This was answered already. Look at the agenda.")


WAITING_AT_ONCE, IN_ALL = 3, 8
"""Points of one guest: what waits for an answer, and everything before one meeting."""


@command("meeting.propose_point")
def propose_point(*, actor: Actor, meeting_id: UUID, words: str, at: datetime) -> GuestPoint:
    """A guest would like to talk about something; it is no point of the agenda before somebody takes it.

    Raises NotInvited, MeetingMovedOn, GuestPointsFull, WordsMissing, TextTooLong.
    """
    place = guest_seat(actor, meeting_id)
    if place is None:
        raise NotInvited
    said = real_words(words, field="words", longest=300)
    # As the system: a guest does not hold the meeting, and only reads the own part.
    with acting_as(system_actor("points of guests"), at=at):
        meeting = locked(meeting_id, AHEAD)
        own = GuestPoint.objects.filter(participant_id=place.pk)
        waiting = own.filter(state=GuestPointState.WAITING).count()
        if waiting >= WAITING_AT_ONCE or own.count() >= IN_ALL:
            raise GuestPointsFull
        row = GuestPoint.objects.create(
            scope=place.scope, meeting=meeting, participant_id=place.pk, words=said, proposed_at=at
        )
        told(actor, meeting, "meeting.propose_point", at, object_type="agenda", object_id=row.pk)
    publish(GuestPointProposed(meeting_id=meeting_id), at=at)
    return row


@command("meeting.answer_point")
def answer_point(*, actor: Actor, point_id: UUID, takes: bool, at: datetime) -> GuestPoint:
    """Put a guest's point on the agenda, or leave it out: the client, who organizes, or who leads.

    Raises NotFound, MeetingMovedOn, NotAllowed, GuestPointAnswered.
    """
    row = GuestPoint.objects.select_related("participant").filter(pk=point_id).first()
    meeting = locked(row.meeting_id, (*AHEAD, *LIVE)) if row else None
    if row is None or meeting is None:
        raise NotFound
    decision = require(policies.leads(actor, meeting) or policies.may_invite(actor, meeting, at))
    if row.state != GuestPointState.WAITING:
        raise GuestPointAnswered
    row.state = GuestPointState.TAKEN if takes else GuestPointState.LEFT_OUT
    row.answered_at = at
    row.save(update_fields=["state", "answered_at"])
    if takes:
        AgendaPoint.objects.create(
            scope=meeting.scope,
            meeting=meeting,
            words=row.words,
            by_client=False,
            by_id=UUID(str(row.participant.holder_id)),
            by_name=row.participant.name,
            place=meeting.agenda.filter(by_client=False).count(),
            added_at=at,
        )
    told(
        actor,
        meeting,
        "meeting.answer_point",
        at,
        row=decision.row,
        object_type="agenda",
        object_id=row.pk,
    )
    publish(GuestPointAnswer(meeting_id=meeting.pk, participant_id=row.participant_id), at=at)
    return row
