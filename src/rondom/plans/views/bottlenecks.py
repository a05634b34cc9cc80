"""What is stuck."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rondom.cases import queries as cases
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.plans import commands
from rondom.plans.forms import AnswerForm, RouteForm, StuckForm
from rondom.plans.models import Plan
from rondom.plans.queries import BarrierView, bottleneck_page
from rondom.plans.views.entry import FormPage, attempt, done, plan_or_404, plan_url, show, who
from rondom.plans.vocabulary import LineKind


@require_http_methods(["GET", "POST"])
def bottlenecks(request: HttpRequest, case_id: UUID, kind: str, line_id: UUID) -> HttpResponse:
    """Say that a goal or an action is stuck."""
    actor, at = who(request)
    if kind not in {LineKind.GOAL, LineKind.ACTION}:
        raise NotFound
    plan = plan_or_404(request, case_id)
    form = StuckForm(request.POST or None, initial={"since_on": cases.day_of(at)}, parties=_parties(plan))

    def act() -> None:
        typed = form.cleaned_data
        stuck = commands.StuckWords(
            kind=typed["kind"],
            text=typed["text"],
            since_on=typed["since_on"],
            organization_id=UUID(typed["organization"]) if typed["organization"] else None,
            party_name=typed["party_name"],
            keep_words=typed["keep_words"],
        )
        commands.raise_bottleneck(
            actor=actor,
            plan_id=plan.pk,
            stuck=stuck,
            goal_id=line_id if kind == LineKind.GOAL else None,
            action_id=line_id if kind == LineKind.ACTION else None,
            at=at,
        )

    if request.method == "POST" and attempt(form, act):
        return done(request, _("It stands in the plan. The party can answer first."), plan_url(case_id))
    page = FormPage(
        title=_("Something is stuck"),
        button=_("Put it in the plan"),
        back=plan_url(case_id),
        household=plan.case.name,
        lead=_("Say what is stuck, not who is wrong. The party where it is stuck can answer first."),
        draft=f"stuck-{line_id}",
    )
    return show(request, form, page)


@require_GET
def bottleneck(request: HttpRequest, case_id: UUID, bottleneck_id: UUID) -> HttpResponse:
    """One bottleneck: since when, the answers, the route."""
    plan, view = _found(request, case_id, bottleneck_id)
    base = plan_url(case_id, "bottlenecks", bottleneck_id)
    context = {"plan": plan, "barrier": view, "base": base, "back": plan_url(case_id)}
    return render(request, "plans/bottleneck.html", context)


@require_http_methods(["GET", "POST"])
def answers(request: HttpRequest, case_id: UUID, bottleneck_id: UUID) -> HttpResponse:
    """The answer of the party concerned."""
    actor, at = who(request)
    form = AnswerForm(request.POST or None)

    def act() -> None:
        commands.react_to_bottleneck(actor=actor, bottleneck_id=bottleneck_id, at=at, **form.cleaned_data)

    return _form_page(
        request,
        (case_id, bottleneck_id),
        form,
        act,
        may=lambda view: view.may_react,
        title=_("Answer"),
        sentence=_("Your answer stands in the plan."),
    )


@require_http_methods(["GET", "POST"])
def solution(request: HttpRequest, case_id: UUID, bottleneck_id: UUID) -> HttpResponse:
    """Solved, and how."""
    actor, at = who(request)
    form = AnswerForm(request.POST or None)
    form.fields["text"].label = _("How was it solved?")
    del form.fields["keep_words"]

    def act() -> None:
        commands.solve_bottleneck(
            actor=actor, bottleneck_id=bottleneck_id, how=form.cleaned_data["text"], at=at
        )

    return _form_page(
        request,
        (case_id, bottleneck_id),
        form,
        act,
        may=lambda view: view.may_change,
        title=_("It is solved"),
        sentence=_("Solved. Well done."),
    )


@require_http_methods(["GET", "POST"])
def route(request: HttpRequest, case_id: UUID, bottleneck_id: UUID) -> HttpResponse:
    """Take the next step of the route."""
    actor, at = who(request)
    form = RouteForm(request.POST or None)

    def act() -> None:
        commands.take_route_step(actor=actor, bottleneck_id=bottleneck_id, at=at, **form.cleaned_data)

    return _form_page(
        request,
        (case_id, bottleneck_id),
        form,
        act,
        may=lambda view: view.may_change,
        title=_("The next step"),
        sentence=_("The step is written down."),
    )


def _form_page(
    request: HttpRequest,
    keys: tuple[UUID, UUID],
    form: Any,
    act: Any,
    *,
    may: Callable[[BarrierView], bool],
    title: str,
    sentence: str,
) -> HttpResponse:
    case_id, bottleneck_id = keys
    plan, view = _found(request, case_id, bottleneck_id)
    if not may(view):
        raise NotAllowed(reason=_("this is for another party in the plan. Ask the case manager."))
    back = plan_url(case_id, "bottlenecks", bottleneck_id)
    if request.method == "POST" and attempt(form, act):
        return done(request, sentence, back)
    page = FormPage(
        title=title,
        button=_("Save"),
        back=back,
        household=plan.case.name,
        about=view.text,
        draft=f"stuck-step-{bottleneck_id}",
    )
    return show(request, form, page)


def _found(request: HttpRequest, case_id: UUID, bottleneck_id: UUID) -> tuple[Plan, BarrierView]:
    actor, at = who(request)
    plan, view = bottleneck_page(actor, bottleneck_id, at=at)
    if plan.case_id != case_id:
        raise NotFound
    return plan, view


def _parties(plan: Plan) -> list[tuple[UUID, str]]:
    rows = cases.involved_parties(plan.case)
    return list({r.organization.pk: r.organization.name for r in rows if r.organization}.items())
