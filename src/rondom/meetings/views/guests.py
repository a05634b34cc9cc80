"""What somebody finds who is invited for the agenda only: the card, before, during and after the meeting."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rondom.access.requests import ActorRequest
from rondom.kernel.refusals import NotFound
from rondom.meetings import commands, forms, queries
from rondom.meetings.models import GuestCard
from rondom.meetings.views.asking import ask, bound, tap

Answer = HttpResponse | None


def guest_page(request: ActorRequest, meeting_id: UUID) -> Answer:
    """The page of the invitation; None for whoever is no guest of this meeting."""
    card = queries.card_for(request.actor, meeting_id, at=request.at)
    return _page(request, card, "meetings/guest.html")


def guest_live(request: ActorRequest, meeting_id: UUID) -> Answer:
    """The page that goes along with the meeting: the step and the agenda."""
    card = queries.card_for(request.actor, meeting_id, at=request.at, part="live meeting, agenda only")
    return _page(request, card, "meetings/guest_live.html")


def guest_state(request: ActorRequest, meeting_id: UUID) -> Answer:
    """The living part of it, asked every second; the look was logged with the page around it."""
    stamp = queries.guest_stamp(request.actor, meeting_id)
    if stamp is None:
        return None
    tag = f'"guest-{stamp}-{get_language()}"'
    unchanged = get_conditional_response(request, etag=tag)
    if unchanged is not None:
        return unchanged
    card = queries.card_for(request.actor, meeting_id, at=request.at, log=False)
    answer = _page(request, card, "meetings/_guest_live.html")
    if answer is not None:
        answer["ETag"] = tag
    return answer


@require_http_methods(["GET", "POST"])
def guest_points(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """A guest proposes something to talk about; for everybody else this address does not exist."""
    if queries.card_for(request.actor, meeting_id, at=request.at, log=request.method == "GET") is None:
        raise NotFound
    return ask(
        request,
        bound(forms.AgendaForm, request),
        lambda words: commands.propose_point(
            actor=request.actor, meeting_id=meeting_id, words=words["words"], at=request.at
        ),
        title=_("Propose something to talk about"),
        lead=_("The points of whom it is about come first. You see here whether yours is taken."),
        submit=_("Propose this"),
        to=reverse("meeting", args=[meeting_id]),
        done=_("Your point is proposed."),
        draft=f"meeting-guest-point-{meeting_id}",
    )


@require_POST
def guest_point_answer(request: ActorRequest, meeting_id: UUID, guest_point_id: UUID) -> HttpResponse:
    """Take a guest's point on the agenda, or leave it out."""
    queries.meeting_for(request.actor, meeting_id, at=request.at, log=False)
    return tap(
        request,
        lambda: commands.answer_point(
            actor=request.actor,
            point_id=guest_point_id,
            takes=request.POST.get("answer") == "take",
            at=request.at,
        ),
        to=reverse("meeting", args=[meeting_id]),
    )


def _page(request: ActorRequest, card: GuestCard | None, template: str) -> Answer:
    if card is None:
        return None
    context = {"card": card, "me": card.participant, "screen": queries.guest_screen(card)}
    return render(request, template, context)
