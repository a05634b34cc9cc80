"""My photo, and showing photos to who is signed in (R-034)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rondom.access.requests import ActorRequest
from rondom.kernel.refusals import NotFound, Refusal
from rondom.kernel.refused_forms import refuse
from rondom.organizations import commands, queries
from rondom.organizations.forms import PortraitForm

SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"


@require_http_methods(["GET", "POST"])
def my_photo(request: ActorRequest) -> HttpResponse:
    """Place, replace or remove the own photo."""
    actor = request.actor
    if not actor.is_professional:
        raise NotFound
    takes_away = request.POST.get("act") == "remove"
    form = PortraitForm(
        *((request.POST, request.FILES) if request.method == "POST" and not takes_away else ())
    )
    try:
        if takes_away:
            commands.remove_portrait(actor=actor, professional_id=actor.id, at=request.at)
            messages.success(request, _("Your photo is erased. Your initials are shown from now on."))
            return redirect("my_photo")
        if form.is_bound and form.is_valid():
            commands.place_portrait(
                actor=actor, given=form.given(), agrees=form.cleaned_data["agrees"], at=request.at
            )
            messages.success(request, _("Your photo is shown beside your name from now on."))
            return redirect("my_photo")
    except Refusal as refusal:
        if not form.is_bound:
            messages.error(request, str(refusal))
            return redirect("my_photo")
        refuse(form, refusal)
    context = {"form": form, "photo": queries.portraits([actor.id]).get(actor.id), "name": actor.name}
    return render(request, "organizations/my_photo.html", context, status=422 if form.errors else 200)


@require_GET
def portrait(request: ActorRequest, portrait_id: UUID) -> HttpResponse:
    """One photo, for professionals and residents who are signed in; kept by no browser or proxy."""
    if not (request.actor.is_professional or request.actor.is_resident):
        raise NotFound
    found = queries.portrait_jpeg(portrait_id)
    if found is None:
        raise NotFound
    response = HttpResponse(found, content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "no-store, private"
    return response
