"""How heavy a case counts in a load, and for which group of people it is."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rondom.cases import commands
from rondom.cases import queries as cases
from rondom.kernel.refusals import NotFound
from rondom.organizations import queries as organizations
from rondom.web.screens import forms
from rondom.web.screens.asking import GET_POST, Values, ask, bound, find


@require_http_methods(GET_POST)
def weight(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The leader decides how heavy this case counts, with a reason (R-131)."""
    case = find(request, case_id, "case")
    actor, at = request.actor, request.at  # type: ignore[attr-defined]
    if cases.relation_to(actor, case, at=at).row not in {"P6", "P6S"}:
        raise NotFound

    def act(values: Values) -> object:
        return commands.set_weight(actor=actor, case_id=case.pk, at=at, **values)

    return ask(
        request,
        bound(forms.WeightForm, request, initial={"weight": case.weight}),
        act,
        case=case,
        title=_("How heavy this case counts"),
        lead=_("It counts so many times in the load of the case manager. The client never sees it."),
        to=reverse("case_manager", args=[case.pk]),
        draft=f"weight-{case.pk}",
    )


@require_http_methods(GET_POST)
def group(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Move the case to another group; its usual life domains are proposed, none is forced (R-009)."""
    case = find(request, case_id, "case")
    actor, at = request.actor, request.at  # type: ignore[attr-defined]
    if case.case_manager_id != actor.id:
        raise NotFound

    def act(values: Values) -> object:
        return commands.move_group(actor=actor, case_id=case.pk, at=at, **values)

    here = {entry.domain for entry in cases.domain_grid(case)}
    usual = commands.usual_domains(case.target_group)
    return ask(
        request,
        bound(forms.GroupForm, request, initial={"target_group": case.target_group}),
        act,
        case=case,
        title=_("For which group is this?"),
        lead=_("It changes the questions that are proposed. Nothing in the file changes."),
        to=reverse("case_group", args=[case.pk]),
        draft=f"group-{case.pk}",
        template="web/screens/group.html",
        proposed=[d for d in organizations.life_domains() if d.number in usual and d.number not in here],
    )
