"""Home, people, meetings, referrals."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rondom.access.requests import ActorRequest
from rondom.cases import commands as cases
from rondom.cases import queries as case_queries
from rondom.cases.queries.reactions import reaction_rows, reactions_of
from rondom.cases.vocabulary import RequestKind, RequestOutcome
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.refusals import NotFound, Refusal
from rondom.kernel.repeated import repeated
from rondom.kernel.together import fetch_together
from rondom.meetings import queries as meetings
from rondom.notices import queries as notices
from rondom.plans import queries as plans
from rondom.privacy import queries as privacy
from rondom.web.portal import reading
from rondom.web.portal.doors import log_shared, my_case, need_case, resident_page
from rondom.web.portal.forms import ExpertForm, QuestionHelperForm
from rondom.web.portal.lines import lines_of_others, plan_lines
from rondom.web.portal.my_referrals import my_referrals as referral_lines


@require_GET
@resident_page
def home(request: ActorRequest) -> HttpResponse:
    """What is next, who helps, my plan in short; without a household: what is shared with you."""
    case = my_case(request, part="case")
    me, at = request.actor.id, request.at
    found = _of_case(case_id=case.pk, space=case.space, me=me, at=at) if case else _of_me(me=me, at=at)
    seats = [*found["seats"], *found["cards"]]
    coming = reading.agenda(request.actor, request.at, seats=seats, shared=found["shared"])
    asked: list[Any] = [line for line in privacy.my_consents(request.actor, at=request.at) if line.open]
    if case is None:
        asked += [one for one in privacy.guardian_lines(request.actor, at=request.at) if one.answer is None]
    shared = {
        "coming": coming,
        "appointment": coming[0] if coming else None,
        "items": reading.shared_items(request.actor, request.at, found["shared"]),
        "asked": asked,
        "news": notices.unread_count(request.actor),
    }
    if case is None:
        log_shared(request, "shared")
        named = plans.lines_naming(request.actor, at=request.at)
        theirs = {
            "requests": found["requests"],
            "said": reading.reactions_in(request.actor, found["reactions"]),
            "mine": lines_of_others(named.goals, named.actions, request.actor),
            "own_file": bool(case_queries.own_files(request.actor, at=request.at)),
        }
        return render(request, "web/portal/shared.html", shared | theirs)
    today = request.at.astimezone(AMSTERDAM).date()
    lines = [one for one in plan_lines(case, request.actor) if one.title]
    own = {
        "case": case,
        "manager": reading.case_manager_card(case, today),
        "goals": lines[: reading.SOON],
        "more_goals": max(0, len(lines) - reading.SOON),
        "helpers": reading.helpers_of(found["parties"], found["open"], in_short=True),
        "emergencies": found["emergencies"],
        "requests": found["requests"],
        "said": reading.reactions_in(request.actor, found["reactions"]),
    }
    return render(request, "web/portal/home.html", shared | own)


@repeated
def _of_case(*, case_id: UUID, space: int, me: UUID, at: datetime) -> dict[str, QuerySet[Any]]:
    requests = case_queries.request_rows(case_id).filter(asked_by=me).order_by("-asked_at")
    return _mine(me, at) | {
        "parties": case_queries.party_rows(case_id).filter(until=None),
        "open": reading.open_questions(case_id),
        "requests": requests[:5],
        "reactions": reaction_rows(case_id),
        "emergencies": privacy.told_emergencies(space),
    }


@repeated
def _of_me(*, me: UUID, at: datetime) -> dict[str, QuerySet[Any]]:
    said = {"requests": case_queries.requests_of(me)[:5], "reactions": reactions_of(me)}
    return _mine(me, at) | said


def _mine(me: UUID, at: datetime) -> dict[str, QuerySet[Any]]:
    return {
        "seats": meetings.resident_seats(me),
        "cards": meetings.resident_cards(me),
        "shared": privacy.shared_with(me, at=at),
    }


@require_GET
@resident_page
def people(request: ActorRequest) -> HttpResponse:
    """Who is involved, with the questions that were asked."""
    case = need_case(request, part="involvement")
    asked = case.requests.filter(asked_by=request.actor.id, object_type__in=["involvement", "case"])
    found = fetch_together(
        parties=case_queries.involved_parties(case),
        open=reading.open_questions(case.pk),
        requests=asked.order_by("-asked_at"),
        reactions=case.reactions.all(),
    )
    return render(
        request,
        "web/portal/people.html",
        {
            "case": case,
            "helpers": reading.helpers_of(found["parties"], found["open"]),
            "requests": found["requests"],
            "expert_asked": any(
                one.kind == RequestKind.EXPERT and one.answered_at is None for one in found["requests"]
            ),
            "expert_wished": any(
                one.kind == RequestKind.EXPERT and one.outcome != RequestOutcome.NOT_DONE
                for one in found["requests"]
            ),
            "said": reading.reactions_in(request.actor, found["reactions"]),
        },
    )


@require_GET
@resident_page
def my_referrals(request: ActorRequest) -> HttpResponse:
    """The referrals about me: where each stands, who makes contact and when (R-007, R-062, R-065)."""
    case = need_case(request, part="referrals")
    context = {
        "case": case,
        "referrals": referral_lines(request.actor, case, request.at),
        "said": reading.reactions_on(request.actor, case),
    }
    return render(request, "web/portal/referrals.html", context)


@require_http_methods(["GET", "POST"])
@resident_page
def question_helper(request: ActorRequest, involvement_id: UUID) -> HttpResponse:
    """Ask why a party helps, or ask that it stops (R-082)."""
    case = need_case(request, part="involvement", log=request.method == "GET")
    row = case_queries.involved_parties(case).filter(pk=involvement_id).first()
    if row is None:
        raise NotFound
    form = QuestionHelperForm(request.POST or None, initial={"kind": request.GET.get("kind", "explain")})
    if request.method == "POST" and form.is_valid():
        try:
            cases.question_involvement(
                actor=request.actor,
                involvement_id=row.pk,
                text=form.cleaned_data["words"],
                end=form.cleaned_data["kind"] == "end",
                at=request.at,
            )
        except Refusal as refusal:
            form.add_error("words", str(refusal))
        else:
            messages.success(request, _("Your question is sent. You get an answer in writing."))
            return redirect("portal_people")
    status = 422 if form.errors else 200
    return render(request, "web/portal/question_helper.html", {"form": form, "row": row}, status=status)


@require_http_methods(["GET", "POST"])
@resident_page
def ask_expert(request: ActorRequest) -> HttpResponse:
    """Ask for somebody who went through hard times too (R-040)."""
    case = need_case(request, part="involvement", log=request.method == "GET")
    if request.POST.get("wanted") == "no":
        try:
            cases.take_back_wish(actor=request.actor, case_id=case.pk, at=request.at)
            messages.success(request, _("Your wish is taken back."))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("portal_people")
    form = ExpertForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cases.ask_for_expert(
                actor=request.actor, case_id=case.pk, text=form.cleaned_data["words"], at=request.at
            )
        except Refusal as refusal:
            form.add_error("words", str(refusal))
        else:
            messages.success(request, _("Your wish is sent. You get an answer in writing."))
            return redirect("portal_people")
    status = 422 if form.errors else 200
    return render(request, "web/portal/ask_expert.html", {"form": form}, status=status)


@require_GET
@resident_page
def my_meetings(request: ActorRequest) -> HttpResponse:
    """My meetings, those to come and those that were held."""
    case = my_case(request, part="meetings")
    if case is None:
        log_shared(request, "meetings")
    return render(
        request,
        "web/portal/meetings.html",
        {
            "case": case,
            "coming": reading.agenda(request.actor, request.at),
            "held": reading.held_meetings(request.actor, request.at),
            "said": reading.reactions_on(request.actor, case),
        },
    )
