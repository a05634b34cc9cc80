"""Who looked at my facts, in plain language."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rondom.access.requests import ActorRequest
from rondom.kernel.refusals import NotFound
from rondom.web.portal.doors import log_shared, my_case, resident_page
from rondom.web.portal.who_looked import days_of_looks


@require_GET
@resident_page
def looks(request: ActorRequest) -> HttpResponse:
    """Day by day which organization looked and why; earlier days on the next page (R-007, R-211)."""
    before = _day(request.GET.get("before", ""))
    case = my_case(request, part="log")
    if case is None:
        log_shared(request, "log")
    found = days_of_looks(request.actor, case, request.at, before=before)
    return render(request, "web/portal/looks.html", {"found": found, "before": before, "case": case})


def _day(text: str) -> date | None:
    """The day in the address. Raises NotFound for what is no day."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as bad:
        raise NotFound from bad
