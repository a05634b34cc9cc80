"""Closing with the client's last word, the team leader's answer, and taking the file up again."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rondom.cases import queries as cases
from rondom.plans import commands, policies
from rondom.plans.commands.refusals import require
from rondom.plans.forms import ClosingForm, DecideForm, ReasonForm
from rondom.plans.queries import closing_question
from rondom.plans.views.entry import FormPage, attempt, case_url, done, plan_or_404, plan_url, show, who


@require_http_methods(["GET", "POST"])
def closing(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Close the file of this household."""
    actor, at = who(request)
    plan = plan_or_404(request, case_id)
    require(policies.may_close(actor, plan))
    form = ClosingForm(request.POST or None)

    def act() -> None:
        typed = form.cleaned_data
        words = commands.ClosingWords(
            spoke_with_client=typed["spoke"] == "yes",
            last_word=typed["last_word"],
            contact_later=typed["contact_later"],
            aftercare_on=typed["aftercare_on"],
            why_not_spoken=typed["why_not_spoken"],
        )
        commands.close_plan(actor=actor, plan_id=plan.pk, closing=words, at=at)

    if request.method == "POST" and attempt(form, act):
        if form.cleaned_data["spoke"] == "yes":
            return done(request, _("The file is closed. The client can still read it."), "/")
        return done(request, _("The team leader decides about closing."), plan_url(case_id))
    page = FormPage(
        title=_("Close the file together"),
        button=_("Close the file"),
        back=plan_url(case_id),
        household=plan.case.name,
        lead=_("The client has the last word. Within a year the same file can be taken up again."),
        draft=f"closing-{plan.pk}",
    )
    return show(request, form, page)


@require_http_methods(["GET", "POST"])
def closing_decision(request: HttpRequest, alert_id: UUID) -> HttpResponse:
    """The team leader's yes or no to a closing without client contact."""
    actor, at = who(request)
    household = closing_question(actor, alert_id, at=at)
    form = DecideForm(request.POST or None)

    def act() -> None:
        approved = form.cleaned_data["decision"] == "yes"
        commands.approve_closing(actor=actor, alert_id=alert_id, approved=approved, at=at)

    if request.method == "POST" and attempt(form, act):
        closed = form.cleaned_data["decision"] == "yes"
        return done(request, _("The file is closed.") if closed else _("The file stays open."), "/")
    page = FormPage(
        title=_("Close without having spoken to the client?"),
        button=_("Send my answer"),
        back="/",
        household=household,
        lead=_("The case manager did not speak to the client. Ask first whether everything was tried."),
    )
    return show(request, form, page)


@require_http_methods(["GET", "POST"])
def reopening(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Take up the same file again."""
    actor, at = who(request)
    case = cases.case_for(actor, case_id, at=at, part="closing")
    form = ReasonForm(request.POST or None)

    def act() -> None:
        commands.reopen_plan(actor=actor, case_id=case.pk, reason=form.cleaned_data["reason"], at=at)

    if request.method == "POST" and attempt(form, act):
        return done(request, _("The file is open again, with everything that was in it."), case_url(case_id))
    page = FormPage(
        title=_("Take up this file again"),
        button=_("Take up this file again"),
        back=case_url(case_id),
        household=case.name,
        draft=f"reopening-{case.pk}",
    )
    return show(request, form, page)
