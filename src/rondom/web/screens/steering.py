"""Who steers a case: its case manager, handing it over, and the leader's look with a reason."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rondom.cases import commands
from rondom.cases import queries as cases
from rondom.cases.queries import day_of
from rondom.cases.queries.weights import weights_of
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.organizations import queries as organizations
from rondom.web.screens import forms
from rondom.web.screens.asking import GET_POST, Values, ask, bound, find, strip, tap


@require_http_methods(GET_POST)
def case_manager(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Who the case manager is, what that means, and appointing another (R-010, R-013)."""
    case = find(request, case_id, "case manager")
    on = day_of(request.at)  # type: ignore[attr-defined]
    colleagues = [(str(p.pk), p.name) for p in organizations.colleagues(case.team_id, on)]

    def act(values: Values) -> object:
        return commands.appoint_case_manager(
            actor=request.actor,  # type: ignore[attr-defined]
            case_id=case.pk,
            professional_id=UUID(values["professional"]),
            reason=values["reason"],
            at=request.at,  # type: ignore[attr-defined]
        )

    card = (
        organizations.card_for(case.case_manager_id, on, for_resident=False) if case.case_manager_id else None
    )
    base = strip(request, case)
    leads = base["my"].row in {"P6", "P6S"}
    if request.method == "POST":
        only_who_steers(request, case)
    return ask(
        request,
        bound(forms.WhoForm, request, colleagues=colleagues),
        act,
        title=_("Case manager"),
        to=reverse("case", args=[case.pk]),
        submit=_("Appoint this colleague"),
        draft=f"case-manager-{case.pk}",
        template="web/screens/case_manager.html",
        case=case,
        card=card,
        may_appoint=leads or base["my"].row == "P4",
        loads=cases.team_load(case.team_id, at=request.at) if leads else [],  # type: ignore[attr-defined]
        sees_weight=leads or base["my"].row == "P4",
        weights=weights_of(request.actor, case, at=request.at),  # type: ignore[attr-defined]
    )


@require_http_methods(GET_POST)
def handover(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Plan a warm handover, or carry on with the one that runs (R-012)."""
    case = find(request, case_id, "handover")
    only_who_steers(request, case)
    running = cases.handover_of(request.actor, case, at=request.at)  # type: ignore[attr-defined]
    if running:
        return _running_handover(request, case, running)
    on = day_of(request.at)  # type: ignore[attr-defined]
    others = [
        (str(p.pk), p.name)
        for p in organizations.colleagues(case.team_id, on)
        if p.pk != case.case_manager_id
    ]
    form = bound(forms.HandoverForm, request, colleagues=others)

    def act(values: Values) -> object:
        return commands.plan_handover(
            actor=request.actor,  # type: ignore[attr-defined]
            case_id=case.pk,
            taker_id=UUID(values["professional"]),
            reason=values["reason"],
            overlap_on=values["overlap_on"],
            open_agreements=form.lines(),
            at=request.at,  # type: ignore[attr-defined]
        )

    return ask(
        request,
        form,
        act,
        case=case,
        title=_("Hand over this case"),
        lead=_("The client hears it first and meets the new case manager with you."),
        submit=_("Plan the handover"),
        to=reverse("handover", args=[case.pk]),
        draft=f"handover-{case.pk}",
    )


def _running_handover(request: HttpRequest, case: Any, running: Any) -> HttpResponse:
    def act(values: Values) -> object:
        return commands.complete_handover(
            actor=request.actor,  # type: ignore[attr-defined]
            handover_id=running.pk,
            at=request.at,  # type: ignore[attr-defined]
            **values,
        )

    return ask(
        request,
        bound(forms.CompleteForm, request),
        act,
        case=case,
        title=_("Handover"),
        submit=_("Change hands now"),
        to=reverse("case", args=[case.pk]),
        template="web/screens/handover.html",
        handover=running,
    )


STEPS = {
    "told": commands.tell_client_of_handover,
    "introduced": commands.introduce_taker,
    "cancelled": commands.cancel_handover,
}


@require_POST
def handover_step(request: HttpRequest, case_id: UUID, handover_id: UUID, step: str) -> HttpResponse:
    """Told, introduced, or cancelled."""
    only_who_steers(request, find(request, case_id, "handover"))
    act = STEPS.get(step)
    if act is None:
        raise NotFound
    return tap(
        request,
        lambda: act(actor=request.actor, handover_id=handover_id, at=request.at),  # type: ignore[attr-defined]
        to=reverse("handover", args=[case_id]),
    )


@require_http_methods(GET_POST)
def look(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The team leader's look, with a reason that the client can read (row P6)."""
    case = find(request, case_id, "case")
    if cases.relation_to(request.actor, case, at=request.at).row not in {"P6", "P6S"}:  # type: ignore[attr-defined]
        raise NotAllowed(reason=_("only the leader of this team does this."))

    def act(values: Values) -> object:
        return commands.look_with_reason(actor=request.actor, case_id=case.pk, at=request.at, **values)  # type: ignore[attr-defined]

    return ask(
        request,
        bound(forms.ReasonForm, request),
        act,
        case=case,
        title=_("Look into this file with a reason"),
        lead=_("You can read it for some hours, not change it. The client sees that you looked."),
        submit=_("Look now"),
        done=_("You can read this file now. It closes by itself."),
        to=reverse("case", args=[case.pk]),
        draft=f"look-{case.pk}",
    )


def only_who_steers(request: HttpRequest, case: Any) -> None:
    """The page is for who steers the case. Raises NotAllowed."""
    relation = cases.relation_to(request.actor, case, at=request.at)  # type: ignore[attr-defined]
    if relation.row not in {"P4", "P6", "P6S"}:
        raise NotAllowed(reason=_("only the case manager or the team leader does this."))
