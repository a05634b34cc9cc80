"""Experts by experience among those who are invited (R-040)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.scopes import space_of
from rondom.audit.log import record
from rondom.cases import queries as cases
from rondom.meetings import policies
from rondom.meetings.models import Meeting, Participant
from rondom.meetings.vocabulary import EXPERT, MeetingState

BEFORE_THE_END = frozenset({MeetingState.PROPOSED, MeetingState.PLANNED, MeetingState.RUNNING})


def expert_seat(actor: Actor, meeting_id: UUID, *, at: datetime, log: bool) -> Participant | None:
    """The actor's own place as an expert, guest or not, with the look in the log; else None."""
    if not actor.is_professional:
        return None
    rows = Participant.objects.filter(meeting_id=meeting_id, professional_id=actor.id, removed_at=None)
    seat = rows.filter(functions__contains=[EXPERT]).first()
    if seat is not None and log:
        record(
            actor=actor,
            action="meeting.view",
            at=at,
            space=space_of(seat.scope),
            part="meeting invitation",
            object_type="meeting",
            object_id=meeting_id,
            row="named",
        )
    return seat


def acquaintances_at(
    actor: Actor, meeting: Meeting, seats: list[Participant], *, at: datetime
) -> dict[UUID, tuple[Participant, str]]:
    """Experts at this table who declared to know the client: key of the place -> place and their words.

    For the case manager, before the end of the meeting; no query when no expert is invited.
    """
    experts = [seat for seat in seats if EXPERT in seat.functions]
    if not experts or meeting.state not in BEFORE_THE_END:
        return {}
    if not policies.is_case_manager(actor, meeting, at):
        return {}
    known = cases.acquaintances_of(meeting.case)
    return {
        seat.pk: (seat, known[seat.professional_id].reason)
        for seat in experts
        if seat.professional_id in known
    }
