"""Dates on which something can be lost: entering, correcting, ending, and a look at one that passed."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rondom.access.scopes import part_of
from rondom.cases import commands
from rondom.cases import queries as cases
from rondom.kernel.refusals import NotFound
from rondom.web.screens import forms
from rondom.web.screens.asking import GET_POST, PLAN_LINES, Values, ask, bound, find


@require_http_methods(GET_POST)
def deadline_new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Enter a known date (R-049)."""
    case = find(request, case_id, "deadlines", writes=PLAN_LINES)

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


@require_http_methods(GET_POST)
def deadline_review(request: HttpRequest, alarm_id: UUID) -> HttpResponse:
    """The team leader looks at a date that passed without a result (R-049)."""
    if not cases.is_passed_deadline(request.actor, alarm_id):  # type: ignore[attr-defined]
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


def _deadline(request: HttpRequest, case_id: UUID, deadline_id: UUID) -> tuple[Any, Any]:
    case = find(request, case_id, "deadlines")
    found = next((d for d in cases.deadlines_of(case, running=False) if d.pk == deadline_id), None)
    if found is None:
        raise NotFound
    return find(request, case_id, "deadlines", writes=[part_of(found.scope)]), found
