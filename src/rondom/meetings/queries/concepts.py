"""The five sensitising concepts: prompt cards, what each side ticked, and a hint to the chair (R-028)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from rondom.access.actor import Actor
from rondom.meetings import policies, rules
from rondom.meetings.models import ConceptCheck, Meeting
from rondom.meetings.vocabulary import PROMPTS, CheckedBy, Concept


@dataclass(frozen=True)
class ConceptView:
    """A prompt card, with what my side ticked."""

    code: str
    label: str
    prompts: tuple[Any, ...]
    answer: str


def concept_views(checks: list[ConceptCheck], side: str) -> list[ConceptView]:
    """The five prompt cards with the answers of one side; never those of the other."""
    ticked = {check.concept: check.answer for check in checks if check.checked_by == side}
    return [
        ConceptView(concept.value, str(concept.label), PROMPTS[concept], ticked.get(concept.value, ""))
        for concept in Concept
    ]


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
