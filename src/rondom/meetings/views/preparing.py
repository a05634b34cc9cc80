"""The sheet of the client, the agenda, and the tap of having read it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rondom.access.requests import ActorRequest
from rondom.meetings import commands, forms, policies, queries
from rondom.meetings.models import Meeting, Participant
from rondom.meetings.views.asking import ask, bound, mark_workplace, meeting_shown, place, tap
from rondom.organizations import queries as organizations
from rondom.organizations.vocabulary import WorkFunction

GET_POST = ["GET", "POST"]


@require_http_methods(GET_POST)
def preparation(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """The client fills it in; everybody else reads it."""
    meeting = meeting_shown(request, meeting_id, "preparation")
    sheet = getattr(meeting, "preparation", None)
    seats = queries.seats_of(meeting)
    context = {
        "meeting": meeting,
        "sheet": sheet,
        "seats": seats,
        "table": _at_table(seats),
        "me": queries.seat_for(request.actor, seats),
        "leads": policies.leads(request.actor, meeting),
        "agenda": list(meeting.agenda.all()),
        "warning": queries.interpreter_warning(sheet.interpreter) if sheet else "",
    }
    if not policies.is_client(request.actor, meeting):
        return mark_workplace(request, render(request, "meetings/preparation_read.html", context))
    return _own_sheet(request, meeting, sheet, context)


def _own_sheet(request: ActorRequest, meeting: Meeting, sheet: Any, context: dict[str, Any]) -> HttpResponse:
    names = ("first_words", "brings", "interpreter", "interpreter_language")
    first = {name: getattr(sheet, name) for name in names} if sheet else {"interpreter": "none"}
    return ask(
        request,
        bound(forms.PreparationForm, request, initial=first),
        lambda words: commands.prepare(actor=request.actor, meeting_id=meeting.pk, at=request.at, **words),
        title=_("Get ready for the meeting"),
        lead=_("You come first. Write down what you want to say; you can also just keep it for yourself."),
        submit=_("Save my sheet"),
        to=place("meeting_preparation", meeting),
        done=_("Your sheet is saved. The people who come to the meeting can read it."),
        draft=f"meeting-preparation-{meeting.pk}",
        template="meetings/preparation.html",
        **context,
    )


def _at_table(seats: list[Participant]) -> list[tuple[Participant, str, Any, UUID | None]]:
    """Everybody with function, role card and photo: the client knows whom she meets (R-034, R-104)."""
    keys = [seat.professional_id for seat in seats if seat.professional_id]
    cards, photos = organizations.role_cards(keys), organizations.portraits(keys)
    return [
        (seat, _function(seat), cards.get(seat.professional_id), photos.get(seat.professional_id))
        if seat.professional_id
        else (seat, "", None, None)
        for seat in seats
    ]


def _function(seat: Participant) -> str:
    first = seat.functions[0] if seat.functions else ""
    return str(WorkFunction(first).label) if first in WorkFunction.values else ""


@require_POST
def reading(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """I have read the sheet."""
    meeting = queries.meeting_for(request.actor, meeting_id, at=request.at, log=False)
    return tap(
        request,
        lambda: commands.confirm_reading(actor=request.actor, meeting_id=meeting.pk, at=request.at),
        to=place("meeting_preparation", meeting),
    )


@require_http_methods(GET_POST)
def agenda(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Put a point on the agenda."""
    meeting = meeting_shown(request, meeting_id)
    return ask(
        request,
        bound(forms.AgendaForm, request),
        lambda words: commands.add_agenda_point(
            actor=request.actor, meeting_id=meeting.pk, words=words["words"], at=request.at
        ),
        title=_("Put something on the agenda"),
        lead=_("Points of the client stand on top."),
        submit=_("Put on the agenda"),
        to=place("meeting_live" if meeting.state == "running" else "meeting_preparation", meeting),
        draft=f"meeting-agenda-{meeting.pk}",
    )


@require_POST
def place_of_point(request: ActorRequest, meeting_id: UUID, point_id: UUID) -> HttpResponse:
    """Move a point up or down."""
    meeting = queries.meeting_for(request.actor, meeting_id, at=request.at, log=False)
    return tap(
        request,
        lambda: commands.move_agenda_point(
            actor=request.actor, point_id=point_id, up=request.POST.get("to") == "up", at=request.at
        ),
        to=place("meeting_preparation", meeting),
    )
