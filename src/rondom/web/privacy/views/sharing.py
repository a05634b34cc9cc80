"""Sharing with one person, and safety mode."""

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rondom.access.requests import ActorRequest
from rondom.cases import queries as cases
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.refusals import Refusal
from rondom.kernel.refused_forms import refuse
from rondom.privacy import commands, queries
from rondom.web.privacy import around
from rondom.web.privacy.doors import allowed, staff_page
from rondom.web.privacy.forms import SafetyForm, ShareForm


@require_http_methods(["GET", "POST"])
@staff_page
def sharing(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """What is shared with one person around the household, and sharing something more."""
    case = cases.case_for(request.actor, case_id, at=request.at, part="shared", log=request.method == "GET")
    allowed(queries.may_share(request.actor, case.space, at=request.at))
    form = ShareForm(request.POST or None, persons=around.everybody(case, request.at))
    if request.method == "POST" and form.is_valid():
        try:
            _share(request, case, form.cleaned_data)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("It is shared, with this person only."))
            return redirect("case_sharing", case.pk)
    context = {"case": case, "form": form, "rows": queries.shared_in_space(case.space)}
    return render(request, "web/privacy/sharing.html", context, status=422 if form.errors else 200)


def _share(request: ActorRequest, case: Any, typed: dict[str, Any]) -> None:
    readers = {case.client_id} if typed["with_client"] else set()
    if case.case_manager_id:
        readers.add(case.case_manager_id)
    until = typed["until"]
    commands.share_with_person(
        actor=request.actor,
        space=case.space,
        person_id=UUID(typed["person"]),
        subject_id=UUID(typed["subject"]) if typed["subject"] else None,
        kind=typed["kind"],
        title=typed["title"],
        text=typed["text"],
        starts_at=typed["starts_at"],
        place=typed["place"],
        until=datetime.combine(until, time.max, tzinfo=AMSTERDAM) if until else None,
        also=tuple(readers),
        at=request.at,
    )


@require_POST
@staff_page
def stop(request: ActorRequest, case_id: UUID, item_id: UUID) -> HttpResponse:
    """End one shared item."""
    commands.stop_sharing(actor=request.actor, item_id=item_id, at=request.at)
    messages.success(request, _("Nobody else sees it any more."))
    return redirect("case_sharing", case_id)


@require_http_methods(["GET", "POST"])
@staff_page
def safety(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Safety mode: one person's access to the own pages ends with their next click."""
    case = cases.case_for(request.actor, case_id, at=request.at, part="case", log=request.method == "GET")
    allowed(queries.may_end_access(request.actor, case.space, at=request.at))
    form = SafetyForm(request.POST or None, persons=around.everybody(case, request.at))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        act = commands.end_portal_access if typed["act"] == "end" else commands.restore_portal_access
        try:
            act(
                actor=request.actor,
                space=case.space,
                person_id=UUID(typed["person"]),
                reason=typed["reason"],
                at=request.at,
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Done. It works from now on, and the person is not told why."))
            return redirect("case_safety", case.pk)
    status = 422 if form.errors else 200
    return render(request, "web/privacy/safety.html", {"case": case, "form": form}, status=status)
