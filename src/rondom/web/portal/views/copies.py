"""Who printed or saved something about me, and asking to delete it (R-043)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rondom.access.requests import ActorRequest
from rondom.cases import commands
from rondom.cases.queries.copies import copies_of_case
from rondom.web.copies import copy_lines, wanted_copy
from rondom.web.portal.doors import need_case, resident_page


@require_http_methods(["GET", "POST"])
@resident_page
def copies(request: ActorRequest) -> HttpResponse:
    """By organisation and function, without names, as in "who looked" (R-211)."""
    case = need_case(request, part="copies", log=request.method == "GET")
    if request.method == "POST":
        commands.ask_copy_deletion(
            actor=request.actor, case_id=case.pk, copy=wanted_copy(request), at=request.at
        )
        messages.success(request, _("We asked who made this copy to delete it."))
        return redirect("portal_copies")
    found = copies_of_case(request.actor, case, at=request.at)
    lines = copy_lines(found, request.actor, client_id=case.client_id, names=False)
    return render(request, "web/portal/copies.html", {"lines": lines, "case": case})
