"""Searching in one's own caseload, and nowhere else."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.audit.log import record
from rondom.audit.models import AuditEvent
from rondom.cases.events import SearchLocked
from rondom.cases.models import Case, Note, OwnWords
from rondom.cases.queries.lists import SHOWN_IN_LIST
from rondom.cases.rules import day_of
from rondom.dispatch.events import publish
from rondom.kernel.refusals import Refusal
from rondom.kernel.repeated import Typed, repeated
from rondom.kernel.sorting_rules import sorting_rule
from rondom.kernel.text import clean_line
from rondom.kernel.zone import AMSTERDAM
from rondom.organizations import queries as organizations

MOST_HITS = 50


class SearchClosed(Refusal):
    """Too many searches in vain on one day (R-080)."""

    code = "search_closed"
    sentence = _(
        "You searched in vain {times} times today, so searching is closed until tomorrow. "
        "Your cases are in the list; your team leader can help."
    )
    field = "q"
    status = 403


@dataclass(frozen=True)
class Found:
    """What a search answers: cases by name, and cases in whose words it stands."""

    cases: list[Case]
    more: bool


def search_cases(actor: Actor, text: str, *, at: datetime) -> Found:
    """Cases of the own caseload: the beginning of a word of the name, or Dutch words in own words and notes.

    Hidden and absent give the same answer. Every search is in the log, the words as a fingerprint. Of the
    last search in vain that the city allows on one day privacy officers and team leader hear (R-080).
    Refusals: SearchClosed, TextTooLong, TextUnreadable.
    """
    words = clean_line(text, field="q", max_length=100)
    if not words:
        return Found([], more=False)
    vain, most = _vain_searches(actor, at), organizations.setting("vain_searches_per_day")
    if vain >= most:
        record(
            actor=actor, action="case.search", at=at, part="cases", outcome="refused", query=words.casefold()
        )
        raise SearchClosed(times=most)
    hits = list(_matching(words)[: MOST_HITS + 1])
    record(
        actor=actor,
        action="case.search",
        at=at,
        part="cases",
        outcome="success" if hits else "not_found",
        subjects=[case.client_id for case in hits[:MOST_HITS]],
        query=words.casefold(),
    )
    if not hits and vain + 1 == most:
        publish(SearchLocked(professional_id=actor.id), at=at)
    return Found(hits[:MOST_HITS], more=len(hits) > MOST_HITS)


def _matching(words: str) -> QuerySet[Case]:
    # Row-level security narrows to the caseload first, so full text needs no index of its own.
    by_name = Q(name__istartswith=words) | Q(name__icontains=f" {words}")
    # Not inside the next question, where the planner would leave the names' index.
    ids = {row.case_id for rows in _said(words=Typed(words)).values() for row in rows}
    return (
        Case.objects.filter(by_name | Q(pk__in=ids))
        .select_related("case_manager")
        .only(*SHOWN_IN_LIST)
        .order_by("name", "-opened_at")
    )


@repeated
def _said(*, words: Typed) -> dict[str, QuerySet[Any]]:
    query = SearchQuery(words, config="dutch")
    told = SearchVector("matters", "wants", "refuses", config="dutch")
    noted = SearchVector("title", "text", config="dutch")
    return {
        "told": OwnWords.objects.alias(found=told).filter(found=query).only("case_id"),
        "noted": Note.objects.filter(replaced_at=None).alias(found=noted).filter(found=query).only("case_id"),
    }


@sorting_rule(
    "vain_searches",
    what=_("Closes searching for a day after ten searches that found nothing."),
    why=_("So that nobody fishes for neighbours or known people. It is about workers, never about clients."),
    inputs=("log.search_without_result",),
)
def _vain_searches(actor: Actor, at: datetime) -> int:
    # Everybody may read in the log what they did themselves.
    midnight = datetime.combine(day_of(at), time.min, tzinfo=AMSTERDAM)
    rows = AuditEvent.objects.filter(
        actor_id=actor.id, action="case.search", outcome="not_found", at__gte=midnight
    )
    return rows.count()
