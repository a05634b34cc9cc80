"""Emergency access: an exact identity, whom to call first, and then a reason (R-045)."""

from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rondom.access.context import acting_as, system_actor
from rondom.access.requests import ActorRequest
from rondom.accounts.queries import step_up_required
from rondom.audit.log import record
from rondom.cases import queries as cases
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.refusals import NotFound, Refusal
from rondom.kernel.refused_forms import refuse
from rondom.organizations import queries as organizations
from rondom.privacy import commands, queries
from rondom.web.privacy.doors import View, staff_page
from rondom.web.privacy.forms import EmergencyForm, IdentityForm, OwnConflictForm

_SALT = "rondom.emergency.hit"
KEY_SECONDS = 900


@dataclass(frozen=True)
class Found:
    """A hit with nothing but whom to call: involvement only."""

    key: str
    name: str
    manager: str
    team: str
    phone: str


def in_danger_only(view: View) -> View:
    """For whom emergency access is not, the page does not exist: it looks people up."""

    @wraps(view)
    def inner(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not queries.may_use_emergency(request.actor):
            raise NotFound
        return view(request, *args, **kwargs)

    return inner


@require_http_methods(["GET", "POST"])
@in_danger_only
@step_up_required
def emergency(request: ActorRequest) -> HttpResponse:
    """Look somebody up exactly; the answer is whom to call, and a way in with a reason."""
    form = IdentityForm(request.POST or None)
    found: list[Found] | None = None
    if request.method == "POST" and form.is_valid():
        try:
            hits = commands.look_up_identity(actor=request.actor, at=request.at, **form.cleaned_data)
            found = [_found(request, hit) for hit in hits]
        except Refusal as refusal:
            refuse(form, refusal)
    elif request.method == "GET":
        _log(request, "emergency_access.view")
    context = {"form": form, "found": found, "uses": queries.my_emergency_uses(request.actor.id)[:10]}
    return render(request, "web/privacy/emergency.html", context, status=422 if form.errors else 200)


def _found(request: ActorRequest, hit: commands.IdentityHit) -> Found:
    with acting_as(system_actor("identity lookup"), at=request.at):
        case = cases.case_of_space(hit.space)
        manager = case.case_manager if case else None
        team = case.team if case else None
    card = _card(manager, request.at)
    return Found(
        key=signing.dumps(hit.space, salt=f"{_SALT}.{request.actor.id}"),
        name=hit.name,
        manager=card.name if card else "",
        team=team.name if team else "",
        phone=card.phone if card else "",
    )


def _card(colleague: Any, at: datetime) -> Any:
    on = at.astimezone(AMSTERDAM).date()
    return organizations.card_for(colleague.pk, on, for_resident=False) if colleague else None


@require_http_methods(["GET", "POST"])
@in_danger_only
@step_up_required
def open_emergency(request: ActorRequest, key: str) -> HttpResponse:
    """The reason, and then four hours in one household."""
    space = _space(request, key)
    form = EmergencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            use = commands.open_emergency_access(
                actor=request.actor, space=space, reason=form.cleaned_data["reason"], at=request.at
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            case = cases.case_of_space(use.space)
            until = use.ends_at.astimezone(AMSTERDAM).strftime("%H:%M")
            messages.warning(
                request, _("You are in until %(time)s. The privacy officer was told.") % {"time": until}
            )
            return redirect(f"/cases/{case.pk}/") if case else redirect("emergency")
    if request.method == "GET":
        _log(request, "emergency_access.view")
    return render(
        request, "web/privacy/emergency_open.html", {"form": form}, status=422 if form.errors else 200
    )


def _space(request: ActorRequest, key: str) -> int:
    """The household behind a key that this professional got a quarter of an hour ago at most."""
    try:
        return int(signing.loads(key, salt=f"{_SALT}.{request.actor.id}", max_age=KEY_SECONDS))
    except signing.BadSignature as bad:
        raise NotFound from bad


@require_http_methods(["GET", "POST"])
@staff_page
def own_conflicts(request: ActorRequest) -> HttpResponse:
    """Keep oneself out of the file of somebody who is too close (D1)."""
    form = OwnConflictForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            commands.declare_own_conflict(actor=request.actor, at=request.at, **form.cleaned_data)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(
                request, _("Thank you. If this person is known here, you are kept out from now on.")
            )
            return redirect("own_conflicts")
    if request.method == "GET":
        _log(request, "conflict.view_own")
    return render(request, "web/privacy/conflicts.html", {"form": form}, status=422 if form.errors else 200)


def _log(request: ActorRequest, action: str) -> None:
    record(actor=request.actor, action=action, at=request.at, part="access", object_type="page", row="P11")
