"""One way to ask: show a form, call one command, go on; a refusal keeps every typed word."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from rondom.access.scopes import DOMAIN_LIMIT, Part, plan_part, record_part
from rondom.cases import queries as cases
from rondom.cases.queries import day_of
from rondom.kernel.refusals import NotAllowed, NotFound, Refusal
from rondom.kernel.refused_forms import refuse
from rondom.people import queries as people
from rondom.web.screens import words

GONE = 404
UNREADABLE = 422
Values = dict[str, Any]
GET_POST = ["GET", "POST"]
PLAN_LINES = frozenset(plan_part(number) for number in range(DOMAIN_LIMIT))
NOTED_IN = frozenset({Part.STORY, *(record_part(number) for number in range(DOMAIN_LIMIT))})
"""Where notes stand: in the story, or in the record of a life domain."""


def find(
    request: HttpRequest,
    case_id: UUID,
    part: str,
    *,
    needs: Part = Part.OVERVIEW,
    writes: Iterable[int] = (),
) -> Any:
    """The case, with the look in the log (once, when the page is shown).

    These are the pages of who works in the file: a resident has pages of their own. Who sees the case
    but not the part that the page is about (`needs`) finds no page; who may write in none of `writes` is
    told so before the form, not after it. Raises NotFound, NotAllowed.
    """
    if request.actor.is_resident:  # type: ignore[attr-defined]
        raise NotFound
    case = cases.case_for(
        request.actor,  # type: ignore[attr-defined]
        case_id,
        at=request.at,  # type: ignore[attr-defined]
        part=part,
        log=request.method == "GET",
    )
    relation = cases.relation_to(request.actor, case, at=request.at)  # type: ignore[attr-defined]
    if not relation.reads(needs):
        raise NotFound
    if writes and not any(relation.writes(one) for one in writes):
        raise NotAllowed(reason=_("this part of the file is not yours to write in. Ask the case manager."))
    return case


def bound(form: Any, request: HttpRequest, **more: Any) -> Any:
    """The form with what was sent, or empty."""
    return form(request.POST if request.method == "POST" else None, **more)


def people_choices(case: Any, at: Any) -> list[tuple[str, str]]:
    """The members, to choose about whom something is."""
    return [(str(m.person_id), m.display_name) for m in people.member_cards(case.household_id, day_of(at))]


def ask(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[Values], object],
    *,
    title: str,
    to: str,
    case: Any = None,
    done: str = "",
    lead: str = "",
    submit: str = "",
    draft: str = "",
    both: Callable[[], list[Any]] | None = None,
    template: str = "web/screens/form.html",
    **more: Any,
) -> HttpResponse:
    """Show the form, or carry out `act` and go to `to`. `both` gives the texts that a stale edit met."""
    status, stale = 200, []
    if request.method == "POST":
        if form.is_valid():
            try:
                act(form.cleaned_data)
            except Refusal as refusal:
                if refusal.status == GONE:
                    raise
                is_stale = refuse(form, refusal)
                status = refusal.status
                stale = both() if both and is_stale else []
            else:
                messages.success(request, done or _("Saved."))
                return HttpResponseRedirect(to)
        else:
            status = UNREADABLE
    context = {
        "form": form,
        "title": title,
        "lead": lead,
        "to": to,
        "submit": submit or _("Save"),
        "draft": draft,
        "both": stale,
        **(strip(request, case) if case else {}),
        **more,
    }
    return render(request, template, context, status=status)


def tap(request: HttpRequest, act: Callable[[], object], *, to: str, done: str = "") -> HttpResponse:
    """One tap: carry out and go back; a refusal becomes a message there."""
    try:
        act()
    except Refusal as refusal:
        if refusal.status == GONE:
            raise
        messages.error(request, str(refusal))
    else:
        messages.success(request, done or _("Saved."))
    return HttpResponseRedirect(to)


def strip(request: HttpRequest, case: Any) -> Values:
    """What the household strip shows: who this is about, my relation, my ground."""
    relation = cases.relation_to(request.actor, case, at=request.at)  # type: ignore[attr-defined]
    return {
        "case": case,
        "my": relation,
        "relation": words.relation_label(relation.row),
        "ground": words.ground_label(relation.ground),
        "may_story": relation.writes(Part.STORY),
    }
