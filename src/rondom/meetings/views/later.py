"""What is written down afterwards or for somebody else: marked as such, and never over the client's words."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rondom.access.decision import Decision
from rondom.access.requests import ActorRequest
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.meetings import commands, forms, policies, queries
from rondom.meetings.models import Meeting
from rondom.meetings.views.asking import ask, bound, meeting_shown, place
from rondom.meetings.vocabulary import PULSE_QUESTIONS, Attendance
from rondom.organizations import queries as organizations

GET_POST = ["GET", "POST"]


def _need(decision: Decision) -> None:
    """No form for who may not send it. Raises NotAllowed."""
    if not decision:
        raise NotAllowed(reason=decision.reason)


def _back(meeting: Meeting) -> str:
    return place("meeting_live" if meeting.state == "running" else "meeting_summary", meeting)


@require_http_methods(GET_POST)
def last_word(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """The client's last word, by the client or as it was told."""
    meeting = meeting_shown(request, meeting_id)
    own = bool(policies.is_client(request.actor, meeting))
    first = {"words": meeting.closing_word, "how": meeting.closing_word_how or "spoken"}
    shape = forms.LastWordForm if own else forms.LastWordForClientForm
    return ask(
        request,
        bound(shape, request, initial=first),
        lambda words: commands.write_closing_word(
            actor=request.actor, meeting_id=meeting.pk, at=request.at, **words
        ),
        title=_("The client's last word"),
        lead="" if own else _("Write it as the client said it. Your name stands with it."),
        submit=_("Save"),
        to=_back(meeting),
        draft=f"meeting-last-word-{meeting.pk}",
    )


@require_http_methods(GET_POST)
def pulse_for_client(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Type the client's answers as they came by telephone or on paper."""
    meeting = meeting_shown(request, meeting_id)
    own = queries.seat_for(request.actor, queries.seats_of(meeting))
    if own is None:
        raise NotFound
    _need(policies.may_write_down(request.actor, own))

    def act(words: dict[str, Any]) -> object:
        return commands.enter_pulse(
            actor=request.actor,
            meeting_id=meeting.pk,
            answers={key: words[key] for key in PULSE_QUESTIONS},
            words=words["own_words"],
            how=words["how"],
            at=request.at,
        )

    return ask(
        request,
        bound(forms.PulseForClientForm, request),
        act,
        title=_("How was it for the client?"),
        lead=_(
            "Only for answers that came by telephone or on paper. After you save them only the client can "
            "read them. The client sees that you typed them, and can change them."
        ),
        submit=_("Save these answers"),
        to=place("meeting_summary", meeting),
        done=_("Saved. Only the client can read these answers."),
        draft=f"meeting-pulse-for-client-{meeting.pk}",
    )


@require_http_methods(GET_POST)
def order_of_turns(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Who spoke in which order, typed afterwards."""
    meeting = meeting_shown(request, meeting_id)
    _need(policies.leads(request.actor, meeting))
    noted = {turn.participant_id for turn in meeting.turns.filter(entered_later=False)}
    seats = [seat for seat in queries.seats_of(meeting) if seat.pk not in noted]
    form = bound(forms.OrderForm, request, seats=seats)
    return ask(
        request,
        form,
        lambda _words: commands.enter_turns(
            actor=request.actor,
            meeting_id=meeting.pk,
            participant_ids=form.order(),  # type: ignore[attr-defined]
            at=request.at,
        ),
        title=_("Who spoke in which order?"),
        lead=_(
            "1 is who spoke first. Leave the others empty. It is marked as typed afterwards and does not "
            "count in any figure."
        ),
        submit=_("Save the order"),
        to=place("meeting_summary", meeting),
        draft=f"meeting-order-{meeting.pk}",
    )


@require_http_methods(GET_POST)
def substitute(request: ActorRequest, meeting_id: UUID, participant_id: UUID) -> HttpResponse:
    """Somebody else came in this person's place (R-036)."""
    meeting = meeting_shown(request, meeting_id)
    seat = next((one for one in queries.seats_of(meeting) if one.pk == participant_id), None)
    if seat is None:
        raise NotFound
    _need(policies.leads(request.actor, meeting))
    return ask(
        request,
        bound(forms.RepresentedForm, request),
        lambda words: commands.mark_attendance(
            actor=request.actor,
            meeting_id=meeting.pk,
            participant_id=seat.pk,
            state=Attendance.REPRESENTED,
            represented_by=words["represented_by"],
            at=request.at,
        ),
        title=_("Represented by somebody else"),
        lead=seat.name,
        submit=_("Save"),
        to=_back(meeting),
        draft=f"meeting-substitute-{seat.pk}",
    )


@require_http_methods(GET_POST)
def in_plan(request: ActorRequest, meeting_id: UUID, agreement_id: UUID) -> HttpResponse:
    """Make an action of an agreement that the plan could not take at the table."""
    meeting = meeting_shown(request, meeting_id)
    row = meeting.agreements.filter(pk=agreement_id, action_id=None).first()
    if row is None:
        raise NotFound
    _need(policies.may_organize(request.actor, meeting, request.at))
    domains = [(one.number, one.label) for one in organizations.life_domains()]
    form = bound(forms.PutInPlanForm, request, domains=domains, initial={"domain": row.domain})
    return ask(
        request,
        form,
        lambda words: commands.put_in_plan(
            actor=request.actor, agreement_id=row.pk, domain=words["domain"], at=request.at
        ),
        title=_("Put in the plan"),
        lead=f"{row.owner_name}: {row.what}",
        submit=_("Put in the plan"),
        to=_back(meeting),
        done=_("It stands in the plan now."),
        draft=f"meeting-agreement-plan-{row.pk}",
    )


@require_http_methods(GET_POST)
def disputes(request: ActorRequest, meeting_id: UUID, part: str, object_id: UUID) -> HttpResponse:
    """The client says that a line of the minutes is not right."""
    meeting = meeting_shown(request, meeting_id)
    line = queries.line_words(meeting, part, object_id)
    _need(policies.is_client(request.actor, meeting))
    return ask(
        request,
        bound(forms.DisputeForm, request),
        lambda words: commands.dispute(
            actor=request.actor,
            meeting_id=meeting.pk,
            part=part,
            object_id=object_id,
            words=words["words"],
            at=request.at,
        ),
        title=_("This is not right"),
        lead=line,
        submit=_("Send"),
        to=place("meeting_summary", meeting),
        done=_("Your words stand beside it. The case manager answers you in writing."),
        draft=f"meeting-dispute-{object_id}",
    )
