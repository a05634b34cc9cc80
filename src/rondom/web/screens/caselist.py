"""The case list and searching in it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from rondom.access.actor import Actor
from rondom.audit.log import record
from rondom.cases import queries as cases
from rondom.cases.queries import SearchClosed, day_of
from rondom.cases.vocabulary import CaseState
from rondom.kernel.refusals import NotAllowed, Refusal

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
        "may_open": cases.may_open_case(actor),
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


def _row(case: object, actor: Actor, at: object) -> dict[str, object]:
    due = case.next_deadline_on  # type: ignore[attr-defined]
    return {
        "case": case,
        "days": (due - day_of(at)).days if due else None,  # type: ignore[arg-type]
        "mine": case.case_manager_id == actor.id,  # type: ignore[attr-defined]
    }
