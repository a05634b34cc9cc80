"""One way to ask something: show a form, do one act, go on; every typed word is kept when it is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from rondom.access.requests import ActorRequest
from rondom.kernel.refusals import Refusal
from rondom.kernel.refused_forms import refuse
from rondom.meetings import queries
from rondom.meetings.models import Meeting

UNREADABLE = 422
GONE = 404
Act = Callable[[dict[str, Any]], object]
WORKPLACE = "rondom-workplace"
WORKPLACE_SECONDS = 12 * 3600


def ask(
    request: ActorRequest,
    form: forms.Form,
    act: Act,
    *,
    title: str,
    to: str,
    done: str = "",
    lead: str = "",
    submit: str = "",
    draft: str = "",
    template: str = "meetings/form.html",
    **more: Any,
) -> HttpResponse:
    """Show the form, or carry out `act` with the cleaned values and go to `to` with the sentence `done`."""
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                act(form.cleaned_data)
            except Refusal as refusal:
                if refusal.status == GONE:
                    raise
                refuse(form, refusal)
                status = refusal.status
            else:
                messages.success(request, done or _("Saved."))
                return HttpResponseRedirect(to)
        else:
            status = UNREADABLE
    context = {"form": form, "title": title, "lead": lead, "to": to, "submit": submit, "draft": draft, **more}
    return render(request, template, context, status=status)


def tap(request: ActorRequest, act: Callable[[], object], *, to: str) -> HttpResponse:
    """One tap: carry out and go back; a refusal becomes a message on the page one came from."""
    try:
        act()
    except Refusal as refusal:
        if refusal.status == GONE:
            raise
        messages.error(request, str(refusal))
    return HttpResponseRedirect(to)


def meeting_shown(request: ActorRequest, meeting_id: UUID, part: str = "meeting") -> Meeting:
    """The meeting a page is about; the look is logged when the page is shown, not when it is sent.

    Raises NotFound.
    """
    return queries.meeting_for(
        request.actor, meeting_id, at=request.at, part=part, log=request.method == "GET"
    )


def bound(form: type[forms.Form], request: ActorRequest, **kwargs: Any) -> forms.Form:
    """The form with what was sent, or empty."""
    return form(request.POST if request.method == "POST" else None, **kwargs)


def place(name: str, meeting: Meeting, *more: object) -> str:
    """An address of this meeting."""
    return reverse(name, args=[meeting.pk, *more])


def mark_workplace(request: ActorRequest, response: HttpResponse) -> HttpResponse:
    """Remember on this device that a professional works here, so that no client looks back on it (R-029)."""
    # In the demonstration one browser plays everybody, so there the mark would say nothing.
    if request.actor.is_professional and not settings.RONDOM_DEMO:
        response.set_signed_cookie(
            WORKPLACE,
            "1",
            max_age=WORKPLACE_SECONDS,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
    return response


def is_workplace(request: ActorRequest) -> bool:
    """Whether a professional worked on this device today; a broken mark counts as one."""
    if WORKPLACE not in request.COOKIES:
        return False
    return request.get_signed_cookie(WORKPLACE, default="broken", max_age=WORKPLACE_SECONDS) != ""
