"""The screen of a meeting that is going on: everything in one read, and one small question per second."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from rondom.access.actor import Actor
from rondom.kernel.together import fetch_together
from rondom.meetings import policies, rules
from rondom.meetings.models import (
    AgendaPoint,
    Agreement,
    ConceptCheck,
    Decision,
    Disagreement,
    Meeting,
    Note,
    Participant,
    Stance,
    View,
)
from rondom.meetings.queries.meeting import seat_for, seat_rows
from rondom.meetings.vocabulary import (
    PROMPTS,
    Attendance,
    CheckedBy,
    Concept,
    Discussed,
    NoteKind,
    SpeakingLater,
    StanceKind,
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
class StanceView:
    """One person's stance on one decision."""

    seat: Participant
    kind: str
    words: str
    waits: bool
    stance_id: UUID | None
    mine: bool


@dataclass(frozen=True)
class DecisionView:
    """A decision with everybody's stance; a draft while the client was not asked."""

    decision: Decision
    stances: list[StanceView]
    draft: bool


@dataclass(frozen=True)
class MatterView:
    """A disagreement with how each named party sees it, the client first."""

    row: Disagreement
    views: list[View]


@dataclass(frozen=True)
class ConceptView:
    """A prompt card, with what my side ticked."""

    code: str
    label: str
    prompts: tuple[Any, ...]
    answer: str


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
    found = fetch_together(
        seats=seat_rows(meeting, with_turns=True),
        agreements=meeting.agreements.all(),
        checks=meeting.checks.all(),
        agenda=meeting.agenda.all(),
        inputs=meeting.notes.filter(kind=NoteKind.INPUT),
        **decision_rows(meeting),
        views=view_rows(meeting),
    )
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
        attendance_label=str(Attendance(mark.state).label) if mark else "",
        is_client=seat.person_id == meeting.client_id,
    )


def view_rows(meeting: Meeting) -> QuerySet[View]:
    """How everybody sees what they disagree about, to be read along; see `matter_views`."""
    views = View.objects.filter(disagreement__meeting=meeting).select_related("disagreement", "participant")
    return views.order_by("disagreement__at", "place")


def matter_views(views: Iterable[View]) -> list[MatterView]:
    """The disagreements with their views (each has at least two)."""
    found: dict[UUID, MatterView] = {}
    for view in views:
        found.setdefault(view.disagreement_id, MatterView(view.disagreement, [])).views.append(view)
    return list(found.values())


def decision_rows(meeting: Meeting) -> dict[str, QuerySet[Any]]:
    """The `decisions` and the `stances` on them, to be read along; see `decision_views`."""
    return {
        "decisions": meeting.decisions.all(),
        "stances": Stance.objects.filter(decision__meeting=meeting),
    }


def decision_views(
    actor: Actor, meeting: Meeting, seats: list[Participant], found: Mapping[str, list[Any]]
) -> list[DecisionView]:
    """The decisions, each with a stance for everybody at the table."""
    said = {(stance.decision_id, stance.participant_id): stance for stance in found["stances"]}
    views = []
    for decision in found["decisions"]:
        lines = [_stance(actor, seat, said.get((decision.pk, seat.pk))) for seat in seats]
        client = next((line for line in lines if line.seat.person_id == meeting.client_id), None)
        kind = client.kind if client else StanceKind.NOT_ASKED
        views.append(
            DecisionView(decision, lines, rules.is_draft(kind, urgent_reason=decision.urgent_reason))
        )
    return views


def _stance(actor: Actor, seat: Participant, stance: Any) -> StanceView:
    mine = policies.participant_is(actor, seat)
    if stance is None:
        return StanceView(seat, StanceKind.NOT_ASKED, "", waits=False, stance_id=None, mine=mine)
    return StanceView(
        seat, stance.kind, stance.words, waits=stance.confirm_by is not None, stance_id=stance.pk, mine=mine
    )


def concept_views(checks: list[ConceptCheck], side: str) -> list[ConceptView]:
    """The five prompt cards with the answers of one side; never those of the other."""
    ticked = {check.concept: check.answer for check in checks if check.checked_by == side}
    return [
        ConceptView(concept.value, str(concept.label), PROMPTS[concept], ticked.get(concept.value, ""))
        for concept in Concept
    ]


ANSWERS = Discussed.choices


def own_concepts(actor: Actor, meeting: Meeting) -> list[ConceptView]:
    """The five concepts with what the reader's own side ticked (R-028)."""
    side = CheckedBy.CLIENT if policies.is_client(actor, meeting) else CheckedBy.CHAIR
    return concept_views(list(meeting.checks.filter(checked_by=side)), side)


def quick_hint(actor: Actor, meeting: Meeting) -> bool:
    """Whether this chair ticked all five within seconds, meeting after meeting: told to the chair alone."""
    ticks = ConceptCheck.objects.filter(
        meeting__chair_id=actor.id,
        meeting__starts_at__lte=meeting.starts_at,
        checked_by=CheckedBy.CHAIR,
        by_id=actor.id,
    ).order_by("-meeting__starts_at", "meeting_id")
    moments: dict[UUID, list[datetime]] = {}
    for pk, at in ticks.values_list("meeting_id", "at")[: rules.MEETINGS_IN_A_ROW * len(Concept)]:
        moments.setdefault(pk, []).append(at)
    return rules.quick_ticks(list(moments.values()))
