"""The lines of the minutes, read for one reader: decisions with stances, disagreements with views."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from rondom.access.actor import Actor
from rondom.meetings import policies, rules
from rondom.meetings.models import Decision, Disagreement, Meeting, Participant, Stance, View
from rondom.meetings.vocabulary import Sight, StanceKind


@dataclass(frozen=True)
class StanceView:
    """One person's stance on one decision."""

    seat: Participant
    kind: str
    words: str
    waits: bool
    stance_id: UUID | None
    mine: bool
    by_others: bool = False


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


def view_rows(meeting_id: UUID) -> QuerySet[View]:
    """How everybody sees what they disagree about, to be read along; see `matter_views`."""
    views = View.objects.filter(disagreement__meeting_id=meeting_id).select_related(
        "disagreement", "participant"
    )
    return views.order_by("disagreement__at", "place")


def matter_views(views: Iterable[View]) -> list[MatterView]:
    """The disagreements with their views (each has at least two)."""
    found: dict[UUID, MatterView] = {}
    for view in views:
        found.setdefault(view.disagreement_id, MatterView(view.disagreement, [])).views.append(view)
    return list(found.values())


def decision_rows(meeting_id: UUID) -> dict[str, QuerySet[Any]]:
    """The `decisions` and the `stances` on them, to be read along; see `decision_views`."""
    return {
        "decisions": Decision.objects.filter(meeting_id=meeting_id),
        "stances": Stance.objects.filter(decision__meeting_id=meeting_id),
    }


def decision_views(
    actor: Actor, meeting: Meeting, seats: list[Participant], found: Mapping[str, list[Any]]
) -> list[DecisionView]:
    """The decisions, each with a stance for everybody at the table."""
    said = {(stance.decision_id, stance.participant_id): stance for stance in found["stances"]}
    views = []
    for decision in found["decisions"]:
        lines = [
            _stance(actor, seat, said.get((decision.pk, seat.pk)))
            for seat in seats
            # A guest is not asked, unless somebody wrote down what she or he thinks.
            if seat.sees == Sight.MEETING or (decision.pk, seat.pk) in said
        ]
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
        seat,
        stance.kind,
        stance.words,
        waits=stance.confirm_by is not None,
        stance_id=stance.pk,
        mine=mine,
        by_others=not stance.by_own_hand,
    )
