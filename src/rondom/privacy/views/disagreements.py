"""Guardians who do not agree, and guardians who were asked or left out with a reason (R-044)."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rondom.audit.log import record
from rondom.privacy import queries
from rondom.privacy.views.doors import officer_page

SHOWN_DAYS = 92


@require_GET
@officer_page
def disagreements(request: HttpRequest) -> HttpResponse:
    """What the privacy officer looks at; parties and purposes, no names of people."""
    at = request.at  # type: ignore[attr-defined]
    actor = request.actor  # type: ignore[attr-defined]
    record(actor=actor, action="consent.list", at=at, part="log", object_type="log", row="P12")
    context = {
        "disputed": queries.disputed_consents(at=at),
        "explained": queries.explained_steps(since=at - timedelta(days=SHOWN_DAYS)),
    }
    return render(request, "privacy/disagreements.html", context)
