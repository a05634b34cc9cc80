"""What is written down during the meeting: roles, decisions, disagreements, agreements, the last word."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rondom.access.requests import ActorRequest
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.meetings import commands, forms, policies, queries
from rondom.meetings.models import Meeting, Participant
from rondom.meetings.views.asking import ask, bound, meeting_shown, place, tap
from rondom.meetings.vocabulary import GivenView
from rondom.organizations import queries as organizations
from rondom.plans.queries.at_table import open_goals

GET_POST = ["GET", "POST"]


def _open(request: ActorRequest, meeting_id: UUID) -> tuple[Meeting, list[Participant], str]:
    meeting = meeting_shown(request, meeting_id)
    back = "meeting_live" if meeting.state == "running" else "meeting_summary"
    return meeting, queries.seats_of(meeting), place(back, meeting)


def _domains() -> list[tuple[int, str]]:
    return [(domain.number, domain.label) for domain in organizations.life_domains()]


def _seat(seats: list[Participant], participant_id: UUID) -> Participant:
    for seat in seats:
        if seat.pk == participant_id:
            return seat
    raise NotFound


@require_http_methods(GET_POST)
def role(request: ActorRequest, meeting_id: UUID, participant_id: UUID) -> HttpResponse:
    """Who are you, what can you decide, what not (R-027)."""
    meeting, seats, back = _open(request, meeting_id)
    seat = _seat(seats, participant_id)
    first = {"decides": seat.decides, "does_not_decide": seat.does_not_decide}
    return ask(
        request,
        bound(forms.RoleForm, request, domains=_domains(), initial=first),
        lambda words: commands.say_role(
            actor=request.actor, meeting_id=meeting.pk, participant_id=seat.pk, at=request.at, **words
        ),
        title=_("What can %(name)s decide?") % {"name": seat.name},
        submit=_("Save"),
        to=back,
        draft=f"meeting-role-{seat.pk}",
    )


@require_http_methods(GET_POST)
def roles_skipped(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Leave out the round of roles, with a reason."""
    meeting, _seats, back = _open(request, meeting_id)
    return ask(
        request,
        bound(forms.ReasonForm, request),
        lambda words: commands.skip_roles(
            actor=request.actor, meeting_id=meeting.pk, reason=words["reason"], at=request.at
        ),
        title=_("Leave out the round of roles"),
        submit=_("Leave out"),
        to=back,
        draft=f"meeting-roles-skipped-{meeting.pk}",
    )


@require_http_methods(GET_POST)
def decisions(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Write down a decision."""
    meeting, _seats, back = _open(request, meeting_id)
    form = bound(forms.DecisionForm, request)
    return ask(
        request,
        form,
        lambda words: commands.record_decision(
            actor=request.actor,
            meeting_id=meeting.pk,
            question=words["question"],
            options=form.possibilities(),  # type: ignore[attr-defined]
            no_alternative_reason=words["options"],
            chosen=words["chosen"],
            urgent_reason=words["urgent_reason"],
            review_on=words["review_on"],
            at=request.at,
        ),
        title=_("Write down a decision"),
        lead=_(
            "After this everybody says what they think of it. It is a draft until the client has been asked."
        ),
        submit=_("Save the decision"),
        to=back,
        draft=f"meeting-decision-{meeting.pk}",
    )


@require_http_methods(GET_POST)
def stance(request: ActorRequest, meeting_id: UUID, decision_id: UUID, participant_id: UUID) -> HttpResponse:
    """What one person thinks of a decision."""
    meeting, seats, back = _open(request, meeting_id)
    seat = _seat(seats, participant_id)
    decision = meeting.decisions.filter(pk=decision_id).first()
    if decision is None:
        raise NotFound
    allowed = policies.may_speak_for(request.actor, meeting, seat)
    if not allowed:
        raise NotAllowed(reason=allowed.reason)
    return ask(
        request,
        bound(forms.StanceForm, request),
        lambda words: commands.take_stance(
            actor=request.actor,
            decision_id=decision.pk,
            participant_id=seat.pk,
            kind=words["kind"],
            words=words["words"],
            at=request.at,
        ),
        title=_("What does %(name)s think?") % {"name": seat.name},
        lead=f"{decision.question} {decision.chosen}",
        submit=_("Save"),
        to=back,
        draft=f"meeting-stance-{decision.pk}-{seat.pk}",
    )


@require_http_methods(GET_POST)
def disagreements(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Write down what people do not agree on; it may stay."""
    meeting, seats, back = _open(request, meeting_id)
    others = [(str(seat.pk), seat.name) for seat in seats if seat.person_id != meeting.client_id]
    return ask(
        request,
        bound(forms.DisagreementForm, request, others=others),
        lambda words: commands.raise_disagreement(
            actor=request.actor,
            meeting_id=meeting.pk,
            matter=words["matter"],
            client_view=words["client_view"],
            views=[GivenView(UUID(words["other"]), words["other_view"])],
            next_step=words["next_step"],
            at=request.at,
        ),
        title=_("What do we not agree on?"),
        lead=_("It may stay on the table. First how the client sees it, then the others."),
        submit=_("Save"),
        to=back,
        draft=f"meeting-disagreement-{meeting.pk}",
    )


@require_POST
def settlement(request: ActorRequest, meeting_id: UUID, view_id: UUID) -> HttpResponse:
    """For me this is settled."""
    _meeting, _seats, back = _open(request, meeting_id)
    return tap(
        request, lambda: commands.settle_view(actor=request.actor, view_id=view_id, at=request.at), to=back
    )


@require_http_methods(GET_POST)
def agreements(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Who does what by when: an action of the plan at the same moment."""
    meeting, seats, back = _open(request, meeting_id)
    goals = [(str(goal.pk), goal.title) for goal in open_goals(meeting.space)]
    form = bound(
        forms.AgreementForm,
        request,
        who=[(str(seat.pk), seat.name) for seat in seats],
        domains=_domains(),
        goals=goals,
    )

    def act(words: dict[str, Any]) -> object:
        return commands.agree(
            actor=request.actor,
            meeting_id=meeting.pk,
            what=words["what"],
            participant_id=UUID(words["who"]),
            due_on=words["due_on"],
            domain=words["domain"],
            goal_id=UUID(words["goal"]) if words["goal"] else None,
            at=request.at,
        )

    return ask(
        request,
        form,
        act,
        title=_("Who does what?"),
        lead=_("This becomes an action of the plan. Nobody has to type it again."),
        submit=_("Agree on this"),
        to=back,
        draft=f"meeting-agreement-{meeting.pk}",
    )


@require_http_methods(GET_POST)
def closing(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """End the meeting; the summary stands ready at once."""
    meeting, _seats, _back = _open(request, meeting_id)
    return ask(
        request,
        bound(forms.ClosingForm, request, initial={"absence_reason": meeting.absence_reason}),
        lambda words: commands.close_meeting(
            actor=request.actor, meeting_id=meeting.pk, at=request.at, **words
        ),
        title=_("End the meeting"),
        lead=_("The summary goes to everybody today."),
        submit=_("End the meeting"),
        to=place("meeting_summary", meeting),
        done=_("The meeting is over. The summary stands ready for everybody."),
        draft=f"meeting-closing-{meeting.pk}",
    )
