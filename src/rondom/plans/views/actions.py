"""Actions: add, change, say how it stands, carry over."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rondom.kernel.refusals import NotFound
from rondom.plans import commands, policies
from rondom.plans.commands.refusals import require
from rondom.plans.forms import ActionForm, CarryForm, OwnReportForm, ReportForm
from rondom.plans.models import Action, Plan
from rondom.plans.queries import action_for, goals_of, owners_for
from rondom.plans.queries.history import FieldChange, in_words
from rondom.plans.rules.comparison import words_changed
from rondom.plans.rules.lines import NEXT_ACTION_STATES
from rondom.plans.views.entry import FormPage, attempt, done, plan_or_404, plan_url, show, who, with_version


@require_http_methods(["GET", "POST"])
def actions(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Add an action."""
    actor, at = who(request)
    plan = plan_or_404(request, case_id)
    form = _form(request, plan, initial={"goal": request.GET.get("goal", "")})

    def act() -> None:
        typed = form.cleaned_data
        commands.add_action(
            actor=actor,
            plan_id=plan.pk,
            what=typed["what"],
            domain=int(typed["domain"]),
            owner=form.chosen_owner(),  # type: ignore[arg-type]
            due_on=typed["due_on"],
            goal_id=UUID(typed["goal"]) if typed["goal"] else None,
            at=at,
        )

    if request.method == "POST" and attempt(form, act):
        return done(request, _("The action is added."), plan_url(case_id))
    page = FormPage(
        title=_("A new action"),
        button=_("Add this action"),
        back=plan_url(case_id),
        household=plan.case.name,
        draft=f"action-new-{plan.pk}",
    )
    return show(request, form, page)


@require_http_methods(["GET", "POST"])
def action(request: HttpRequest, case_id: UUID, action_id: UUID) -> HttpResponse:
    """Change the words or the date; when somebody else saved in between, both texts are shown."""
    actor, at = who(request)
    plan, row = _found(request, case_id, action_id)
    require(policies.may_write(actor, row.scope))
    initial = {"version": row.version, "what": row.what, "due_on": row.due_on}
    form = _form(request, plan, initial=initial, fixed=True)
    page = FormPage(
        title=_("Change this action"),
        button=_("Save"),
        back=plan_url(case_id),
        household=plan.case.name,
        draft=f"action-{row.pk}",
    )

    def stale() -> None:
        theirs = action_for(actor, action_id, at=at)
        page.both = _both(theirs, form.cleaned_data)
        page.button = _("Save my text")
        # The next saving is a choice made with both texts in view.
        form.data = with_version(request, theirs.version)

    def act() -> None:
        typed = form.cleaned_data
        commands.change_action(
            actor=actor,
            action_id=row.pk,
            version=typed["version"] or 0,
            what=typed["what"],
            due_on=typed["due_on"],
            at=at,
        )

    if request.method == "POST" and attempt(form, act, stale=stale):
        return done(request, _("The action is saved."), plan_url(case_id))
    return show(request, form, page)


@require_http_methods(["GET", "POST"])
def steps(request: HttpRequest, case_id: UUID, action_id: UUID) -> HttpResponse:
    """Say how an action stands."""
    plan, row = _found(request, case_id, action_id)
    require(policies.may_report(who(request)[0], row))
    return _report(request, row, back=plan_url(case_id), household=plan.case.name)


@require_http_methods(["GET", "POST"])
def own_line_steps(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Say how one's own line stands, for somebody who sees nothing else of the plan."""
    actor, at = who(request)
    row = action_for(actor, action_id, at=at)
    if row.owner_id != actor.id:
        raise NotFound
    if actor.is_resident:
        return _report_own(request, row)
    return _report(request, row, back="/", household="")


def _report_own(request: HttpRequest, row: Action) -> HttpResponse:
    """A resident says that something is done, and how it went, in everyday words (R-007, R-017)."""
    actor, at = who(request)
    states = NEXT_ACTION_STATES[row.state]
    form = OwnReportForm(request.POST or None, initial={"state": request.GET.get("state", "")}, states=states)
    back = reverse("portal_plan")

    def act() -> None:
        commands.report_action(actor=actor, action_id=row.pk, at=at, **form.cleaned_data)

    if request.method == "POST" and attempt(form, act):
        return done(request, _("Thank you. Everybody who works with this can see it."), back)
    page = FormPage(
        title=_("How does it stand?"),
        button=_("Save"),
        back=back,
        about=row.what,
        draft=f"own-action-state-{row.pk}",
    )
    return show(request, form, page)


@require_http_methods(["GET", "POST"])
def carrying(request: HttpRequest, case_id: UUID, action_id: UUID) -> HttpResponse:
    """Carry an action over to a new date."""
    actor, at = who(request)
    plan, row = _found(request, case_id, action_id)
    require(policies.may_write(actor, row.scope))
    form = CarryForm(request.POST or None)

    def act() -> None:
        commands.carry_over_action(actor=actor, action_id=row.pk, due_on=form.cleaned_data["due_on"], at=at)

    if request.method == "POST" and attempt(form, act):
        return done(request, _("The action is carried over."), plan_url(case_id))
    page = FormPage(
        title=_("Carry this action over"),
        button=_("Carry over"),
        back=plan_url(case_id),
        household=plan.case.name,
        about=row.what,
    )
    return show(request, form, page)


def _report(request: HttpRequest, row: Action, *, back: str, household: str) -> HttpResponse:
    actor, at = who(request)
    states = sorted(NEXT_ACTION_STATES[row.state] - {"carried_over"})
    form = ReportForm(request.POST or None, states=states)

    def act() -> None:
        commands.report_action(actor=actor, action_id=row.pk, at=at, **form.cleaned_data)

    if request.method == "POST" and attempt(form, act):
        return done(request, _("Thank you. Everybody who works with this can see it."), back)
    page = FormPage(
        title=_("How does it stand?"),
        button=_("Save"),
        back=back,
        household=household,
        about=row.what,
        draft=f"action-state-{row.pk}",
    )
    return show(request, form, page)


def _found(request: HttpRequest, case_id: UUID, action_id: UUID) -> tuple[Plan, Action]:
    actor, at = who(request)
    row = action_for(actor, action_id, at=at)
    plan = plan_or_404(request, case_id)
    if row.plan_id != plan.pk:
        raise NotFound
    return plan, row


def _form(request: HttpRequest, plan: Plan, *, initial: dict[str, Any], fixed: bool = False) -> ActionForm:
    _actor, at = who(request)
    return ActionForm(
        request.POST or None,
        initial=initial,
        owners=[] if fixed else owners_for(plan, at=at),
        goals=[] if fixed else [(g.pk, g.title) for g in goals_of(plan.pk)],
        fixed=fixed,
    )


def _both(theirs: Action, typed: dict[str, Any]) -> list[FieldChange]:
    pairs = [
        (_("What"), theirs.what, typed.get("what") or ""),
        (_("By"), in_words("due_on", theirs.due_on.isoformat()), _day(typed.get("due_on"))),
    ]
    return [FieldChange(label, a, b, words_changed(a, b)) for label, a, b in pairs if a != b]


def _day(value: Any) -> str:
    return in_words("due_on", value.isoformat()) if value else ""
