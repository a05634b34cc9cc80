"""The client's sheet, the agenda, and who has read it (R-034, R-039)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.dispatch.commands import command
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.kernel.text import clean_line, clean_text
from rondom.meetings import policies
from rondom.meetings.commands.entry import AHEAD, LIVE, locked, own_seat, real_words, require, told
from rondom.meetings.commands.refusals import AnswerUnknown
from rondom.meetings.models import AgendaPoint, Participant, Preparation
from rondom.meetings.vocabulary import Interpreter


@command("meeting.prepare")
def prepare(
    *,
    actor: Actor,
    meeting_id: UUID,
    first_words: str,
    brings: str,
    interpreter: str,
    interpreter_language: str = "",
    at: datetime,
) -> Preparation:
    """Fill in the sheet: the client's own words, whom she or he brings, an interpreter.

    Only the client writes it. Raises NotFound, MeetingMovedOn, NotAllowed, AnswerUnknown, TextTooLong.
    """
    meeting = locked(meeting_id, AHEAD)
    decision = require(policies.is_client(actor, meeting))
    if interpreter not in Interpreter.values:
        raise AnswerUnknown(field="interpreter")
    sheet, _new = Preparation.objects.update_or_create(
        meeting=meeting,
        defaults={
            "scope": meeting.scope,
            "first_words": clean_text(first_words, field="first_words", max_length=2000),
            "brings": clean_line(brings, field="brings"),
            "interpreter": interpreter,
            "interpreter_language": clean_line(
                interpreter_language, field="interpreter_language", max_length=60
            ),
            "changed_at": at,
        },
    )
    # Who read the sheet read another one.
    meeting.participants.exclude(person_id=meeting.client_id).update(read_at=None)
    told(actor, meeting, "meeting.prepare", at, row=decision.row, part="preparation")
    return sheet


@command("meeting.add_agenda_point")
def add_agenda_point(*, actor: Actor, meeting_id: UUID, words: str, at: datetime) -> AgendaPoint:
    """Put a point on the agenda; the client's points stand on top (R-034, R-039).

    Raises NotFound, MeetingMovedOn, NotInvited, WordsMissing, TextTooLong.
    """
    meeting = locked(meeting_id, (*AHEAD, *LIVE))
    seat = own_seat(actor, meeting)
    by_client = seat.person_id == meeting.client_id
    point = AgendaPoint.objects.create(
        scope=meeting.scope,
        meeting=meeting,
        words=real_words(words, field="words", longest=300),
        by_client=by_client,
        by_id=actor.id,
        by_name=seat.name,
        place=meeting.agenda.filter(by_client=by_client).count(),
        added_at=at,
    )
    told(actor, meeting, "meeting.add_agenda_point", at, object_type="agenda", object_id=point.pk)
    return point


@command("meeting.order_agenda")
def move_agenda_point(*, actor: Actor, point_id: UUID, up: bool, at: datetime) -> None:
    """Move a point one place up or down among points of the same side: own points, or as chair.

    Raises NotFound, MeetingMovedOn, NotAllowed.
    """
    found = AgendaPoint.objects.filter(pk=point_id).first()
    if found is None:
        raise NotFound
    meeting = locked(found.meeting_id, (*AHEAD, *LIVE))
    if found.by_id != actor.id and not (decision := policies.leads(actor, meeting)):
        raise NotAllowed(reason=decision.reason)
    side = list(meeting.agenda.filter(by_client=found.by_client))
    here = next(place for place, point in enumerate(side) if point.pk == found.pk)
    there = here - 1 if up else here + 1
    if 0 <= there < len(side):
        side[here], side[there] = side[there], side[here]
    for place, point in enumerate(side):
        AgendaPoint.objects.filter(pk=point.pk).update(place=place)
    told(actor, meeting, "meeting.order_agenda", at, object_type="agenda", object_id=found.pk)


@command("meeting.confirm_reading")
def confirm_reading(*, actor: Actor, meeting_id: UUID, at: datetime) -> Participant:
    """One tap: I have read the sheet (R-034). Raises NotFound, MeetingMovedOn, NotInvited."""
    meeting = locked(meeting_id, AHEAD)
    seat = own_seat(actor, meeting)
    seat.read_at = at
    seat.save(update_fields=["read_at"])
    told(actor, meeting, "meeting.confirm_reading", at, part="preparation", object_id=seat.pk)
    return seat
