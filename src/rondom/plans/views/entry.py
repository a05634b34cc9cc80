"""What every view of the plan does: find the plan, try a command, answer with a page or a redirect."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from rondom.access.actor import Actor
from rondom.access.scopes import Part
from rondom.cases import queries as cases
from rondom.kernel.refusals import NotFound, Refusal, StaleVersion
from rondom.kernel.refused_forms import refuse
from rondom.plans.models import Plan
from rondom.plans.queries.history import FieldChange
from rondom.plans.queries.rows import find_plan, log_look

REFUSED = 422


@dataclass
class FormPage:
    """A page with one form and one primary button."""

    title: str
    button: str
    back: str
    household: str = ""
    lead: str = ""
    about: str = ""
    notes: list[str] = field(default_factory=list)
    draft: str = ""
    both: list[FieldChange] = field(default_factory=list)


def who(request: HttpRequest) -> tuple[Actor, datetime]:
    """The actor and the moment of this request."""
    return request.actor, request.at  # type: ignore[attr-defined]


def plan_or_404(request: HttpRequest, case_id: UUID, *, part: str = "plan", needs: Part = Part.CORE) -> Plan:
    """The plan of this case, with the look in the log. Raises NotFound; also for who lacks `needs`."""
    actor, at = who(request)
    plan = find_plan(case_id)
    relation = cases.relation_of(actor, plan.space, at=at) if plan else None
    if plan is None or relation is None or not relation.reads(needs):
        raise NotFound
    log_look(actor, plan, relation, at=at, part=part, action="plan.view")
    return plan


def attempt(form: forms.Form, act: Callable[[], Any], *, stale: Callable[[], None] | None = None) -> bool:
    """Whether the form is complete and the command did it; a refusal stands at its field, words kept."""
    if not form.is_valid():
        return False
    try:
        act()
    except StaleVersion as refusal:
        form.add_error(None, str(refusal))
        if stale:
            stale()
        return False
    except Refusal as refusal:
        refuse(form, refusal)
        return False
    return True


def done(request: HttpRequest, sentence: str, to: str) -> HttpResponse:
    """After a POST: a redirect with one sentence."""
    messages.success(request, sentence)
    return redirect(to)


def show(request: HttpRequest, form: forms.Form, page: FormPage) -> HttpResponse:
    """The form; 422 when something must be changed first."""
    status = REFUSED if form.is_bound and form.errors else 200
    return render(request, "plans/form.html", {"form": form, "page": page}, status=status)


def plan_url(case_id: UUID, *rest: object) -> str:
    """An address below the plan of a case."""
    return "/".join(["", "cases", str(case_id), "plan", *(str(part) for part in rest), ""])


def case_url(case_id: UUID) -> str:
    """The address of the case page."""
    return f"/cases/{case_id}/"


def with_version(request: HttpRequest, version: int) -> QueryDict:
    """What was typed, with the version that the reader now has seen."""
    typed = request.POST.copy()
    typed["version"] = str(version)
    return typed
