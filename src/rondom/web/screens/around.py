"""Who is around the case: the involvement register, the own network, and what the client asks."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rondom.access.scopes import Part
from rondom.cases import commands
from rondom.cases import queries as cases
from rondom.cases.queries import day_of
from rondom.kernel.refusals import NotFound
from rondom.organizations import queries as organizations
from rondom.organizations.vocabulary import WorkFunction
from rondom.web.screens import forms
from rondom.web.screens.asking import GET_POST, Values, ask, bound, find, strip
from rondom.web.screens.casepage import function_label
from rondom.web.screens.steering import only_who_steers
from rondom.web.screens.words import ground_label

EXPERT = WorkFunction.EXPERT_BY_EXPERIENCE


@require_GET
def involved(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The involvement register: who, why, since when, on which ground; no content (R-080)."""
    case = find(request, case_id, "involvement")
    known = cases.acquaintances_of(case) if case.case_manager_id == request.actor.id else {}  # type: ignore[attr-defined]
    rows = [
        {
            "row": row,
            "known": row.until is None and row.function == EXPERT and row.professional_id in known,
            "masked": row.mask_of is not None,
            "function": function_label(row.function),
            "ground": ground_label(row.ground),
        }
        for row in cases.involved_parties(case, active=False)
    ]
    context = strip(request, case) | {"rows": rows, "manager": case.case_manager}
    actor = request.actor  # type: ignore[attr-defined]
    context["may_declare"] = actor.has_role(EXPERT) and any(
        row.professional_id == actor.id for row in cases.involved_parties(case)
    )
    context["may_steer"] = context["my"].row in {"P4", "P6", "P6S"}
    return render(request, "web/screens/involved.html", context)


@require_http_methods(GET_POST)
def involve(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Put a party in the register."""
    case = find(request, case_id, "involvement")
    only_who_steers(request, case)
    on = day_of(request.at)  # type: ignore[attr-defined]

    def act(values: Values) -> object:
        # Whoever has more than one function is chosen together with the one in which she or he helps.
        person, _sep, function = values.pop("professional").partition(":")
        values["organization_id"] = UUID(values.pop("organization"))
        return commands.involve(
            actor=request.actor,  # type: ignore[attr-defined]
            case_id=case.pk,
            professional_id=UUID(person) if person else None,
            function=function,
            at=request.at,  # type: ignore[attr-defined]
            **values,
        )

    return ask(
        request,
        bound(forms.InvolveForm, request, on=on, staff=_staff(on)),
        act,
        case=case,
        title=_("Somebody starts helping"),
        lead=_("The client sees this at once, and can ask why or ask to end it."),
        to=reverse("involved", args=[case.pk]),
        draft=f"involve-{case.pk}",
    )


def _staff(on: date) -> list[tuple[str, str]]:
    """Who can be chosen, once for each function held; the function is said where there is more than one."""
    # A party whose name is not public is entered by the client or by itself, never picked from a list.
    people = [p for p in organizations.find_colleagues("", on, limit=500) if p.organization.name_public]
    functions = organizations.functions_of([p.pk for p in people], on)
    found = []
    for person in people:
        held = functions.get(person.pk, [""])
        for function in held:
            name = f"{person.name} ({person.organization})"
            label = f"{name}, {function_label(function)}" if len(held) > 1 else name
            found.append((f"{person.pk}:{function}", label))
    return found


@require_http_methods(GET_POST)
def involvement_end(request: HttpRequest, case_id: UUID, involvement_id: UUID) -> HttpResponse:
    """A party stops helping; access ends at once."""
    case = find(request, case_id, "involvement")
    only_who_steers(request, case)

    def act(values: Values) -> object:
        return commands.end_involvement(
            actor=request.actor,  # type: ignore[attr-defined]
            involvement_id=involvement_id,
            at=request.at,  # type: ignore[attr-defined]
            **values,
        )

    return ask(
        request,
        bound(forms.ReasonIfAnyForm, request),
        act,
        case=case,
        title=_("This party stops helping"),
        to=reverse("involved", args=[case.pk]),
        submit=_("End it"),
    )


@require_http_methods(GET_POST)
def network(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The own network, and proposing somebody (R-005)."""
    case = find(request, case_id, "own network", needs=Part.STORY)

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
