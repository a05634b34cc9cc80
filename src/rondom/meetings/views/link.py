"""Answering by a link, without signing in. The page names nobody."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rondom.access.requests import ActorRequest
from rondom.kernel.refusals import Refusal
from rondom.kernel.refused_forms import refuse
from rondom.meetings import commands, forms
from rondom.meetings.commands.refusals import LinkSpent
from rondom.meetings.views.asking import UNREADABLE, bound


@require_http_methods(["GET", "POST"])
def by_link(request: ActorRequest, token: str) -> HttpResponse:
    """One appointment, three answers, once."""
    meeting = commands.meeting_of_link(token[:100], at=request.at)
    if meeting is None:
        return render(request, "meetings/link.html", {"sentence": str(LinkSpent())}, status=LinkSpent.status)
    form = bound(forms.ReplyForm, request)
    status = 200
    if request.method == "POST":
        status = UNREADABLE
        if form.is_valid():
            try:
                _answer(request, token, form.cleaned_data)
            except Refusal as refusal:
                refuse(form, refusal)
            else:
                return render(
                    request, "meetings/link.html", {"sentence": _("Thank you. Your answer is sent.")}
                )
    # Only what the calendar file says too: whoever opens somebody else's mail learns nothing more.
    context: dict[str, Any] = {
        "form": form,
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
        "place": meeting.place if meeting.place_in_calendar else "",
        "action": reverse("meeting_by_link", args=[token]),
    }
    return render(request, "meetings/link.html", context, status=status)


def _answer(request: ActorRequest, token: str, words: dict[str, Any]) -> None:
    commands.reply_by_link(
        actor=request.actor, token=token, answer=words["answer"], words=words["words"], at=request.at
    )
