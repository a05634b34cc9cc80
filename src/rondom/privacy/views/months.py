"""The monthly review of emergency access (R-045)."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rondom.audit.log import record
from rondom.kernel.refusals import NotFound, Refusal
from rondom.kernel.refused_forms import refuse
from rondom.privacy import commands, queries
from rondom.privacy.forms import MonthForm
from rondom.privacy.views.doors import officer_page


@require_GET
@officer_page
def months(request: HttpRequest) -> HttpResponse:
    """One line per month: how many uses, what waits, what is late."""
    at = request.at  # type: ignore[attr-defined]
    _log(request, "emergency_access.list_months")
    return render(request, "privacy/months.html", {"months": queries.review_months(at=at)})


@require_http_methods(["GET", "POST"])
@officer_page
def month(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """Every use of one month with its verdict and remark, and closing the month."""
    actor, at = request.actor, request.at  # type: ignore[attr-defined]
    try:
        first_day = date(year, number, 1)
    except ValueError as bad:
        raise NotFound from bad
    found = queries.month_of(first_day, at=at)
    form = MonthForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            commands.close_month(actor=actor, first_day=first_day, remark=form.cleaned_data["remark"], at=at)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The review of this month is saved."))
            return redirect("privacy_months")
    elif request.method == "GET":
        _log(request, "emergency_access.view_month")
    context = {"month": found, "form": form}
    return render(request, "privacy/month.html", context, status=422 if form.errors else 200)


def _log(request: HttpRequest, action: str) -> None:
    actor, at = request.actor, request.at  # type: ignore[attr-defined]
    record(actor=actor, action=action, at=at, part="log", object_type="log", row="P12")
