"""Choosing a persona without a password, and moving the clock: demo mode only."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rondom.accounts import queries as accounts
from rondom.dispatch.jobs import run_soon
from rondom.kernel import clock
from rondom.web.demo_city.personas import BY_SLUG, PERSONAS

STEPS = {
    "1h": timedelta(hours=1),
    "1d": timedelta(days=1),
    "3d": timedelta(days=3),
    "7d": timedelta(days=7),
    "30d": timedelta(days=30),
}
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_GET
def personas(request: HttpRequest) -> HttpResponse:
    """Everybody the visitor can be."""
    return render(request, "web/demo/personas.html", {"personas": PERSONAS})


@require_POST
def login_as(request: HttpRequest, slug: str) -> HttpResponse:
    """Sign in as one persona."""
    account = accounts.demo_account(slug) if slug in BY_SLUG else None
    if account is None:
        raise Http404
    logout(request)
    login(request, account, backend=BACKEND)
    return redirect("/")


@require_http_methods(["GET", "POST"])
def clock_page(request: HttpRequest) -> HttpResponse:
    """Move the demo's clock forward; reminders and overdue marks appear by themselves."""
    if request.method == "POST":
        step = STEPS.get(request.POST.get("step", ""))
        if step is None:
            messages.error(request, _("Choose how far the clock should move."))
        else:
            clock.move(step)
            run_soon()
            messages.success(request, _("The clock was moved. Reminders follow within a minute."))
        return redirect("demo_clock")
    return render(request, "web/demo/clock.html", {"now": clock.now(), "offset": clock.offset()})
