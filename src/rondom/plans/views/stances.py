"""What each person thinks of each line."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rondom.kernel.refusals import NotFound
from rondom.plans import commands
from rondom.plans.forms import StanceForm, WitnessForm
from rondom.plans.models import Action, Goal, Plan
from rondom.plans.queries import action_for, goal_for
from rondom.plans.views.entry import FormPage, attempt, done, plan_or_404, plan_url, show, who
from rondom.plans.vocabulary import LineKind


def no_effect() -> str:
    """The sentence that stands beside every stance (R-018)."""
    return _("Saying no has no effect on what you are entitled to. Do you feel pressed? You can complain.")


@require_http_methods(["GET", "POST"])
def stances(request: HttpRequest, case_id: UUID, kind: str, line_id: UUID) -> HttpResponse:
    """Say for yourself what you think of a line."""
    plan, line = _found(request, case_id, kind, line_id)
    return _give(request, kind, line, back=plan_url(case_id), household=plan.case.name)


@require_http_methods(["GET", "POST"])
def own_line_stances(request: HttpRequest, kind: str, line_id: UUID) -> HttpResponse:
    """The same for somebody who sees this line and nothing else of the plan."""
    return _give(request, kind, _line(request, kind, line_id), back="/", household="")


@require_http_methods(["GET", "POST"])
def witnessed(request: HttpRequest, case_id: UUID, kind: str, line_id: UUID) -> HttpResponse:
    """Write down what somebody said on paper or by telephone."""
    actor, at = who(request)
    plan, line = _found(request, case_id, kind, line_id)
    form = WitnessForm(request.POST or None, persons=_persons(plan, line))

    def act() -> None:
        typed = form.cleaned_data
        commands.witness_stance(
            actor=actor,
            kind=kind,
            line_id=line.pk,
            person_id=UUID(typed["person"]),
            stance=typed["stance"],
            channel=typed["channel"],
            witness=typed["witness"],
            words=typed["words"],
            at=at,
        )

    if request.method == "POST" and attempt(form, act):
        return done(
            request, _("Written down. The person gets a message and can still object."), plan_url(case_id)
        )
    page = FormPage(
        title=_("Write down what somebody else said"),
        button=_("Write it down"),
        back=plan_url(case_id),
        household=plan.case.name,
        about=_text(line),
        lead=_("Use this only for paper or telephone. It stays marked that you wrote it down."),
        notes=[no_effect()],
        draft=f"witness-{line.pk}",
    )
    return show(request, form, page)


def _give(request: HttpRequest, kind: str, line: Goal | Action, *, back: str, household: str) -> HttpResponse:
    actor, at = who(request)
    form = StanceForm(request.POST or None)

    def act() -> None:
        commands.give_stance(actor=actor, kind=kind, line_id=line.pk, at=at, **form.cleaned_data)

    if request.method == "POST" and attempt(form, act):
        return done(request, _("Thank you. Your answer stands in the plan."), back)
    page = FormPage(
        title=_("What do you think of this?"),
        button=_("Send my answer"),
        back=back,
        household=household,
        about=_text(line),
        notes=[no_effect()],
        draft=f"stance-{line.pk}",
    )
    return show(request, form, page)


def _line(request: HttpRequest, kind: str, line_id: UUID) -> Goal | Action:
    actor, at = who(request)
    if kind == LineKind.GOAL:
        return goal_for(actor, line_id, at=at)
    if kind == LineKind.ACTION:
        return action_for(actor, line_id, at=at)
    raise NotFound


def _found(request: HttpRequest, case_id: UUID, kind: str, line_id: UUID) -> tuple[Plan, Goal | Action]:
    line = _line(request, kind, line_id)
    plan = plan_or_404(request, case_id)
    if line.plan_id != plan.pk:
        raise NotFound
    return plan, line


def _text(line: Goal | Action) -> str:
    return line.title if isinstance(line, Goal) else line.what


def _persons(plan: Plan, line: Goal | Action) -> list[tuple[UUID, str]]:
    found = {plan.case.client_id: str(plan.case.client)}
    if line.owner_id:
        found[line.owner_id] = line.owner_name
    return list(found.items())
