"""An expert by experience: wished for, and known privately (R-040)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rondom.access.requests import ActorRequest
from rondom.kernel.refusals import NotFound
from rondom.meetings import commands, forms, queries
from rondom.meetings.views.asking import ask, bound, meeting_shown, place, tap

GET_POST = ["GET", "POST"]


@require_POST
def expert(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """The client asks for an expert by experience, or would rather come without."""
    meeting = queries.meeting_for(request.actor, meeting_id, at=request.at, log=False)
    wish = commands.take_back_expert if request.POST.get("wanted") == "no" else commands.ask_expert
    return tap(
        request,
        lambda: wish(actor=request.actor, meeting_id=meeting.pk, at=request.at),
        to=place("meeting_preparation", meeting),
    )


@require_http_methods(GET_POST)
def acquaintance(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """I know this client privately; from then on nothing is shown until they decided.

    For whoever is not invited as an expert by experience this address does not exist.
    """
    seat = queries.expert_seat(request.actor, meeting_id, at=request.at, log=request.method == "GET")
    if seat is None:
        raise NotFound
    return ask(
        request,
        bound(forms.AcquaintanceForm, request),
        lambda words: commands.declare_acquaintance(
            actor=request.actor, meeting_id=meeting_id, words=words["words"], at=request.at
        ),
        title=_("I know this client privately"),
        lead=_("You see nothing of this meeting until the case manager and the client decided together."),
        submit=_("Tell the case manager"),
        to=reverse("today") if request.method == "POST" else reverse("meeting", args=[meeting_id]),
        done=_("Thank you for saying so. The case manager decides with the client, and you hear it."),
        draft=f"meeting-acquaintance-{meeting_id}",
    )


@require_http_methods(GET_POST)
def acquaintance_decision(request: ActorRequest, meeting_id: UUID, participant_id: UUID) -> HttpResponse:
    """The case manager writes down what the client wants."""
    meeting = meeting_shown(request, meeting_id)
    known = queries.acquaintances_at(request.actor, meeting, queries.seats_of(meeting), at=request.at)
    found = known.get(participant_id)
    if found is None:
        raise NotFound
    seat, words = found

    def act(given: dict[str, Any]) -> object:
        return commands.decide_acquaintance(
            actor=request.actor,
            participant_id=seat.pk,
            comes_back=given["outcome"] == "back",
            client_said=given["client_said"],
            at=request.at,
        )

    return ask(
        request,
        bound(forms.AcquaintanceDecisionForm, request),
        act,
        title=_("Somebody knows the client privately"),
        lead=_("%(name)s says: %(words)s") % {"name": seat.name, "words": words},
        submit=_("Write this down"),
        to=place("meeting", meeting),
        draft=f"meeting-acquaintance-{seat.pk}",
    )
