"""Colleagues: who does what, the own role card, standing in, and leaving."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rondom.access.actor import Actor
from rondom.access.requests import ActorRequest
from rondom.audit.log import record
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.refusals import NotFound, Refusal
from rondom.kernel.refused_forms import refuse
from rondom.organizations import commands, policies, queries
from rondom.organizations.forms import RoleCardForm, StandInForm
from rondom.organizations.models import WorkingRole
from rondom.organizations.vocabulary import WorkFunction

MOST = 20


def _today(request: ActorRequest) -> date:
    return request.at.astimezone(AMSTERDAM).date()


def _staff(request: ActorRequest) -> Actor:
    actor = request.actor
    if not actor.is_professional:
        raise NotFound
    return actor


@require_GET
def staff_list(request: ActorRequest) -> HttpResponse:
    """Colleagues by name, at most twenty."""
    actor = _staff(request)
    text = request.GET.get("q", "")[:80]
    on = _today(request)
    matching = list(queries.find_colleagues(text, on, limit=MOST + 1))
    rows = [_row(person.pk, on) for person in matching[:MOST] if policies.may_know(actor, person)]
    record(actor=actor, action="staff.search", at=request.at, object_type="professional", query=text)
    context = {"rows": [r for r in rows if r], "q": text, "is_part": len(matching) > MOST}
    return render(request, "organizations/staff_list.html", context)


def _row(professional_id: UUID, on: date) -> dict[str, Any] | None:
    role = queries.working_roles(professional_id, on).first()
    card = queries.card_for(professional_id, on, for_resident=False)
    return {"role": role, "card": card} if role and card else None


def _role(role_id: UUID) -> WorkingRole:
    role = WorkingRole.objects.select_related("professional__organization", "team").filter(pk=role_id).first()
    if role is None:
        raise NotFound
    return role


@require_GET
def staff_page(request: ActorRequest, role_id: UUID) -> HttpResponse:
    """One colleague in a role: the role card, and what the reader may arrange."""
    actor = _staff(request)
    role = _role(role_id)
    if not policies.may_know(actor, role.professional):
        raise NotFound
    on = _today(request)
    expert = role.function == WorkFunction.EXPERT_BY_EXPERIENCE and not role.professional.has_left
    context = {
        "role": role,
        "photo": queries.portraits([role.professional_id]).get(role.professional_id),
        "expert": expert,
        "support": queries.support_contact_of(role.professional_id, on) if expert else None,
        "may_choose": expert and policies.may_choose_support_contact(actor, role.professional, on),
        "person": role.professional,
        "card": queries.card_for(role.professional_id, on, for_resident=False),
        "may_end": policies.may_end_employment(actor, role.professional, on)
        and not role.professional.has_left,
        "may_arrange": policies.may_arrange_stand_in(actor, role.professional, on),
        "own": actor.id == role.professional_id,
        "working_days": [_day_names()[d] for d in role.working_days if d in _day_names()],
    }
    return render(request, "organizations/staff_page.html", context)


def _day_names() -> dict[int, str]:
    return {
        1: _("Monday"),
        2: _("Tuesday"),
        3: _("Wednesday"),
        4: _("Thursday"),
        5: _("Friday"),
        6: _("Saturday"),
        7: _("Sunday"),
    }


@require_http_methods(["GET", "POST"])
def my_card(request: ActorRequest) -> HttpResponse:
    """My own role card; an earlier one stays readable with its dates."""
    actor = _staff(request)
    now = queries.role_card(actor.id)
    names = ("does", "decides", "does_not_decide", "call_when", "availability")
    form = RoleCardForm(request.POST or None, initial={n: getattr(now, n) for n in names} if now else {})
    if request.method == "POST" and form.is_valid():
        try:
            commands.replace_role_card(
                actor=actor, professional_id=actor.id, at=request.at, **form.cleaned_data
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Your card is saved. Residents and colleagues read it from now on."))
            return redirect("my_card")
    context = {"form": form, "card": now, **queries.support_for(actor, _today(request))}
    return render(request, "organizations/my_card.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def stand_in(request: ActorRequest, role_id: UUID) -> HttpResponse:
    """Arrange who answers for somebody (for oneself, or as team leader)."""
    actor = _staff(request)
    role = _role(role_id)
    on = _today(request)
    if not policies.may_arrange_stand_in(actor, role.professional, on):
        raise NotFound
    team = (
        list(queries.colleagues(role.team_id, on))
        if role.team_id
        else list(queries.staff_of(role.professional.organization_id, on))
    )
    choices = [(str(p.pk), p.name) for p in team if p.pk != role.professional_id]
    form = StandInForm(request.POST or None, colleagues=choices)
    if request.method == "POST" and form.is_valid():
        try:
            commands.set_stand_in(
                actor=actor,
                professional_id=role.professional_id,
                stand_in_id=UUID(form.cleaned_data["stand_in"]),
                starts_on=form.cleaned_data["starts_on"],
                ends_on=form.cleaned_data["ends_on"],
                at=request.at,
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The stand-in is arranged. Households see the name on their page."))
            return redirect("staff_page", role_id=role.pk)
    context = {"form": form, "role": role, "person": role.professional}
    return render(request, "organizations/stand_in.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def departure(request: ActorRequest, role_id: UUID) -> HttpResponse:
    """Somebody leaves: account, sessions, tokens and access end in this one step."""
    actor = _staff(request)
    role = _role(role_id)
    if not policies.may_end_employment(actor, role.professional, _today(request)):
        raise NotFound
    if request.method == "POST":
        commands.end_employment(actor=actor, professional_id=role.professional_id, at=request.at)
        messages.success(request, _("Everything of this colleague here has ended."))
        return redirect("staff_list")
    supported = queries.experts(_today(request), supported_by=role.professional_id)
    context = {
        "question": _("End everything of {name} here?").format(name=role.professional.name),
        "consequences": [
            _("The account, every session and every key end at once."),
            _("Access to every household ends at once."),
            _("The stand-in, or else the team leader, becomes acting case manager of the open cases."),
            *(
                _("{name} loses the support contact. Name another one today.").format(name=one.name)
                for one in supported
            ),
        ],
        "confirm_label": _("Yes, end it now"),
        "action_url": reverse("staff_departure", kwargs={"role_id": role.pk}),
        "cancel_url": reverse("staff_page", kwargs={"role_id": role.pk}),
        "danger": True,
    }
    return render(request, "web/confirm.html", context)
