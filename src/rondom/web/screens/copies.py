"""Copies outside the site, for the case manager (R-043)."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rondom.cases import commands
from rondom.cases.queries.copies import copies_of_case
from rondom.web.copies import copy_lines, wanted_copy
from rondom.web.screens.asking import GET_POST, find, strip, tap


@require_http_methods(GET_POST)
def copies(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Who printed or saved what, and asking to delete it."""
    case = find(request, case_id, "copies")
    actor, at = request.actor, request.at  # type: ignore[attr-defined]
    found = copies_of_case(actor, case, at=at)
    if request.method == "POST":
        copy = wanted_copy(request)
        return tap(
            request,
            lambda: commands.ask_copy_deletion(actor=actor, case_id=case.pk, copy=copy, at=at),
            to=reverse("case_copies", args=[case.pk]),
            done=_("The question is put to who made the copy."),
        )
    context = strip(request, case) | {"lines": copy_lines(found, actor, client_id=case.client_id, names=True)}
    return render(request, "web/screens/copies.html", context)
