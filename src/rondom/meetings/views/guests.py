"""What somebody finds who is invited for the agenda only: the card, before, during and after the meeting."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

from rondom.access.requests import ActorRequest
from rondom.meetings import queries
from rondom.meetings.models import GuestCard

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


def _page(request: ActorRequest, card: GuestCard | None, template: str) -> Answer:
    if card is None:
        return None
    context = {"card": card, "me": card.participant, "screen": queries.guest_screen(card)}
    return render(request, template, context)
