"""The plan page, its beginning, paper, and what changed."""

from typing import Literal
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rondom.access.scopes import Part
from rondom.cases import queries as cases
from rondom.kernel.documents import print_document
from rondom.plans import commands, policies
from rondom.plans.commands.refusals import require
from rondom.plans.forms import ActivateForm
from rondom.plans.queries import alerts_in, changes_of, find_plan, plan_document, plan_page
from rondom.plans.queries.story import has_own_words
from rondom.plans.views.entry import FormPage, attempt, case_url, done, plan_or_404, plan_url, show, who


@require_GET
def plan(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The one plan of this household; without one, where it can begin."""
    actor, at = who(request)
    row = find_plan(case_id)
    if row is None:
        case = cases.case_for(actor, case_id, at=at, part="plan")
        joins = cases.relation_to(actor, case, at=at).writes(Part.CORE)
        context = {"case": case, "joins": joins, "back": case_url(case_id)}
        return render(request, "plans/none.html", context)
    page = plan_page(actor, case_id, at=at, plan=row)
    return render(
        request, "plans/plan.html", {"page": page, "base": plan_url(case_id), "back": case_url(case_id)}
    )


@require_POST
def beginning(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Start the draft; an existing plan is shown instead, with the offer to join it (R-015)."""
    actor, at = who(request)
    try:
        commands.start_plan(actor=actor, case_id=case_id, at=at)
    except commands.PlanExists as refusal:
        return done(request, str(refusal), plan_url(case_id))
    return done(request, _("The plan has begun. Add the first goal."), plan_url(case_id))


@require_POST
def join_request(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Ask the case manager to let me take part."""
    actor, at = who(request)
    commands.ask_to_join(actor=actor, case_id=case_id, at=at)
    return done(request, _("The case manager gets your question."), plan_url(case_id))


@require_http_methods(["GET", "POST"])
def activation(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Make the draft the working plan."""
    actor, at = who(request)
    row = plan_or_404(request, case_id)
    require(policies.may_join_in(actor, row.space))
    form = ActivateForm(request.POST or None, initial={"version": row.version})
    if has_own_words(row.case):
        form.fields["without_words_reason"].widget = forms.HiddenInput()
    if request.method == "POST" and attempt(
        form,
        lambda: commands.activate_plan(
            actor=actor,
            plan_id=row.pk,
            version=form.cleaned_data["version"] or 0,
            without_words_reason=form.cleaned_data["without_words_reason"],
            at=at,
        ),
    ):
        return done(request, _("This is now the plan that everybody works with."), plan_url(case_id))
    page = FormPage(
        title=_("Start working with this plan"),
        button=_("Start working with this plan"),
        back=plan_url(case_id),
        household=row.case.name,
        draft=f"plan-activation-{row.pk}",
    )
    return show(request, form, page)


@require_GET
def changes(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What changed, the newest first (R-019)."""
    row = plan_or_404(request, case_id, part="changes")
    context = {"plan": row, "changes": changes_of(row), "back": plan_url(case_id)}
    return render(request, "plans/changes.html", context)


@require_GET
def paper(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The plan on one page, to print from the browser."""
    actor, at = who(request)
    page = plan_page(actor, case_id, at=at, part="plan on paper", action="plan.print")
    return render(request, "plans/paper.html", {"page": page, "back": plan_url(case_id)})


@require_GET
def pdf(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The plan as an accessible PDF, in Dutch or English (`?language=`)."""
    actor, at = who(request)
    wanted = request.GET.get("language") or (get_language() or "nl")[:2]
    language: Literal["nl", "en"] = "en" if wanted == "en" else "nl"
    with translation.override(language):
        page = plan_page(actor, case_id, at=at, part="plan on paper", action="plan.export")
        document = plan_document(page, language=language, at=at, large_print="large" in request.GET)
        body = print_document(document)
    response = HttpResponse(body, content_type="application/pdf")
    # Nothing about a person in a file name.
    response["Content-Disposition"] = 'attachment; filename="plan.pdf"'
    return response


@require_GET
def attention(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What asks for attention in this case, for its case manager and the leader of its team; no content."""
    actor, at = who(request)
    alerts = alerts_in(actor, case_id, at=at)
    case = cases.case_for(actor, case_id, at=at, log=False)
    context = {
        "case": case,
        "alerts": alerts,
        "is_manager": case.case_manager_id == actor.id,
        "back": case_url(case_id),
    }
    return render(request, "plans/attention.html", context)


@require_POST
def alert(request: HttpRequest, case_id: UUID, alert_id: UUID) -> HttpResponse:
    """Take something off the list."""
    actor, at = who(request)
    cases.case_for(actor, case_id, at=at, log=False)
    commands.clear_alert(actor=actor, alert_id=alert_id, at=at)
    return done(request, _("It is off the list."), plan_url(case_id, "attention"))
