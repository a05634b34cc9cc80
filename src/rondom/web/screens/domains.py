"""How each life domain stands, and what there is to build on."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rondom.access.scopes import Part
from rondom.cases import commands
from rondom.cases import queries as cases
from rondom.kernel.refusals import NotAllowed
from rondom.web.screens import forms
from rondom.web.screens.asking import GET_POST, PLAN_LINES, Values, ask, bound, find, people_choices, tap


@require_http_methods(GET_POST)
def domain_new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Write down how one life domain stands (R-003)."""
    case = find(request, case_id, "domains", writes=PLAN_LINES)
    if not cases.relation_to(request.actor, case, at=request.at).grid_domains:  # type: ignore[attr-defined]
        raise NotAllowed(reason=_("this part of the file is not yours to write in. Ask the case manager."))
    grid = {(e.domain, str(e.person_id or "")): e for e in cases.domain_grid(case)}
    asked = request.POST.get("domain") or request.GET.get("domain", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 3 else -1
    current = grid.get((number, request.POST.get("person", "")))
    first: Values = {"based_on": current.version if current else 0, "domain": asked}
    if current:
        first |= {name: getattr(current, name) for name in ("problem", "reason", "strength", "wish")}

    def act(values: Values) -> object:
        person = values.pop("person")
        return commands.record_domain(
            actor=request.actor,  # type: ignore[attr-defined]
            case_id=case.pk,
            person_id=UUID(person) if person else None,
            at=request.at,  # type: ignore[attr-defined]
            **(values | {"based_on": values["based_on"] or 0}),
        )

    return ask(
        request,
        bound(forms.DomainForm, request, initial=first, people=people_choices(case, request.at)),  # type: ignore[attr-defined]
        act,
        case=case,
        title=_("How one life domain stands"),
        lead=_("Only what matters in this case, one at a time, and never because a form asks for it."),
        to=reverse("case", args=[case.pk]),
        draft=f"domain-{case.pk}",
        both=lambda: [_text(current)] if current else [],
    )


def _text(entry: Any) -> dict[str, str]:
    return {
        "text": "\n".join(filter(None, (entry.reason, entry.strength, entry.wish))),
        "author_name": entry.author_name,
    }


@require_POST
def domain_out(request: HttpRequest, case_id: UUID, entry_id: UUID) -> HttpResponse:
    """Take a domain off the file."""
    find(request, case_id, "domains")
    return tap(
        request,
        lambda: commands.leave_out_domain(actor=request.actor, entry_id=entry_id, at=request.at),  # type: ignore[attr-defined]
        to=reverse("case", args=[case_id]),
    )


@require_http_methods(GET_POST)
def strength_new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Add a strength (R-004)."""
    case = find(request, case_id, "strengths", needs=Part.STORY, writes=[Part.STORY])

    def act(values: Values) -> object:
        return commands.add_strength(actor=request.actor, case_id=case.pk, at=request.at, **values)  # type: ignore[attr-defined]

    return ask(
        request,
        bound(forms.StrengthForm, request),
        act,
        case=case,
        title=_("Something or somebody to build on"),
        to=reverse("case", args=[case.pk]),
        draft=f"strength-{case.pk}",
    )


@require_POST
def strength_end(request: HttpRequest, case_id: UUID, strength_id: UUID) -> HttpResponse:
    """Take a strength off the list."""
    find(request, case_id, "strengths", needs=Part.STORY)
    return tap(
        request,
        lambda: commands.end_strength(actor=request.actor, strength_id=strength_id, at=request.at),  # type: ignore[attr-defined]
        to=reverse("case", args=[case_id]),
    )
