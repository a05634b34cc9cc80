"""An expert by experience who knows the client privately says so; case manager and client decide."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from rondom.access.requests import ActorRequest
from rondom.cases import commands
from rondom.cases import queries as cases
from rondom.kernel.refusals import NotFound
from rondom.organizations.vocabulary import WorkFunction
from rondom.web.screens.asking import GET_POST, Values, ask, bound, find


class AcquaintanceForm(forms.Form):
    """How the expert knows the client."""

    words = forms.CharField(
        label=gettext_lazy("How do you know each other?"),
        help_text=gettext_lazy("In a few words: a neighbour, an old colleague, from the same church."),
        max_length=200,
    )


class DecisionForm(forms.Form):
    """What client and case manager decided together."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What did you decide with the client?"),
        choices=[
            ("back", gettext_lazy("The expert helps on: the client wants this")),
            ("out", gettext_lazy("The expert stops, and stays out of this file")),
        ],
        widget=forms.RadioSelect,
    )
    client_said = forms.CharField(label=gettext_lazy("How did the client put it?"), max_length=200)


@require_http_methods(GET_POST)
def acquaintance(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """I know this client privately; from then on the file is closed until they decided (R-040)."""
    case = find(request, case_id, "involvement")
    if not _helps_as_expert(request, case):
        raise NotFound

    def act(values: Values) -> object:
        return commands.declare_acquaintance(
            actor=request.actor, case_id=case.pk, words=values["words"], at=request.at
        )

    return ask(
        request,
        bound(AcquaintanceForm, request),
        act,
        case=case,
        title=_("I know this client privately"),
        lead=_("You see nothing of this file until the case manager and the client decided together."),
        to=reverse("today"),
        submit=_("Tell the case manager"),
        done=_("Thank you for saying so. The case manager decides with the client, and you hear it."),
    )


@require_http_methods(GET_POST)
def acquaintance_decision(request: ActorRequest, case_id: UUID, involvement_id: UUID) -> HttpResponse:
    """The case manager writes down what the client wants (R-040)."""
    case = find(request, case_id, "involvement")
    known = cases.acquaintances_of(case)
    row = next((one for one in cases.involved_parties(case) if one.pk == involvement_id), None)
    declared = known.get(row.professional_id) if row and row.professional_id else None
    if row is None or declared is None or case.case_manager_id != request.actor.id:
        raise NotFound

    def act(values: Values) -> object:
        return commands.decide_acquaintance(
            actor=request.actor,
            involvement_id=row.pk,
            comes_back=values["outcome"] == "back",
            client_said=values["client_said"],
            at=request.at,
        )

    return ask(
        request,
        bound(DecisionForm, request),
        act,
        case=case,
        title=_("Somebody knows the client privately"),
        lead=_("%(name)s says: %(words)s") % {"name": row.professional, "words": declared.reason},
        to=reverse("involved", args=[case.pk]),
        submit=_("Write this down"),
        draft=f"acquaintance-{row.pk}",
    )


def _helps_as_expert(request: ActorRequest, case: object) -> bool:
    return any(
        row.professional_id == request.actor.id and row.function == WorkFunction.EXPERT_BY_EXPERIENCE
        for row in cases.involved_parties(case)  # type: ignore[arg-type]
    )
