"""Permissions of a case: who may see what, asking, and noting what was said on paper or aloud."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rondom.access.requests import ActorRequest
from rondom.cases import queries as cases
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.refusals import NotFound, Refusal
from rondom.kernel.refused_forms import refuse
from rondom.privacy import commands, queries
from rondom.web.privacy import around
from rondom.web.privacy.doors import staff_page
from rondom.web.privacy.forms import AskForm, NoteDecisionForm


@require_http_methods(["GET", "POST"])
@staff_page
def permissions(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """One line per permission; the form asks for another (R-042)."""
    case = cases.case_for(
        request.actor, case_id, at=request.at, part="permissions", log=request.method == "GET"
    )
    persons, parties = around.members(case, request.at), around.parties(request.at)
    form = AskForm(request.POST or None, persons=persons, parties=parties)
    if request.method == "POST" and form.is_valid():
        try:
            _ask(request, case, form.cleaned_data)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The question is put. Nothing is shared before the answer."))
            return redirect("case_permissions", case.pk)
    context = {
        "case": case,
        "form": form,
        "lines": queries.consents_of_space(request.actor, case.space, at=request.at),
        "relation": cases.relation_to(request.actor, case, at=request.at),
        "may_ask": bool(persons),
        "manages": case.case_manager_id == request.actor.id,
    }
    return render(request, "web/privacy/permissions.html", context, status=422 if form.errors else 200)


def _ask(request: ActorRequest, case: Any, typed: dict[str, Any]) -> None:
    commands.ask_consent(
        actor=request.actor,
        space=case.space,
        person_id=UUID(typed["person"]),
        organization_id=UUID(typed["organization"]),
        purpose=typed["purpose"],
        domains=typed["domains"],
        feedback=typed["feedback"] or "nothing",
        kind=typed["kind"],
        why=typed["why"],
        months=typed["months"],
        as_case_manager=case.case_manager_id == request.actor.id,
        at=request.at,
    )


@require_http_methods(["GET", "POST"])
@staff_page
def note_decision(request: ActorRequest, case_id: UUID, consent_id: UUID) -> HttpResponse:
    """Write down what somebody decided on paper or aloud (R-042): marked as an assisted entry."""
    case = cases.case_for(
        request.actor, case_id, at=request.at, part="permissions", log=request.method == "GET"
    )
    line = queries.consent_line(request.actor, consent_id, at=request.at)
    if line is None or not (line.open or line.stands):
        raise NotFound
    on = request.at.astimezone(AMSTERDAM).date()
    who = queries.deciders([line.person_id], on).get(line.person_id, [])
    form = NoteDecisionForm(request.POST or None, deciders=around.deciders_of(line.person_id, who))
    if request.method == "POST" and form.is_valid():
        try:
            _note(request, line.id, form.cleaned_data)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("It is written down. The client sees that you wrote it."))
            return redirect("case_permissions", case.pk)
    context = {"case": case, "line": line, "form": form}
    return render(request, "web/privacy/note_decision.html", context, status=422 if form.errors else 200)


def _note(request: ActorRequest, consent_id: UUID, typed: dict[str, Any]) -> None:
    speaker, channel = UUID(typed["decider"]), typed["channel"]
    if typed["answer"] == "end":
        commands.withdraw_consent(
            actor=request.actor, consent_id=consent_id, channel=channel, for_person_id=speaker, at=request.at
        )
        return
    commands.decide_consent(
        actor=request.actor,
        consent_id=consent_id,
        given=typed["answer"] == "yes",
        channel=channel,
        witness=typed["witness"],
        for_person_id=speaker,
        at=request.at,
    )
