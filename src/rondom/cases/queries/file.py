"""Everything short that the case page shows, as far as the reader may see it, in one query."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from rondom.cases.models import (
    Case,
    Deadline,
    DeadlineCorrection,
    DomainEntry,
    Introduction,
    Involvement,
    Strength,
    TimelineEntry,
)
from rondom.cases.queries.case import party_rows
from rondom.cases.queries.domains import domain_rows, strength_rows
from rondom.cases.queries.register import suspensions
from rondom.cases.queries.words import Voice, own_words_rows, shown_page, voice_of
from rondom.cases.vocabulary import DeadlineState
from rondom.kernel.repeated import repeated


@dataclass(frozen=True)
class Sheet:
    """Everything short that the case page shows, read in one query."""

    voice: Voice
    strengths: list[Strength]
    deadlines: list[Deadline]
    corrections: dict[UUID, list[DeadlineCorrection]]
    grid: list[DomainEntry]
    introduction: Introduction | None
    timeline: list[TimelineEntry]
    parties: list[Involvement]
    stopped: frozenset[str]
    """Rules that the privacy officer stopped."""


def sheet_of(case: Case) -> Sheet:
    """The short lists of the case page, as far as the reader may see them. One query."""
    found = _short_lists(case_id=case.pk, client_id=case.client_id)
    corrections: dict[UUID, list[DeadlineCorrection]] = {}
    for one in found["corrections"]:
        corrections.setdefault(one.deadline_id, []).append(one)
    return Sheet(
        voice=voice_of(found["words"]),
        strengths=found["strengths"],
        deadlines=found["deadlines"],
        corrections=corrections,
        grid=found["grid"],
        introduction=shown_page(found["pages"]),
        timeline=found["timeline"],
        parties=found["parties"],
        stopped=frozenset(one.rule for one in found["stopped"]),
    )


@repeated
def _short_lists(*, case_id: UUID, client_id: UUID) -> dict[str, QuerySet[Any]]:
    return {
        "words": own_words_rows(case_id, client_id),
        "strengths": strength_rows(case_id),
        "deadlines": Deadline.objects.filter(case_id=case_id, state=DeadlineState.RUNNING),
        "corrections": DeadlineCorrection.objects.filter(deadline__case_id=case_id),
        "grid": domain_rows(case_id),
        "pages": Introduction.objects.filter(case_id=case_id, person_id=client_id)[:10],
        "timeline": TimelineEntry.objects.filter(case_id=case_id).order_by("-at")[:5],
        "parties": party_rows(case_id).filter(until=None),
        "stopped": suspensions(),
    }
