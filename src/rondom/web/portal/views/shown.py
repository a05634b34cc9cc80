"""Which lines of my plan somebody from my network sees (R-005)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rondom.access.requests import ActorRequest
from rondom.cases import commands as cases
from rondom.kernel.refusals import NotFound, Refusal
from rondom.plans import queries as plans
from rondom.privacy import commands as privacy
from rondom.privacy import queries as shared
from rondom.web.portal.doors import need_case, resident_page


@require_http_methods(["GET", "POST"])
@resident_page
def lines(request: ActorRequest, supporter_id: UUID) -> HttpResponse:
    """Goals and actions with a button each: show this to them, or show it no longer."""
    case = need_case(request, part="network", log=request.method == "GET")
    supporter = case.supporters.filter(pk=supporter_id, ended_at=None).first()
    if supporter is None or supporter.case.client_id != request.actor.id:
        raise NotFound
    plan = plans.lines_to_show(case)
    found: dict[str, tuple[Any, ...]] = {str(g.pk): ("goal", g, g.title, g.due_on) for g in plan.goals}
    found |= {str(a.pk): ("action", a, a.what, a.due_on) for a in plan.actions}
    rows = shared.shared_in_space(case.space).filter(person_id=supporter.person_id)
    shown = {str(row.object_id): row for row in rows if row.object_id}
    if request.method == "POST":
        return _choose(request, supporter.pk, found, shown)
    context = {
        "supporter": supporter,
        "lines": [
            {"key": key, "title": title, "due_on": due_on, "shown": key in shown}
            for key, (_kind, _row, title, due_on) in found.items()
        ],
    }
    return render(request, "web/portal/lines.html", context)


def _choose(
    request: ActorRequest, who: UUID, found: dict[str, tuple[Any, ...]], shown: dict[str, Any]
) -> HttpResponse:
    key = request.POST.get("line", "")
    if key not in found:
        raise NotFound
    kind, row, title, due_on = found[key]
    try:
        if key in shown:
            privacy.stop_sharing(actor=request.actor, item_id=shown[key].pk, at=request.at)
            messages.success(request, _("This line is not shown any more."))
        else:
            cases.share_line(
                actor=request.actor,
                supporter_id=who,
                object_type=kind,
                object_id=row.pk,
                text=title,
                due_on=due_on,
                at=request.at,
            )
            messages.success(request, _("This line is shown, as it is today."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("portal_lines", who)
