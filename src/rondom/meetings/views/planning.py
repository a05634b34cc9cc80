"""Planning: the list of a case, a proposal, a time, the page of one meeting."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rondom.access.requests import ActorRequest
from rondom.cases import queries as cases
from rondom.kernel.zone import AMSTERDAM
from rondom.meetings import commands, forms, policies, queries
from rondom.meetings.models import Meeting
from rondom.meetings.rules import MEETING_MINUTES
from rondom.meetings.views.asking import ask, bound, mark_workplace, meeting_shown, place
from rondom.meetings.views.guests import guest_page
from rondom.meetings.vocabulary import Mode, ParticipantKind

GET_POST = ["GET", "POST"]


@require_GET
def case_meetings(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Every meeting of a household that the reader may see."""
    case = cases.case_for(request.actor, case_id, at=request.at, part="meetings")
    context = {
        "case": case,
        "panel": queries.meeting_panel(request.actor, case, request.at),
        "meetings": list(queries.meetings_of_case(case.pk)[:50]),
        "role_lines": queries.role_lines_of_case(case.pk),
        "due_on": queries.rhythm_due_on(case.pk),
    }
    return mark_workplace(request, render(request, "meetings/list.html", context))


@require_http_methods(GET_POST)
def new(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Ask for a meeting: the client's own times and place come first (R-025, R-039)."""
    case = cases.case_for(request.actor, case_id, at=request.at, part="meetings", log=request.method == "GET")
    shape = forms.ProposalForm if request.actor.is_resident else forms.ProposalWithoutClientForm
    form = bound(shape, request)

    def act(words: dict[str, Any]) -> object:
        return commands.propose_meeting(
            actor=request.actor,
            case_id=case.pk,
            why=words["why"],
            times=form.slots(),  # type: ignore[attr-defined]
            times_in_words=words["times_in_words"],
            place=words["place"],
            mode=words["mode"] or Mode.IN_PERSON,
            without_client=words.get("without_client", ""),
            without_client_words=words.get("without_client_words", ""),
            at=request.at,
        )

    return ask(
        request,
        form,
        act,
        title=_("Ask for a meeting"),
        lead=_("We start with when and where it suits you. Then we look who else can come.")
        if request.actor.is_resident
        else _("We start with when and where it suits the client. Then we look who else can come."),
        submit=_("Ask for this meeting"),
        to=reverse("case_meetings", args=[case.pk]),
        done=_("The request is there. You see it here as soon as there is a time."),
        draft=f"meeting-new-{case.pk}",
        household=case.name,
        template="meetings/ask.html",
    )


@require_GET
def overview(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """One meeting: when, where, who, and what I can do now."""
    if (card := guest_page(request, meeting_id)) is not None:
        return card
    meeting = queries.meeting_for(request.actor, meeting_id, at=request.at)
    seats = queries.seats_of(meeting)
    organizes = policies.may_organize(request.actor, meeting, request.at)
    context = {
        "meeting": meeting,
        "seats": seats,
        "me": queries.seat_for(request.actor, seats),
        "organizes": organizes,
        "may_invite": organizes or policies.is_client(request.actor, meeting),
        "leads": policies.leads(request.actor, meeting),
        "is_client": policies.is_client(request.actor, meeting),
        "times": list(meeting.times.all()) if meeting.state == "proposed" else [],
        "agenda": list(meeting.agenda.all()),
        "known": queries.acquaintances_at(request.actor, meeting, seats, at=request.at),
        "guest_points": queries.waiting_points(meeting, seats),
        "notes": queries.planning_notes(meeting, seats, at=request.at) if organizes else None,
        "sheet": getattr(meeting, "preparation", None),
    }
    return mark_workplace(request, render(request, "meetings/meeting.html", context))


@require_http_methods(GET_POST)
def plan(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Fix or move the time."""
    meeting = meeting_shown(request, meeting_id)
    chairs = _chairs(meeting)
    form = bound(forms.PlanForm, request, chairs=chairs, initial=_first_values(meeting))

    def act(words: dict[str, Any]) -> object:
        return commands.plan_meeting(
            actor=request.actor,
            meeting_id=meeting.pk,
            version=words["version"],
            starts_at=form.starts(),  # type: ignore[attr-defined]
            minutes=words["minutes"],
            mode=words["mode"],
            place=words["place"],
            place_in_calendar=words["place_in_calendar"],
            link=words["link"],
            chair_id=UUID(words["chair"]),
            client_co_chairs=words["client_co_chairs"],
            client_agreed=words["client_agreed"],
            at=request.at,
        )

    return ask(
        request,
        form,
        act,
        title=_("Fix a time"),
        lead=_(
            "Everybody who is invited gets a calendar file. It says nothing about what the meeting is about."
        ),
        submit=_("Fix the time and invite"),
        to=place("meeting", meeting),
        done=_("The time is fixed. Everybody gets an invitation."),
        draft=f"meeting-plan-{meeting.pk}",
        template="meetings/plan.html",
        times=list(meeting.times.all()),
        meeting=meeting,
    )


def _chairs(meeting: Meeting) -> list[tuple[str, str]]:
    seats = meeting.participants.invited().filter(kind=ParticipantKind.PROFESSIONAL)
    return [(str(seat.professional_id), seat.name) for seat in seats]


def _first_values(meeting: Meeting) -> dict[str, Any]:
    first = meeting.starts_at or next((slot.starts_at for slot in meeting.times.all()), None)
    local = first.astimezone(AMSTERDAM) if first else None
    minutes = (
        int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)
        if meeting.starts_at and meeting.ends_at
        else MEETING_MINUTES
    )
    return {
        "version": meeting.version,
        "starts_on": local.date() if local else None,
        "starts_at": local.time() if local else None,
        "minutes": minutes,
        "mode": meeting.mode,
        "place": meeting.place,
        "place_in_calendar": meeting.place_in_calendar,
        "link": meeting.link,
        "chair": str(meeting.chair_id or ""),
        "client_co_chairs": meeting.client_co_chairs,
        "client_agreed": meeting.client_agreed,
    }


@require_http_methods(GET_POST)
def refusal(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Say no to a request, with a reason."""
    return _with_reason(
        request,
        meeting_id,
        commands.refuse_request,
        title=_("Do not plan this meeting"),
        done=_("The client sees your reason."),
    )


@require_http_methods(GET_POST)
def cancellation(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Call a meeting off."""
    return _with_reason(
        request,
        meeting_id,
        commands.cancel_meeting,
        title=_("Cancel this meeting"),
        done=_("The meeting is cancelled. It leaves everybody's calendar."),
    )


def _with_reason(
    request: ActorRequest, meeting_id: UUID, command: Any, *, title: str, done: str
) -> HttpResponse:
    meeting = meeting_shown(request, meeting_id)
    return ask(
        request,
        bound(forms.ReasonForm, request),
        lambda words: command(
            actor=request.actor, meeting_id=meeting.pk, reason=words["reason"], at=request.at
        ),
        title=title,
        submit=title,
        to=place("meeting", meeting),
        done=done,
        draft=f"meeting-reason-{meeting.pk}",
    )
