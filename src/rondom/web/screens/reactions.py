"""Reactions beside entries: holding one that threatens somebody, and showing it again (R-008)."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rondom.audit.log import record
from rondom.cases import commands
from rondom.cases.queries.reactions import is_held, reactions_to_review
from rondom.kernel.refusals import NotFound
from rondom.web.screens import forms
from rondom.web.screens.asking import GET_POST, Values, ask, bound, find, strip


@require_GET
def reactions(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Every reaction for the case manager; what is held for the team leader."""
    case = find(request, case_id, "reactions")
    rows = reactions_to_review(request.actor, case, at=request.at)  # type: ignore[attr-defined]
    context = strip(request, case)
    if context["my"].row not in {"P4", "P6", "P6S"}:
        raise NotFound
    held = [one for one in rows if is_held(one)]
    context |= {"held": held, "others": [one for one in rows if not is_held(one)]}
    return render(request, "web/screens/reactions.html", context)


@require_http_methods(GET_POST)
def reaction(request: HttpRequest, case_id: UUID, reaction_id: UUID) -> HttpResponse:
    """One reaction: hold it with a reason, or show it again."""
    case = find(request, case_id, "reactions")
    actor, at = request.actor, request.at  # type: ignore[attr-defined]
    found = next((r for r in reactions_to_review(actor, case, at=at) if r.pk == reaction_id), None)
    if found is None:
        raise NotFound
    held = is_held(found)
    if request.method == "GET":
        record(
            actor=actor,
            action="reaction.view",
            at=at,
            space=case.space,
            subjects=[found.author_id],
            part="reactions",
            object_type="reaction",
            object_id=found.pk,
        )

    def act(values: Values) -> object:
        if held:
            return commands.release_reaction(actor=actor, reaction_id=found.pk, at=at)
        return commands.hold_reaction(actor=actor, reaction_id=found.pk, at=at, **values)

    return ask(
        request,
        bound(forms.ShowAgainForm if held else forms.HoldForm, request),
        act,
        case=case,
        title=_("Reaction"),
        lead=_("Hold only what threatens somebody. The client keeps seeing it and is told."),
        submit=_("Show it again") if held else _("Hold this reaction"),
        to=reverse("case_reactions", args=[case.pk]),
        draft=f"reaction-{found.pk}",
        template="web/screens/reaction.html",
        reaction=found,
        held=held,
    )
