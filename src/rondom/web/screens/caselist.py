"""The case list and searching in it."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from rondom.access.actor import Actor
from rondom.audit.log import record
from rondom.cases import queries as cases
from rondom.cases.queries import SearchClosed, day_of
from rondom.cases.vocabulary import CaseState
from rondom.kernel.refusals import NotAllowed, Refusal
from rondom.privacy import queries as privacy
from rondom.web.addresses import address

SOON_DAYS = 7
FILTERS = (
    ("all", _("All")),
    ("mine", _("I am case manager")),
    ("involved", _("I am involved")),
    ("deadline", _("With a date")),
    ("silent", _("Without own words")),
    ("closed", _("Closed")),
)


@require_GET
def case_list(request: HttpRequest) -> HttpResponse:
    """Cases, the deadline that hurts most first; with `q` a search in the own caseload only."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if actor.is_anonymous:
        return redirect("login")
    if actor.is_resident:
        return redirect("portal")
    query = request.GET.get("q", "").strip()
    return _search(request, actor, query) if query else _page(request, actor)


def _search(request: HttpRequest, actor: Actor, query: str) -> HttpResponse:
    at = request.at  # type: ignore[attr-defined]
    refusal, found, status = "", None, 200
    try:
        found = cases.search_cases(actor, query, at=at)
    except (SearchClosed, NotAllowed, Refusal) as refused:
        refusal, status = str(refused), refused.status
    context = {
        "query": query,
        # Somebody who is not known here: then opening a case is what comes next.
        "may_open": found is not None and not found.cases and cases.may_open_case(actor),
        "in_danger": found is not None and not found.cases and privacy.may_use_emergency(actor).allowed,
        "found": found,
        "refusal": refusal,
        "rows": [_row(case, actor, at) for case in found.cases] if found else [],
        "filters": FILTERS,
        "whose": "",
    }
    return render(request, "web/screens/case_list.html", context, status=status)


def _page(request: HttpRequest, actor: Actor) -> HttpResponse:
    at = request.at  # type: ignore[attr-defined]
    whose = request.GET.get("whose", "all")
    whose = whose if whose in dict(FILTERS) else "all"
    state = CaseState.CLOSED if whose == "closed" else CaseState.OPEN
    number = request.GET.get("page", "1")
    rows = cases.filtered_cases(actor, whose=whose, state=state)
    page = cases.case_page(rows, int(number) if number.isdecimal() and len(number) < 7 else 1)
    record(
        actor=actor,
        action="case.list",
        at=at,
        part="cases",
        object_type="page",
        subjects=[case.client_id for case in page.cases],
    )
    context = {
        "query": "",
        "may_open": cases.may_open_case(actor),
        "page": page,
        "rows": [_row(case, actor, at) for case in page.cases],
        "filters": FILTERS,
        "whose": whose,
    }
    return render(request, "web/screens/case_list.html", context)


def _row(case: Any, actor: Actor, at: datetime) -> dict[str, object]:
    language, due = get_language() or "", case.next_deadline_on
    days = (due - day_of(at)).days if due else 0
    return {
        "case": case,
        "url": address("case", case.pk),
        "mine": case.case_manager_id == actor.id,
        "due": _written(due, language) if due else "",
        "left": _left(days, language),
        "tone": "late" if days <= SOON_DAYS else "waiting",
        "changed": _written(day_of(case.last_activity_at), language),
    }


@lru_cache(maxsize=2000)
def _written(day: date, language: str) -> str:
    # Rows share their days, and a day in words is what a row takes longest for.
    del language
    return date_format(day, "j F Y")


@lru_cache(maxsize=2000)
def _left(days: int, language: str) -> str:
    del language
    if days < 0:
        return gettext("passed")
    return ngettext("%(number)s day", "%(number)s days", days) % {"number": days}
