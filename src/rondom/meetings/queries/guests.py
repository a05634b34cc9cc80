"""What a guest reads: the card, what she or he took on, and nothing else of the meeting (R-005)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from rondom.access.actor import Actor
from rondom.access.scopes import space_of
from rondom.audit.log import record
from rondom.kernel.together import fetch_together
from rondom.meetings import rules
from rondom.meetings.models import Agreement, GuestCard, GuestPoint, Meeting, Participant
from rondom.meetings.vocabulary import GuestPointState, MeetingState, Sight, Step


@dataclass(frozen=True)
class GuestScreen:
    """The card with what the guest agreed to do; `box_ends_at` while a step runs."""

    card: GuestCard
    agreements: list[Agreement]
    points: list[GuestPoint]
    step_number: int
    step_label: str
    box_ends_at: datetime | None
    steps: int = len(rules.STEPS)


def my_cards(actor: Actor) -> QuerySet[GuestCard]:
    """The cards of the meetings to which the actor is invited as a guest."""
    if actor.is_resident:
        return cards_of(participant__person_id=actor.id)
    return cards_of(participant__professional_id=actor.id)


def cards_of(**who: UUID) -> QuerySet[GuestCard]:
    """The cards of one guest, to be read along with other rows."""
    # Whoever holds the meeting can read its cards too: only one's own are meant here.
    rows = GuestCard.objects.filter(participant__removed_at=None, **who)
    return rows.select_related("participant")


def card_for(
    actor: Actor, meeting_id: UUID, *, at: datetime, part: str = "meeting invitation", log: bool = True
) -> GuestCard | None:
    """The actor's card of this meeting, with the look in the log; None for who is no guest there."""
    card = my_cards(actor).filter(meeting_id=meeting_id).first()
    if card is not None and log:
        record(
            actor=actor,
            action="meeting.view",
            at=at,
            space=space_of(card.scope),
            subjects=[card.client_id],
            part=part,
            object_type="meeting",
            object_id=meeting_id,
            row="named",
        )
    return card


def guest_screen(card: GuestCard) -> GuestScreen:
    """Everything a guest sees (one query)."""
    found = fetch_together(
        agreements=Agreement.objects.filter(participant_id=card.participant_id),
        points=GuestPoint.objects.filter(participant_id=card.participant_id),
    )
    running = card.state == MeetingState.RUNNING and bool(card.step)
    ends = rules.box_ends_at(card.step, card.step_started_at) if running and card.step_started_at else None
    return GuestScreen(
        card=card,
        agreements=found["agreements"],
        points=found["points"],
        step_number=rules.STEPS.index(card.step) + 1 if running else 0,
        step_label=str(Step(card.step).label) if running else "",
        box_ends_at=ends,
    )


def guest_stamp(actor: Actor, meeting_id: UUID) -> str | None:
    """A mark that changes when anything on a guest's screen does; one query. None: no guest there."""
    row = my_cards(actor).filter(meeting_id=meeting_id).values_list("revision", flat=True).first()
    return None if row is None else str(row)


def resident_cards(person_id: UUID, *, limit: int = 20) -> QuerySet[GuestCard]:
    """The cards with a time, the newest first, to be read along with other rows."""
    states = [s for s in MeetingState if s not in {MeetingState.PROPOSED, MeetingState.REFUSED}]
    rows = cards_of(participant__person_id=person_id).filter(state__in=states).exclude(starts_at=None)
    return rows.order_by("-starts_at")[:limit]


def waiting_points(meeting: Meeting, seats: list[Participant]) -> list[GuestPoint]:
    """What guests proposed and nobody answered; no query when nobody at this table is a guest."""
    if not any(seat.sees == Sight.AGENDA for seat in seats):
        return []
    rows = meeting.guest_points.filter(state=GuestPointState.WAITING, participant__removed_at=None)
    return list(rows.select_related("participant"))
