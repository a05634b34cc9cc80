"""The screen of a meeting that is going on: everything in one read, and one small question per second."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from rondom.access.actor import Actor
from rondom.kernel.repeated import repeated
from rondom.meetings import policies, rules
from rondom.meetings.models import (
    AgendaPoint,
    Agreement,
    ConceptCheck,
    Meeting,
    Note,
    Participant,
)
from rondom.meetings.queries.concepts import ConceptView, concept_views
from rondom.meetings.queries.lines import (
    DecisionView,
    MatterView,
    decision_rows,
    decision_views,
    matter_views,
    view_rows,
)
from rondom.meetings.queries.meeting import seat_for, seat_rows
from rondom.meetings.vocabulary import (
    Attendance,
    CheckedBy,
    NoteKind,
    SpeakingLater,
    Step,
)


@dataclass(frozen=True)
class StepView:
    """One step of the script, in the shape of the stepper."""

    code: str
    label: str
    state: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class SeatView:
    """Somebody at the table: how often they spoke, whether it is them."""

    seat: Participant
    turns: int
    me: bool
    attendance: str
    attendance_label: str
    is_client: bool


@dataclass(frozen=True)
class LiveScreen:
    """Everything the shared screen and the phones show."""

    meeting: Meeting
    me: Participant | None
    leads: bool
    is_client: bool
    steps: list[StepView]
    box_ends_at: datetime | None
    overrun: bool
    next_step: str
    next_label: str
    seats: list[SeatView]
    client_not_first: bool
    speaking_later: str
    agenda: list[AgendaPoint]
    decisions: list[DecisionView]
    disagreements: list[MatterView]
    agreements: list[Agreement]
    double_claims: list[str]
    inputs: list[Note]
    concepts: list[ConceptView] = field(default_factory=list)
    client_ticked: bool = False


def live_stamp(meeting_id: UUID, at: datetime) -> tuple[str, str] | None:
    """A mark that changes when anything on the screen does, and the state; one query. None: not visible."""
    row = (
        Meeting.objects.filter(pk=meeting_id)
        .values_list("revision", "step", "step_started_at", "state")
        .first()
    )
    if row is None:
        return None
    revision, step, started_at, state = row
    late = bool(step and started_at and at > rules.box_ends_at(step, started_at))
    return f"{revision}-{int(late)}", state


def live_screen(actor: Actor, meeting: Meeting, *, at: datetime) -> LiveScreen:
    """Read the whole screen for this actor (one query)."""
    found = _lists(meeting_id=meeting.pk)
    for rows in (found["seats"], found["agreements"], found["agenda"], found["inputs"], found["decisions"]):
        for row in rows:
            row.meeting = meeting
    seats = found["seats"]
    me = seat_for(actor, seats)
    turns = {seat.pk: seat.turn_count for seat in seats}
    agreements = found["agreements"]
    ends = _box_ends_at(meeting)
    following = rules.next_step(meeting.step) if meeting.step else None
    checks = found["checks"]
    side = CheckedBy.CLIENT if policies.is_client(actor, meeting) else CheckedBy.CHAIR
    leads = bool(policies.leads(actor, meeting))
    return LiveScreen(
        meeting=meeting,
        me=me,
        leads=leads,
        is_client=bool(policies.is_client(actor, meeting)),
        steps=step_views(meeting),
        box_ends_at=ends,
        overrun=ends is not None and at > ends,
        next_step=following or "",
        next_label=str(Step(following).label) if following else "",
        seats=[_seat(seat, turns[seat.pk], me, meeting) for seat in seats],
        client_not_first=_client_not_first(meeting, turns),
        speaking_later=meeting.speaking_later,
        agenda=found["agenda"],
        decisions=decision_views(actor, meeting, seats, found),
        disagreements=matter_views(found["views"]),
        agreements=agreements,
        double_claims=rules.double_claims((a.what, a.owner_name) for a in agreements) if leads else [],
        inputs=found["inputs"],
        concepts=concept_views(checks, side) if leads or side == CheckedBy.CLIENT else [],
        client_ticked=any(check.checked_by == CheckedBy.CLIENT for check in checks),
    )


def _attendance_words(mark: Any) -> str:
    label = str(Attendance(mark.state).label)
    return f"{label}: {mark.represented_by}" if mark.represented_by else label


@repeated
def _lists(*, meeting_id: UUID) -> dict[str, QuerySet[Any]]:
    return {
        "seats": seat_rows(meeting_id, with_turns=True),
        "agreements": Agreement.objects.filter(meeting_id=meeting_id),
        "checks": ConceptCheck.objects.filter(meeting_id=meeting_id),
        "agenda": AgendaPoint.objects.filter(meeting_id=meeting_id),
        "inputs": Note.objects.filter(meeting_id=meeting_id, kind=NoteKind.INPUT),
        **decision_rows(meeting_id),
        "views": view_rows(meeting_id),
    }


def _box_ends_at(meeting: Meeting) -> datetime | None:
    if not meeting.step or meeting.step_started_at is None:
        return None
    return rules.box_ends_at(meeting.step, meeting.step_started_at)


def _client_not_first(meeting: Meeting, turns: dict[UUID, int]) -> bool:
    """Somebody spoke and the client was not the first: said on the screen at once (R-026)."""
    if not any(turns.values()) or meeting.speaking_later in {
        SpeakingLater.CONFIRMED,
        SpeakingLater.SAID_BY_CHAIR,
    }:
        return False
    return meeting.client_first_turn_at_place != 1


def step_views(meeting: Meeting) -> list[StepView]:
    """The steps with their time boxes, for the stepper."""
    states = rules.step_states(meeting.step)
    return [
        StepView(
            step,
            str(Step(step).label),
            states[step],
            f"{rules.BOXES[step]} min" if states[step] == "todo" else "",
        )
        for step in rules.STEPS
    ]


def _seat(seat: Participant, turns: int, me: Participant | None, meeting: Meeting) -> SeatView:
    mark = getattr(seat, "attendance", None)
    return SeatView(
        seat=seat,
        turns=turns,
        me=me is not None and me.pk == seat.pk,
        attendance=mark.state if mark else "",
        attendance_label=_attendance_words(mark) if mark else "",
        is_client=seat.person_id == meeting.client_id,
    )
