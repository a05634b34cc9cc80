"""What came of it: results, six statements, solutions outside the standard."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rondom.access.scopes import Part
from rondom.audit.log import record
from rondom.kernel.refusals import NotAllowed
from rondom.plans import commands
from rondom.plans.forms import OutcomeForm, SolutionForm, StatementsForm
from rondom.plans.queries import (
    find_solutions,
    outcomes_of,
    solutions_of,
    team_statements,
    trend_for,
)
from rondom.plans.queries.action_cards import domain_label
from rondom.plans.views.entry import REFUSED, FormPage, attempt, done, plan_or_404, plan_url, show, who


@require_http_methods(["GET", "POST"])
def outcomes(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Results in the client's own words, the professional's view apart, and a form to add one."""
    actor, at = who(request)
    plan = plan_or_404(request, case_id, part="results", needs=Part.STORY)
    by_client = actor.id == plan.case.client_id
    form = OutcomeForm(request.POST or None, by_client=by_client)

    def act() -> None:
        typed = form.cleaned_data
        commands.tell_outcome(
            actor=actor,
            plan_id=plan.pk,
            words=typed["words"],
            improved_domains=[int(n) for n in typed["improved"]],
            private=typed.get("private", False),
            at=at,
        )

    if request.method == "POST" and attempt(form, act):
        return done(
            request, _("Thank you. These words stay as you wrote them."), plan_url(case_id, "outcomes")
        )
    rows = [(r, [domain_label(n) for n in r.improved_domains]) for r in outcomes_of(plan)]
    context = {
        "plan": plan,
        "form": form,
        "own": [pair for pair in rows if pair[0].by_client],
        "views": [pair for pair in rows if not pair[0].by_client],
        "trend": trend_for(actor, plan),
        "by_client": by_client,
        "base": plan_url(case_id),
        "back": plan_url(case_id),
    }
    status = REFUSED if form.is_bound and form.errors else 200
    return render(request, "plans/outcomes.html", context, status=status)


@require_http_methods(["GET", "POST"])
def statements(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The six statements, for the client alone."""
    actor, at = who(request)
    plan = plan_or_404(request, case_id, part="six statements")
    if actor.id != plan.case.client_id:
        raise NotAllowed(reason=_("only the client fills this in."))
    form = StatementsForm(request.POST or None)

    def act() -> None:
        commands.fill_in_statements(
            actor=actor, plan_id=plan.pk, answers=form.answers(), moment=form.cleaned_data["moment"], at=at
        )

    if request.method == "POST" and attempt(form, act):
        return done(request, _("Thank you. Only you see your answers."), plan_url(case_id, "outcomes"))
    page = FormPage(
        title=_("How is it going with you?"),
        button=_("Keep my answers"),
        back=plan_url(case_id, "outcomes"),
        lead=_("Only you see your answers. The team sees a mean of at least five people, without names."),
        draft=f"statements-{plan.pk}",
    )
    return show(request, form, page)


@require_http_methods(["GET", "POST"])
def solutions(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Solutions outside the standard in this file, and a form to record one (R-023)."""
    actor, at = who(request)
    plan = plan_or_404(request, case_id, part="customised solutions")
    form = SolutionForm(request.POST or None)

    def act() -> None:
        typed = dict(form.cleaned_data)
        typed["domain"] = int(typed["domain"])
        commands.record_solution(
            actor=actor, plan_id=plan.pk, solution=commands.SolutionWords(**typed), at=at
        )

    if request.method == "POST" and attempt(form, act):
        return done(request, _("The solution is recorded."), plan_url(case_id, "solutions"))
    context = {
        "plan": plan,
        "form": form,
        "solutions": [(row, domain_label(row.domain)) for row in solutions_of(plan)],
        "back": plan_url(case_id),
    }
    status = REFUSED if form.is_bound and form.errors else 200
    return render(request, "plans/solutions.html", context, status=status)


@require_GET
def solution_search(request: HttpRequest) -> HttpResponse:
    """Search the copies without names, for professionals."""
    actor, at = who(request)
    if not actor.is_professional:
        raise NotAllowed(reason=_("this list is for professionals."))
    text = request.GET.get("q", "")[:200].replace("\x00", "")
    record(actor=actor, action="solution.search", at=at, part="customised solutions", query=text)
    context = {"q": text, "found": find_solutions(text)}
    return render(request, "plans/solution_search.html", context)


@require_GET
def team(request: HttpRequest) -> HttpResponse:
    """The six statements of a team, as means of enough people (R-055)."""
    actor, at = who(request)
    figures = team_statements(actor, at=at)
    rows = [{"label": words, "value": value} for words, value in figures.rows]
    return render(request, "plans/team.html", {"figures": figures, "rows": rows})
