"""What the client said beside lines: a reaction, or that something is not right (R-008)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from rondom.access.actor import Actor
from rondom.cases.models import ClientRequest, Reaction, TimelineEntry
from rondom.cases.queries.reactions import is_shown
from rondom.cases.vocabulary import CORRECTION_ANSWERED, CORRECTION_ASKED, RequestKind


@dataclass(frozen=True)
class Said:
    """One thing that was said beside a line.

    `words` and the answer are empty for who reads the line and not the question: that one knows that
    it is being looked at, since when, and when it was answered. `request_id` leads to the question.
    """

    by: str
    at: datetime
    words: str = ""
    not_right: bool = False
    request_id: UUID | None = None
    due_on: date | None = None
    outcome: str = ""
    answer: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None


def rows_beside(case_id: UUID, *object_types: str) -> dict[str, QuerySet[Any]]:
    """Lists for a `@repeated` question: what was said beside entries of these sorts, for this reader."""
    about = {"case_id": case_id, "object_type__in": object_types}
    doubts = TimelineEntry.objects.filter(kind__in=(CORRECTION_ASKED, CORRECTION_ANSWERED), **about)
    return {
        "reactions": Reaction.objects.filter(**about).order_by("written_at"),
        "doubts": doubts.order_by("at"),
        "corrections": ClientRequest.objects.filter(kind=RequestKind.CORRECTION, **about),
    }


def said_beside(found: dict[str, list[Any]], actor: Actor) -> dict[UUID, list[Said]]:
    """By the key of the line, the oldest first. `found`: the lists of `rows_beside`."""
    said: dict[UUID, list[Said]] = {}
    for one in found["reactions"]:
        if is_shown(one, actor):
            said.setdefault(one.object_id, []).append(Said(one.author_name, one.written_at, one.text))
    for key, doubt in _doubts(found["doubts"], found["corrections"]):
        said.setdefault(key, []).append(doubt)
    for rows in said.values():
        rows.sort(key=lambda one: one.at)
    return said


def _doubts(
    entries: Iterable[TimelineEntry], questions: Iterable[ClientRequest]
) -> Iterable[tuple[UUID, Said]]:
    known = {str(one.pk): one for one in questions}
    lines = list(entries)
    answered = {one.words.get("request"): one.at for one in lines if one.kind == CORRECTION_ANSWERED}
    for entry in lines:
        number = entry.words.get("request")
        if entry.kind != CORRECTION_ASKED or number in known or entry.object_id is None:
            continue
        yield entry.object_id, Said(entry.by_name, entry.at, not_right=True, answered_at=answered.get(number))
    for question in known.values():
        if question.object_id is not None:
            yield question.object_id, _read(question)


def _read(question: ClientRequest) -> Said:
    return Said(
        by=question.asked_by_name,
        at=question.asked_at,
        words=question.text,
        not_right=True,
        request_id=question.pk,
        due_on=question.due_on,
        outcome=question.get_outcome_display(),
        answer=question.answer,
        answered_by=question.answered_by_name,
        answered_at=question.answered_at,
    )
