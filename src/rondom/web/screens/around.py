"""Who is around the case: register, network, case manager, handover, requests, dates, the leader's look."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rondom.access.scopes import Part
from rondom.cases import commands
from rondom.cases import queries as cases
from rondom.cases.queries import day_of
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.organizations import queries as organizations
from rondom.web.screens import forms
from rondom.web.screens.asking import Values, ask, strip, tap
from rondom.web.screens.casepage import function_label
from rondom.web.screens.file import GET_POST, bound, find
from rondom.web.screens.words import ground_label


@require_GET
def involved(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The involvement register: who, why, since when, on which ground; no content (R-080)."""
    case = find(request, case_id, "involvement")
    rows = [
        {
            "row": row,
            "masked": row.mask_of is not None,
            "function": function_label(row.function),
            "ground": ground_label(row.ground),
        }
        for row in cases.involved_parties(case, active=False)
    ]
    context = strip(request, case) | {"rows": rows, "manager": case.case_manager}
    context["may_steer"] = context["my"].row in {"P4", "P6", "P6S"}
    return render(request, "web/screens/involved.html", context)


@require_http_methods(GET_POST)
def involve(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Put a party in the register."""
    case = find(request, case_id, "involvement")
    _steers(request, case)
    on = day_of(request.at)  # type: ignore[attr-defined]
    # A party whose name is not public is entered by the client or by itself, never picked from a list.
    staff = [
        (str(p.pk), f"{p.name} ({p.organization})")
        for p in organizations.find_colleagues("", on, limit=500)
        if p.organization.name_public
    ]

    def act(values: Values) -> object:
        person = values.pop("professional")
        chosen = organizations.professional(UUID(person)) if person else None
        values["organization_id"] = UUID(values.pop("organization"))
        role = organizations.working_roles(chosen.pk, on).first() if chosen else None
        return commands.involve(
            actor=request.actor,  # type: ignore[attr-defined]
            case_id=case.pk,
            professional_id=chosen.pk if chosen else None,
            function=role.function if role else "",
            at=request.at,  # type: ignore[attr-defined]
            **values,
        )

    return ask(
        request,
        bound(forms.InvolveForm, request, on=on, staff=staff),
        act,
        case=case,
        title=_("Somebody starts helping"),
        lead=_("The client sees this at once, and can ask why or ask to end it."),
        to=reverse("involved", args=[case.pk]),
        draft=f"involve-{case.pk}",
    )


@require_http_methods(GET_POST)
def involvement_end(request: HttpRequest, case_id: UUID, involvement_id: UUID) -> HttpResponse:
    """A party stops helping; access ends at once."""
    case = find(request, case_id, "involvement")
    _steers(request, case)

    def act(values: Values) -> object:
        return commands.end_involvement(
            actor=request.actor,  # type: ignore[attr-defined]
            involvement_id=involvement_id,
            at=request.at,  # type: ignore[attr-defined]
            **values,
        )

    return ask(
        request,
        bound(forms.ReasonForm, request),
        act,
        case=case,
        title=_("This party stops helping"),
        to=reverse("involved", args=[case.pk]),
        submit=_("End it"),
    )


@require_http_methods(GET_POST)
def network(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The own network, and proposing somebody (R-005)."""
    case = find(request, case_id, "own network")
    if not cases.relation_to(request.actor, case, at=request.at).reads(Part.CORE):  # type: ignore[attr-defined]
        raise NotFound

    def act(values: Values) -> object:
        return commands.add_supporter(actor=request.actor, case_id=case.pk, at=request.at, **values)  # type: ignore[attr-defined]

    return ask(
        request,
        bound(forms.SupporterForm, request),
        act,
        case=case,
        title=_("People around the client"),
        lead=_("You can propose somebody. Only the client decides what that person may see."),
        submit=_("Propose this person"),
        to=reverse("network", args=[case.pk]),
        draft=f"network-{case.pk}",
        template="web/screens/network.html",
        supporters=cases.supporters_of(case),
    )


@require_http_methods(GET_POST)
def deadline_new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Enter a known date (R-049)."""
    case = find(request, case_id, "deadlines")

    def act(values: Values) -> object:
        values.pop("based_on")
        return commands.enter_deadline(actor=request.actor, case_id=case.pk, at=request.at, **values)  # type: ignore[attr-defined]

    return ask(
        request,
        bound(forms.DeadlineForm, request),
        act,
        case=case,
        title=_("A date on which something can be lost"),
        to=reverse("case", args=[case.pk]),
        draft=f"deadline-{case.pk}",
    )


@require_http_methods(GET_POST)
def deadline_change(request: HttpRequest, case_id: UUID, deadline_id: UUID) -> HttpResponse:
    """Correct a date."""
    case, deadline = _deadline(request, case_id, deadline_id)

    def act(values: Values) -> object:
        return commands.correct_deadline(
            actor=request.actor,  # type: ignore[attr-defined]
            deadline_id=deadline.pk,
            at=request.at,  # type: ignore[attr-defined]
            **values,
        )

    return ask(
        request,
        bound(
            forms.CorrectDateForm, request, initial={"due_on": deadline.due_on, "based_on": deadline.version}
        ),
        act,
        case=case,
        title=_("The date is another one"),
        lead=_("The old date stays readable, with your source."),
        to=reverse("case", args=[case.pk]),
        draft=f"deadline-{deadline.pk}",
        template="web/screens/deadline.html",
        deadline=deadline,
    )


@require_http_methods(GET_POST)
def deadline_end(request: HttpRequest, case_id: UUID, deadline_id: UUID) -> HttpResponse:
    """The danger is averted, or the date was a mistake."""
    case, deadline = _deadline(request, case_id, deadline_id)

    def act(values: Values) -> object:
        return commands.close_deadline(
            actor=request.actor,  # type: ignore[attr-defined]
            deadline_id=deadline.pk,
            at=request.at,  # type: ignore[attr-defined]
            **values,
        )

    return ask(
        request,
        bound(forms.CloseDateForm, request),
        act,
        case=case,
        title=_("This countdown ends"),
        to=reverse("case", args=[case.pk]),
        draft=f"deadline-end-{deadline.pk}",
    )


def _deadline(request: HttpRequest, case_id: UUID, deadline_id: UUID) -> tuple[Any, Any]:
    case = find(request, case_id, "deadlines")
    found = next((d for d in cases.deadlines_of(case, running=False) if d.pk == deadline_id), None)
    if found is None:
        raise NotFound
    return case, found


@require_http_methods(GET_POST)
def deadline_review(request: HttpRequest, alarm_id: UUID) -> HttpResponse:
    """The team leader looks at a date that passed without a result (R-049)."""
    if not cases.is_passed_deadline(alarm_id):
        raise NotFound

    def act(values: Values) -> object:
        return commands.review_passed_deadline(
            actor=request.actor,  # type: ignore[attr-defined]
            alarm_id=alarm_id,
            at=request.at,  # type: ignore[attr-defined]
            **values,
        )

    return ask(
        request,
        bound(forms.ReviewForm, request),
        act,
        title=_("A date passed without a result"),
        to=reverse("today"),
        draft=f"review-{alarm_id}",
    )


@require_http_methods(GET_POST)
def request_page(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """What a client asks, its day, and the written answer (R-008, R-011, R-082)."""
    found = cases.request_for(request_id)
    if found is None:
        raise NotFound

    def act(values: Values) -> object:
        return commands.answer_request(actor=request.actor, request_id=found.pk, at=request.at, **values)  # type: ignore[attr-defined]

    return ask(
        request,
        bound(forms.AnswerForm, request),
        act,
        title=str(found.get_kind_display()),
        to=reverse("request", args=[found.pk]),
        submit=_("Send this answer"),
        done=_("The answer is sent."),
        draft=f"request-{found.pk}",
        template="web/screens/request.html",
        asked=found,
        days=(found.due_on - day_of(request.at)).days,  # type: ignore[attr-defined]
        may_answer=found.answered_at is None and not request.actor.is_resident,  # type: ignore[attr-defined]
    )


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
    )


@require_http_methods(GET_POST)
def handover(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Plan a warm handover, or carry on with the one that runs (R-012)."""
    case = find(request, case_id, "handover")
    _steers(request, case)
    running = cases.handover_of(case)
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


def _steers(request: HttpRequest, case: Any) -> None:
    """The page is for who steers the case. Raises NotAllowed."""
    relation = cases.relation_to(request.actor, case, at=request.at)  # type: ignore[attr-defined]
    if relation.row not in {"P4", "P6", "P6S"}:
        raise NotAllowed(reason=_("only the case manager or the team leader does this."))


STEPS = {
    "told": commands.tell_client_of_handover,
    "introduced": commands.introduce_taker,
    "cancelled": commands.cancel_handover,
}


@require_POST
def handover_step(request: HttpRequest, case_id: UUID, handover_id: UUID, step: str) -> HttpResponse:
    """Told, introduced, or cancelled."""
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
