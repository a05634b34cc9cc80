"""Who is invited, and what they answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rondom.access.requests import ActorRequest
from rondom.kernel.refusals import NotFound
from rondom.meetings import commands, forms, policies, queries
from rondom.meetings.commands.refusals import InviteeUnknown
from rondom.meetings.models import Meeting, Participant
from rondom.meetings.views.asking import ask, bound, meeting_shown, place

GET_POST = ["GET", "POST"]


@require_http_methods(GET_POST)
def participants(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Invite one more person."""
    meeting = meeting_shown(request, meeting_id)
    text = request.GET.get("q", "")[:80]
    people = queries.invitable(request.actor, meeting, at=request.at, text=text)
    form = bound(forms.InviteForm, request, people=people)
    if not policies.is_case_manager(request.actor, meeting, request.at):
        del form.fields["shield_reason"]

    def act(words: dict[str, Any]) -> object:
        chosen = queries.as_invitee(words["invitee"])
        if chosen is None:
            raise InviteeUnknown
        return commands.invite(
            actor=request.actor,
            meeting_id=meeting.pk,
            invitee=chosen,
            shield_reason=words.get("shield_reason", ""),
            sees=words["sees"],
            at=request.at,
        )

    return ask(
        request,
        form,
        act,
        title=_("Invite somebody"),
        submit=_("Invite"),
        to=place("meeting", meeting),
        done=_("The invitation is made."),
        template="meetings/invite.html",
        meeting=meeting,
        text=text,
        draft=f"meeting-invite-{meeting.pk}",
        asks_client=meeting.state == "planned" and not policies.is_client(request.actor, meeting),
    )


@require_http_methods(GET_POST)
def admission(request: ActorRequest, meeting_id: UUID, participant_id: UUID) -> HttpResponse:
    """The client's answer about somebody who was added later."""
    meeting, seat = _seat(request, meeting_id, participant_id)
    form = bound(forms.AdmissionForm, request)
    if policies.is_client(request.actor, meeting):
        del form.fields["words"]
    return ask(
        request,
        form,
        lambda words: commands.answer_admission(
            actor=request.actor,
            participant_id=seat.pk,
            accepted=words["accepted"] == "yes",
            words=words.get("words", ""),
            at=request.at,
        ),
        title=_("Somebody wants to join"),
        lead=_("%(name)s, %(organization)s") % {"name": seat.name, "organization": seat.organization_name},
        submit=_("Send my answer"),
        to=place("meeting", meeting),
        draft=f"meeting-admission-{seat.pk}",
    )


@require_http_methods(GET_POST)
def removal(request: ActorRequest, meeting_id: UUID, participant_id: UUID) -> HttpResponse:
    """Take somebody off the list."""
    meeting, seat = _seat(request, meeting_id, participant_id)
    return ask(
        request,
        bound(forms.ReasonForm, request),
        lambda words: commands.uninvite(
            actor=request.actor, participant_id=seat.pk, reason=words["reason"], at=request.at
        ),
        title=_("Take off the list"),
        lead=seat.name,
        submit=_("Take off the list"),
        to=place("meeting", meeting),
        draft=f"meeting-removal-{seat.pk}",
    )


@require_http_methods(GET_POST)
def my_reply(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Comes, other time, cannot."""
    shown = request.method == "GET"
    if queries.card_for(request.actor, meeting_id, at=request.at, log=shown) is None:
        queries.meeting_for(request.actor, meeting_id, at=request.at, log=shown)
    return ask(
        request,
        bound(forms.ReplyForm, request),
        lambda words: commands.reply(
            actor=request.actor,
            meeting_id=meeting_id,
            answer=words["answer"],
            words=words["words"],
            at=request.at,
        ),
        title=_("Can you come?"),
        submit=_("Send my answer"),
        to=reverse("meeting", args=[meeting_id]),
        done=_("Your answer is sent."),
        draft=f"meeting-reply-{meeting_id}",
    )


def _seat(request: ActorRequest, meeting_id: UUID, participant_id: UUID) -> tuple[Meeting, Participant]:
    meeting = meeting_shown(request, meeting_id)
    seat = next((one for one in queries.seats_of(meeting) if one.pk == participant_id), None)
    if seat is None:
        raise NotFound
    return meeting, seat
