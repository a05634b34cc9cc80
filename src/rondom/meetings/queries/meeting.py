"""Meetings and who sits at them, as far as the reader may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from rondom.access.actor import Actor
from rondom.access.scopes import Part
from rondom.audit.log import record
from rondom.cases import queries as cases
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.refusals import NotFound
from rondom.kernel.repeated import repeated
from rondom.kernel.together import fetch_together
from rondom.meetings import policies
from rondom.meetings.models import GuestCard, Meeting, Participant
from rondom.meetings.queries.guests import resident_cards
from rondom.meetings.vocabulary import Admission, MeetingState


@dataclass(frozen=True)
class Appointment:
    """One meeting in somebody's day. No content; `client_name` is for professionals only.

    `about_me`: the reader is the client of it.
    """

    meeting_id: UUID
    starts_at: datetime
    ends_at: datetime
    place: str
    mode_label: str
    state: str
    reply: str
    url: str
    client_name: str = ""
    asks: str = ""
    about_me: bool = True
    scope: int = 0


@dataclass(frozen=True)
class Panel:
    """Meetings on the case page."""

    upcoming: list[Meeting]
    over: list[Meeting]
    url: str
    new_url: str
    may_ask: bool


def meeting_for(
    actor: Actor, meeting_id: UUID, *, at: datetime, part: str = "meeting", log: bool = True
) -> Meeting:
    """The meeting if the actor may see it, with the look written in the log; else NotFound.

    The preparation and the look back come along (as far as the actor holds them).
    """
    meeting: Meeting | None = next(iter(_one(meeting_id=meeting_id)["meetings"]), None)
    if log:
        _logged(actor, meeting, meeting_id, at, part)
    if meeting is None:
        raise NotFound
    return meeting


def _logged(actor: Actor, meeting: Meeting | None, meeting_id: UUID, at: datetime, part: str) -> None:
    record(
        actor=actor,
        action="meeting.view",
        at=at,
        space=meeting.space if meeting else None,
        subjects=[meeting.client_id] if meeting else [],
        part=part,
        object_type="meeting",
        object_id=meeting_id,
        row="P8" if meeting and policies.is_client(actor, meeting) else "named" if meeting else "",
        outcome="success" if meeting else "not_found",
        confidential=bool(meeting and meeting.safety_exception),
    )


def seats_of(meeting: Meeting, *, with_turns: bool = False) -> list[Participant]:
    """Who is invited, the client first, with attendance for those who may see it (one query).

    `with_turns` adds `turn_count`: how often each took the floor.
    """
    return list(seat_rows(meeting.pk, with_turns=with_turns))


def seat_rows(meeting_id: UUID, *, with_turns: bool = False) -> QuerySet[Participant]:
    """The same, to be read along with other rows."""
    rows = Participant.objects.invited().filter(meeting_id=meeting_id).select_related("attendance")
    return rows.annotate(turn_count=Count("turns")) if with_turns else rows


def seat_for(actor: Actor, seats: list[Participant]) -> Participant | None:
    """The actor's own place among these."""
    return next((seat for seat in seats if policies.participant_is(actor, seat)), None)


def meetings_of_case(case_id: UUID) -> QuerySet[Meeting]:
    """Every meeting of a case that the reader may see, the newest first."""
    return (
        Meeting.objects.filter(case_id=case_id)
        .exclude(state=MeetingState.REFUSED, asked_by_client=False)
        .select_related("chair")
        .order_by("-starts_at", "-created_at")
    )


def meeting_panel(actor: Actor, case: Any, at: datetime) -> Panel:
    """Upcoming and recent meetings for the case page (one query; two when `case` came without relation).

    Whether the reader may ask for one is what `policies.may_ask` says to the command.
    """
    rows = _newest(case_id=case.pk)["meetings"]
    ahead = {MeetingState.PROPOSED, MeetingState.PLANNED, MeetingState.RUNNING}
    return Panel(
        upcoming=sorted(
            (m for m in rows if m.state in ahead), key=lambda m: m.starts_at or at + timedelta(days=3650)
        ),
        over=[m for m in rows if m.state in {MeetingState.HELD, MeetingState.FIXED}][:3],
        url=reverse("case_meetings", args=[case.pk]),
        new_url=reverse("meeting_new", args=[case.pk]),
        may_ask=cases.relation_to(actor, case, at=at).writes(Part.OVERVIEW),
    )


@repeated
def _newest(*, case_id: UUID) -> dict[str, QuerySet[Any]]:
    return {"meetings": meetings_of_case(case_id)[:12]}


@repeated
def _one(*, meeting_id: UUID) -> dict[str, QuerySet[Any]]:
    return {"meetings": Meeting.objects.select_related("chair", "preparation", "pulse").filter(pk=meeting_id)}


def next_appointment(actor: Actor, at: datetime) -> Appointment | None:
    """The nearest meeting of this person or professional (one query)."""
    mine = _mine(actor).filter(Q(meeting__ends_at__gt=at) | Q(meeting__state=MeetingState.RUNNING))
    seat = mine.order_by("meeting__starts_at").first()
    return _appointment(actor, seat) if seat else None


def meetings_for_resident(actor: Actor, at: datetime, *, limit: int = 20) -> list[Appointment]:
    """Every meeting of a resident with a time, the newest first; also those that are over (one query)."""
    del at
    found = fetch_together(
        seats=resident_seats(actor.id, limit=limit), cards=resident_cards(actor.id, limit=limit)
    )
    rows = appointments_in(actor, [*found["seats"], *found["cards"]])
    return sorted(rows, key=lambda one: one.starts_at, reverse=True)


def resident_seats(person_id: UUID, *, limit: int = 20) -> QuerySet[Participant]:
    """The same, to be read along with other rows; see `appointments_in`."""
    states = [s for s in MeetingState if s not in {MeetingState.PROPOSED, MeetingState.REFUSED}]
    return _seats(states, person_id=person_id).order_by("-meeting__starts_at")[:limit]


def appointments_in(actor: Actor, seats: Iterable[Participant | GuestCard]) -> list[Appointment]:
    """What these places, and these cards of a guest, mean for somebody's agenda."""
    return [_of_card(one) if isinstance(one, GuestCard) else _appointment(actor, one) for one in seats]


def appointments_of(actor: Actor, first: date, last: date) -> list[Appointment]:
    """The meetings of a professional from one day to another, both included (one query)."""
    begins = datetime.combine(first, time.min, tzinfo=AMSTERDAM)
    ends = datetime.combine(last + timedelta(days=1), time.min, tzinfo=AMSTERDAM)
    rows = _mine(actor).filter(meeting__starts_at__gte=begins, meeting__starts_at__lt=ends)
    return [_appointment(actor, seat) for seat in rows.order_by("meeting__starts_at")]


def _mine(actor: Actor) -> QuerySet[Participant]:
    own = {"person_id": actor.id} if actor.is_resident else {"professional_id": actor.id}
    return _seats((MeetingState.PLANNED, MeetingState.RUNNING), **own)


def _seats(states: Sequence[str], **own: UUID) -> QuerySet[Participant]:
    return (
        Participant.objects.filter(removed_at=None, meeting__state__in=states, **own)
        .exclude(admission=Admission.ASKED)
        .exclude(meeting__starts_at=None)
        .select_related("meeting")
    )


def _appointment(actor: Actor, seat: Participant) -> Appointment:
    meeting = seat.meeting
    assert meeting.starts_at is not None  # noqa: S101 - `_mine` leaves out what has no time
    assert meeting.ends_at is not None  # noqa: S101
    return Appointment(
        meeting_id=meeting.pk,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=meeting.place,
        mode_label=meeting.get_mode_display(),
        state=meeting.state,
        reply=seat.reply,
        url=reverse("meeting", args=[meeting.pk]),
        client_name="" if actor.is_resident else meeting.client_name,
        about_me=seat.person_id == meeting.client_id,
        scope=meeting.scope,
    )


def _of_card(card: GuestCard) -> Appointment:
    assert card.starts_at is not None  # noqa: S101 - `resident_cards` leaves out what has no time
    assert card.ends_at is not None  # noqa: S101
    return Appointment(
        meeting_id=card.meeting_id,
        starts_at=card.starts_at,
        ends_at=card.ends_at,
        place=card.place,
        mode_label=card.get_mode_display(),
        state=card.state,
        reply=card.participant.reply,
        url=reverse("meeting", args=[card.meeting_id]),
        about_me=False,
        scope=card.scope,
    )


def role_lines_of_case(case_id: UUID) -> list[Participant]:
    """What each professional last said about deciding and not deciding in this case (R-027)."""
    said = Participant.objects.filter(meeting__case_id=case_id, role_said_at__isnull=False)
    newest: dict[UUID | None, Participant] = {}
    for seat in said.order_by("role_said_at"):
        newest[seat.professional_id or seat.person_id] = seat
    return sorted(newest.values(), key=lambda seat: (seat.place, seat.name))
