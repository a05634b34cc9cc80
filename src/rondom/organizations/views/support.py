"""Experts by experience and their support contacts (R-040)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rondom.access.actor import Actor
from rondom.access.requests import ActorRequest
from rondom.audit.log import record
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.refusals import NotFound, Refusal
from rondom.kernel.refused_forms import refuse
from rondom.organizations import commands, policies, queries
from rondom.organizations.forms import SupportContactForm
from rondom.organizations.models import WorkingRole
from rondom.organizations.vocabulary import WorkFunction


@require_GET
def expert_list(request: ActorRequest) -> HttpResponse:
    """The experts by experience for whom the reader answers: who supports each of them, and who has nobody.

    The administrator sees all, a team leader those of the team, a support contact those she supports.
    """
    actor = request.actor
    if not actor.is_professional:
        raise NotFound
    on = _today(request)
    everybody = bool(policies.may_configure(actor))
    lines = queries.experts(on, answered_by=None if everybody else actor.id)
    record(actor=actor, action="expert.list", at=request.at, object_type="professional")
    context = {
        "experts": lines,
        "alone": sum(one.alone for one in lines),
        "names": everybody or actor.has_role(WorkFunction.TEAM_LEADER),
    }
    return render(request, "organizations/expert_list.html", context)


@require_http_methods(["GET", "POST"])
def support_contact(request: ActorRequest, role_id: UUID) -> HttpResponse:
    """Name to whom an expert by experience can turn."""
    actor = request.actor
    role = WorkingRole.objects.select_related("professional__organization", "team").filter(pk=role_id).first()
    on = _today(request)
    if role is None or role.function != WorkFunction.EXPERT_BY_EXPERIENCE:
        raise NotFound
    if not policies.may_choose_support_contact(actor, role.professional, on):
        raise NotFound
    now = queries.support_contact_of(role.professional_id, on)
    form = SupportContactForm(
        request.POST or None,
        colleagues=_choices(actor, role, on),
        initial={"contact": str(now.pk)} if now else {},
    )
    if request.method == "POST" and form.is_valid():
        try:
            commands.choose_support_contact(
                actor=actor,
                professional_id=role.professional_id,
                contact_id=UUID(form.cleaned_data["contact"]),
                at=request.at,
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The support contact is named. Both of them are told."))
            return redirect("expert_list")
    context = {"form": form, "role": role, "person": role.professional, "now": now}
    return render(request, "organizations/support_contact.html", context, status=422 if form.errors else 200)


def _choices(actor: Actor, role: WorkingRole, on: date) -> list[tuple[str, str]]:
    """Colleagues of the expert's own organization first, then those of the team, with its leader."""
    own = list(queries.staff_of(role.professional.organization_id, on).select_related("organization"))
    team = list(queries.colleagues(role.team_id, on)) if role.team_id else []
    leader = queries.team_leader(role.team_id, on) if role.team_id else None
    found = {one.pk: one for one in (*own, *([leader] if leader else []), *team)}
    found.pop(role.professional_id, None)
    return [
        (str(one.pk), f"{one.name} ({one.organization})")
        for one in found.values()
        if policies.may_know(actor, one)
    ]


def _today(request: ActorRequest) -> date:
    return request.at.astimezone(AMSTERDAM).date()
