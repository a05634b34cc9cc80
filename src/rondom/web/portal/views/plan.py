"""My plan: the client's own, or what is somebody's in the plan of another; a young person's own goals."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rondom.access.requests import ActorRequest
from rondom.cases import queries as cases
from rondom.kernel.refusals import NotFound, Refusal
from rondom.kernel.refused_forms import refuse
from rondom.plans import commands
from rondom.plans import queries as plans
from rondom.web.portal import reading
from rondom.web.portal.doors import log_shared, my_case, resident_page
from rondom.web.portal.forms import OwnGoalForm, WithdrawGoalForm
from rondom.web.portal.lines import OwnPlan, annex_items, lines_of_others, own_plan

GET_POST = ["GET", "POST"]


@require_GET
@resident_page
def plan(request: ActorRequest) -> HttpResponse:
    """My plan; and the lines of other plans that are mine, or goals that are shared with me."""
    case = my_case(request, part="plan")
    named = plans.lines_naming(request.actor, at=request.at)
    own = own_plan(case, request.actor) if case else OwnPlan([], [])
    context = {
        "case": case,
        "goals": own.goals,
        "annexes": own.annexes,
        "mine": lines_of_others(named.goals, named.actions, request.actor),
        "their_annexes": annex_items(named.annexes, named.goals, request.actor),
        "said": reading.reactions_on(request.actor, case),
        "shared_goals": [],
        "may_add": False,
    }
    if case is None:
        log_shared(request, "plan")
        shared = reading.shared_items(request.actor, request.at)
        # A goal of the own part stands above already, with more that can be done.
        known = {goal.title for goal in named.goals}
        context["shared_goals"] = [one for one in shared if one.kind == "goal" and one.title not in known]
        context["may_add"] = bool(cases.own_files(request.actor, at=request.at))
    return render(request, "web/portal/plan.html", context)


@require_http_methods(GET_POST)
@resident_page
def own_goals(request: ActorRequest) -> HttpResponse:
    """A young person adds a goal of their own (R-017, R-044)."""
    files = cases.own_files(request.actor, at=request.at)
    if not files:
        raise NotFound
    form = OwnGoalForm(request.POST or None)
    if request.method == "GET":
        log_shared(request, "plan")
    elif form.is_valid():
        try:
            goal = commands.add_own_goal(
                actor=request.actor,
                case_id=files[0].case_id,
                title=form.cleaned_data["title"],
                domain=int(form.cleaned_data["domain"]),
                first_step=form.cleaned_data["first_step"],
                at=request.at,
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _after(goal.state))
            return redirect("portal_plan")
    context = {"form": form, "title": _("A goal of mine"), "draft": "portal-goal-new"}
    return render(request, "web/portal/own_goal.html", context, status=422 if form.errors else 200)


@require_http_methods(GET_POST)
@resident_page
def own_goal(request: ActorRequest, goal_id: UUID) -> HttpResponse:
    """Other words for a goal of my own; nobody else's goal opens here."""
    row = _my_goal(request, goal_id)
    first = {"title": row.title, "first_step": row.first_step, "based_on": row.version}
    form, both = OwnGoalForm(request.POST or None, initial=first, fixed=True), []
    if request.method == "POST" and form.is_valid():
        try:
            goal = commands.change_own_goal(
                actor=request.actor,
                goal_id=row.pk,
                version=form.cleaned_data["based_on"] or 0,
                title=form.cleaned_data["title"],
                first_step=form.cleaned_data["first_step"],
                at=request.at,
            )
        except Refusal as refusal:
            words = {"matters": row.title, "wants": row.first_step, "author_name": request.actor.name}
            both = [words] if refuse(form, refusal) else []
        else:
            messages.success(request, _after(goal.state))
            return redirect("portal_plan")
    context = {"form": form, "title": _("Change my goal"), "draft": f"portal-goal-{row.pk}", "both": both}
    return render(request, "web/portal/own_goal.html", context, status=422 if form.errors else 200)


@require_http_methods(GET_POST)
@resident_page
def own_goal_withdrawal(request: ActorRequest, goal_id: UUID) -> HttpResponse:
    """Take a goal of my own back, with or without words; nobody else does it for me (R-017)."""
    row = _my_goal(request, goal_id)
    form = WithdrawGoalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            commands.withdraw_own_goal(
                actor=request.actor, goal_id=row.pk, words=form.cleaned_data["words"], at=request.at
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(
                request, _("You took your goal back. It stays readable in the history of the plan.")
            )
            return redirect("portal_plan")
    context = {"form": form, "goal": row, "draft": f"portal-goal-withdrawal-{row.pk}"}
    return render(request, "web/portal/own_goal_withdrawal.html", context, status=422 if form.errors else 200)


def _my_goal(request: ActorRequest, goal_id: UUID) -> Any:
    """An open goal that is the reader's own. Raises NotFound."""
    named = plans.lines_naming(request.actor, at=request.at)
    row = next((one for one in named.goals if one.pk == goal_id and one.owner_id == request.actor.id), None)
    if row is None:
        raise NotFound
    return row


def _after(state: str) -> str:
    if state == "proposed":
        return _("Your goal is in the plan, as a proposal. You decide about it together with your parent.")
    return _("Your goal is in the plan.")
