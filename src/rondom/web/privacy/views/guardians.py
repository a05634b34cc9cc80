"""Who has authority over a child and lives elsewhere: asked, answered, left out (R-044)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rondom.access.requests import ActorRequest
from rondom.cases import queries as cases
from rondom.kernel.refusals import NotFound, Refusal
from rondom.kernel.refused_forms import refuse
from rondom.privacy import commands, queries
from rondom.web.privacy.doors import staff_page
from rondom.web.privacy.forms import GuardianForm


@require_http_methods(["GET", "POST"])
@staff_page
def guardians(request: ActorRequest, case_id: UUID, consent_id: UUID) -> HttpResponse:
    """Each guardian with the answer; the case manager asks one more, or goes on without one."""
    case = cases.case_for(
        request.actor, case_id, at=request.at, part="permissions", log=request.method == "GET"
    )
    line = queries.consent_line(request.actor, consent_id, at=request.at)
    if line is None or not line.about_child or case.case_manager_id != request.actor.id:
        raise NotFound
    rows = queries.guardians_of_consent(line.id, at=request.at)
    form = GuardianForm(request.POST or None, rows=rows)
    if request.method == "POST" and form.is_valid():
        try:
            _carry_out(request, line.id, form)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("It is written down. The privacy officer can read your reason."))
            return redirect("case_guardians", case.pk, line.id)
    context = {"case": case, "line": line, "rows": rows, "form": form if line.open else None}
    return render(request, "web/privacy/guardians.html", context, status=422 if form.errors else 200)


def _carry_out(request: ActorRequest, consent_id: UUID, form: GuardianForm) -> None:
    act, key = form.chosen()
    reason = form.cleaned_data["reason"]
    if act == "ask":
        commands.ask_guardian(
            actor=request.actor, consent_id=consent_id, guardian_id=key, reason=reason, at=request.at
        )
    else:
        commands.leave_out_guardian(actor=request.actor, request_id=key, reason=reason, at=request.at)
