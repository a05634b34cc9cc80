"""Versions: publish, list, compare."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rondom.kernel.refusals import NotFound
from rondom.plans import commands, policies
from rondom.plans.commands.refusals import require
from rondom.plans.forms import PublishForm
from rondom.plans.queries import compared, versions_of
from rondom.plans.views.entry import FormPage, attempt, done, plan_or_404, plan_url, show, who


@require_http_methods(["GET", "POST"])
def publication(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Freeze the plan as it stands."""
    actor, at = who(request)
    plan = plan_or_404(request, case_id)
    require(policies.may_publish(actor, plan))
    form = PublishForm(request.POST or None)

    def act() -> None:
        commands.publish_version(actor=actor, plan_id=plan.pk, note=form.cleaned_data["note"], at=at)

    if request.method == "POST" and attempt(form, act):
        return done(
            request, _("This version is kept. Everybody is asked what they think of it."), plan_url(case_id)
        )
    page = FormPage(
        title=_("Keep this version"),
        button=_("Keep this version"),
        back=plan_url(case_id),
        household=plan.case.name,
        lead=_("Everybody with a line in the plan is asked what they think. Earlier versions stay."),
    )
    return show(request, form, page)


@require_GET
def versions(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Every version, and two of them line by line (`?from=1&to=2`)."""
    plan = plan_or_404(request, case_id, part="plan versions")
    found = versions_of(plan)
    numbers = [v.number for v in found]
    new = _number(request, "to", numbers, numbers[0] if numbers else 0)
    old = _number(request, "from", numbers, new - 1)
    context = {
        "plan": plan,
        "versions": found,
        "old": old,
        "new": new,
        "lines": compared(plan, old, new) if new else [],
        "back": plan_url(case_id),
    }
    return render(request, "plans/versions.html", context)


def _number(request: HttpRequest, name: str, numbers: list[int], default: int) -> int:
    value = request.GET.get(name, "")
    if not value:
        return default
    if not value.isdecimal() or len(value) > 6 or int(value) not in numbers:
        raise NotFound
    return int(value)
