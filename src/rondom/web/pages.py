"""Pages that belong to nobody in particular: asking and complaining, accessibility."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from rondom.organizations import queries as organizations


@require_GET
def ask(request: HttpRequest) -> HttpResponse:
    """Where to go with a question or a complaint, in the order that works (R-212)."""
    desk = organizations.front_desk()
    owner = desk.organization if desk else None
    return render(request, "web/pages/ask.html", {"desk": desk, "owner": owner})


@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was tested, what is known not to work yet, and how to tell us (R-217)."""
    return render(request, "web/pages/accessibility.html")


urlpatterns = [
    path("ask/", ask, name="ask"),
    path("accessibility/", accessibility, name="accessibility"),
]
