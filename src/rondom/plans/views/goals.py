"""Goals: add, change, accept, order, now or later, how they stand."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rondom.kernel.refusals import NotFound
from rondom.plans import commands, policies
from rondom.plans.commands.refusals import require
from rondom.plans.forms import GoalForm, GoalStateForm, MoveForm, TermForm, WitnessFields
from rondom.plans.models import Goal, Plan
from rondom.plans.queries import goal_for, owners_for
from rondom.plans.queries.history import FieldChange, in_words
from rondom.plans.queries.story import strengths_of
from rondom.plans.rules.comparison import words_changed
from rondom.plans.rules.lines import NEXT_GOAL_STATES, is_vague
from rondom.plans.views.entry import FormPage, attempt, done, plan_or_404, plan_url, show, who, with_version
from rondom.plans.vocabulary import GoalOwner


@require_http_methods(["GET", "POST"])
def goals(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Add a goal."""
    actor, at = who(request)
    plan = plan_or_404(request, case_id)
    form = _form(request, plan, at)
    if request.method == "POST" and attempt(
        form,
        lambda: commands.add_goal(
            actor=actor, plan_id=plan.pk, goal=_words(form), about_id=_key(form, "about"), at=at
        ),
    ):
        return done(request, _after_adding(form, by_resident=actor.is_resident), plan_url(case_id))
    page = FormPage(
        title=_("A new goal"),
        button=_("Add this goal"),
        back=plan_url(case_id),
        household=plan.case.name,
        lead=_("A goal of somebody else than the client is a proposal until the client says yes."),
        draft=f"goal-new-{plan.pk}",
    )
    return show(request, form, page)


@require_http_methods(["GET", "POST"])
def goal(request: HttpRequest, case_id: UUID, goal_id: UUID) -> HttpResponse:
    """Change a goal; when somebody else saved in between, both texts are shown."""
    actor, at = who(request)
    plan, row = _found(request, case_id, goal_id)
    require(policies.may_write(actor, row.scope))
    form = _form(request, plan, at, row)
    page = FormPage(
        title=_("Change this goal"),
        button=_("Save"),
        back=plan_url(case_id),
        household=plan.case.name,
        draft=f"goal-{row.pk}",
    )

    def stale() -> None:
        theirs = goal_for(actor, goal_id, at=at)
        page.both = both_texts(theirs, form.cleaned_data)
        page.button = _("Save my text")
        # The next saving is a choice made with both texts in view.
        form.data = with_version(request, theirs.version)

    def act() -> None:
        version = form.cleaned_data["version"] or 0
        commands.change_goal(
            actor=actor, goal_id=row.pk, version=version, goal=_words(form, row.domain), at=at
        )

    if request.method == "POST" and attempt(form, act, stale=stale):
        return done(request, _("The goal is saved."), plan_url(case_id))
    return show(request, form, page)


@require_POST
def place(request: HttpRequest, case_id: UUID, goal_id: UUID) -> HttpResponse:
    """One place up or down, by the client; or by a professional with a witness, on a page of its own."""
    actor, at = who(request)
    plan, row = _found(request, case_id, goal_id)
    require(policies.may_join_in(actor, plan.space))
    form = MoveForm(request.POST, by_client=policies.is_client(actor, plan))

    def act() -> None:
        up = form.cleaned_data["direction"] == "up"
        commands.move_goal(actor=actor, goal_id=row.pk, up=up, at=at, **form.said())

    if attempt(form, act):
        return done(request, _("The order is changed."), f"{plan_url(case_id)}#goal-{row.pk}")
    return show(request, form, _order_page(plan, row))


def _order_page(plan: Plan, row: Goal) -> FormPage:
    return FormPage(
        title=_("Change the order"),
        button=_("Change the order"),
        back=plan_url(plan.case_id),
        household=plan.case.name,
        about=row.title,
        lead=_("The client decides what comes first."),
    )


@require_http_methods(["GET", "POST"])
def acceptance(request: HttpRequest, case_id: UUID, goal_id: UUID) -> HttpResponse:
    """The client's yes to a goal; a professional writes it down with a witness."""
    actor, at = who(request)
    plan, row = _found(request, case_id, goal_id)
    is_client = actor.id == plan.case.client_id
    require(policies.may_write(actor, row.scope))
    form = WitnessFields(
        {"channel": "screen"} if is_client and request.method == "POST" else request.POST or None
    )

    def act() -> None:
        channel, witness = form.cleaned_data["channel"], form.cleaned_data["witness"]
        commands.accept_goal(actor=actor, goal_id=row.pk, channel=channel, witness=witness, at=at)

    if request.method == "POST" and attempt(form, act):
        return done(request, _("The client said yes to this goal."), plan_url(case_id))
    page = FormPage(
        title=_("The client says yes to this goal"),
        button=_("Write down the yes"),
        back=plan_url(case_id),
        household=plan.case.name,
        about=row.title,
        lead=_("Saying no has no effect on what somebody is entitled to."),
    )
    return show(request, form, page)


@require_http_methods(["GET", "POST"])
def state(request: HttpRequest, case_id: UUID, goal_id: UUID) -> HttpResponse:
    """Reached, no longer needed, taken up again."""
    actor, at = who(request)
    plan, row = _found(request, case_id, goal_id)
    require(policies.may_write(actor, row.scope))
    form = GoalStateForm(request.POST or None, states=sorted(NEXT_GOAL_STATES[row.state]))

    def act() -> None:
        commands.set_goal_state(actor=actor, goal_id=row.pk, at=at, **form.cleaned_data)

    if request.method == "POST" and attempt(form, act):
        return done(request, _("The goal is saved."), plan_url(case_id))
    page = FormPage(
        title=_("How does this goal stand?"),
        button=_("Save"),
        back=plan_url(case_id),
        household=plan.case.name,
        about=row.title,
        draft=f"goal-state-{row.pk}",
    )
    return show(request, form, page)


@require_POST
def term(request: HttpRequest, case_id: UUID, goal_id: UUID) -> HttpResponse:
    """Now or later."""
    actor, at = who(request)
    plan, row = _found(request, case_id, goal_id)
    require(policies.may_join_in(actor, plan.space))
    form = TermForm(request.POST, by_client=policies.is_client(actor, plan))

    def act() -> None:
        term = form.cleaned_data["term"]
        commands.set_goal_term(actor=actor, goal_id=row.pk, term=term, at=at, **form.said())

    if attempt(form, act):
        return done(request, _("The goal is saved."), plan_url(case_id))
    return show(request, form, _order_page(plan, row))


def both_texts(theirs: Goal, typed: dict[str, Any]) -> list[FieldChange]:
    """What the other saved and what was typed here, part by part, where they differ."""
    names = {"title": _("What"), "first_step": _("First step"), "due_on": _("By")}
    found = []
    for name, label in names.items():
        old, new = getattr(theirs, name), typed.get(name)
        before = in_words(name, old.isoformat() if name == "due_on" and old else old)
        after = in_words(name, new.isoformat() if name == "due_on" and new else new)
        if before != after:
            found.append(FieldChange(label, before, after, words_changed(before, after)))
    return found


def _found(request: HttpRequest, case_id: UUID, goal_id: UUID) -> tuple[Plan, Goal]:
    actor, at = who(request)
    row = goal_for(actor, goal_id, at=at)
    plan = plan_or_404(request, case_id)
    if row.plan_id != plan.pk:
        raise NotFound
    return plan, row


def _form(request: HttpRequest, plan: Plan, at: Any, row: Goal | None = None) -> GoalForm:
    initial: dict[str, Any] = {"owner": "client"}
    if row is not None:
        initial = {
            "version": row.version,
            "title": row.title,
            "owner": row.owner,
            "professional": str(row.owner_id or ""),
            "first_step": row.first_step,
            "first_step_on": row.first_step_on,
            "due_on": row.due_on,
            "strengths": [str(key) for key in row.strength_ids],
        }
    return GoalForm(
        request.POST or None,
        initial=initial,
        owners=owners_for(plan, at=at),
        strengths=strengths_of(plan.case),
        fixed=row is not None,
        of_member=row is not None and row.owner == GoalOwner.MEMBER,
    )


def _words(form: GoalForm, domain: int | None = None) -> commands.GoalWords:
    typed = form.cleaned_data
    return commands.GoalWords(
        title=typed["title"],
        domain=int(typed["domain"]) if domain is None else domain,
        owner=typed.get("owner") or GoalOwner.CLIENT,
        first_step=typed["first_step"],
        first_step_on=typed["first_step_on"],
        due_on=typed["due_on"],
        strength_ids=[UUID(key) for key in typed.get("strengths", [])],
        professional_id=_key(form, "professional"),
    )


def _key(form: GoalForm, name: str) -> UUID | None:
    value = form.cleaned_data.get(name)
    return UUID(value) if value else None


def _after_adding(form: GoalForm, *, by_resident: bool) -> str:
    if is_vague(form.cleaned_data["title"]):
        return _(
            "The goal is added. How would you notice that it is reached? You can still say so in the goal."
        )
    if by_resident:
        return _("Your goal is added.")
    return _("The goal is proposed. It waits for the client's yes.")
