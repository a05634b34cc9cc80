"""Public pages: the register of rules, and the load of a team for its leader."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rondom.audit.log import record
from rondom.cases import commands
from rondom.cases import queries as cases
from rondom.kernel.refusals import NotFound
from rondom.web.screens import forms
from rondom.web.screens.asking import GET_POST, Values, ask, bound


@login_not_required
@require_GET
def rule_register(request: HttpRequest) -> HttpResponse:
    """Every rule that sorts or flags people, with why; for everybody, also without an account (R-051)."""
    actor = request.actor  # type: ignore[attr-defined]
    context = {"rules": cases.rule_register(), "may_stop": actor.has_role("privacy_officer")}
    return render(request, "web/screens/rules.html", context)


@require_http_methods(GET_POST)
def rule_stop(request: HttpRequest, rule: str) -> HttpResponse:
    """The privacy officer stops a rule, or lets it work again (R-051)."""
    actor = request.actor  # type: ignore[attr-defined]
    found = next((one for one in cases.rule_register() if one.rule.slug == rule), None)
    if found is None or not actor.has_role("privacy_officer"):
        raise NotFound

    def act(values: Values) -> object:
        if found.stopped_because:
            return commands.resume_rule(actor=actor, rule=rule, at=request.at)  # type: ignore[attr-defined]
        return commands.suspend_rule(actor=actor, rule=rule, at=request.at, **values)  # type: ignore[attr-defined]

    return ask(
        request,
        bound(forms.ReasonForm, request),
        act,
        title=_("Let this rule work again") if found.stopped_because else _("Stop this rule"),
        lead=str(found.rule.what),
        to=reverse("rule_register"),
    )


@require_GET
def team_load(request: HttpRequest) -> HttpResponse:
    """Load beside norm for the leader's own team (R-131), and handovers without the client (R-012)."""
    actor, at = request.actor, request.at  # type: ignore[attr-defined]
    if not actor.has_role("team_leader") or actor.team_id is None:
        raise NotFound
    record(
        actor=actor,
        action="caseload.view",
        at=at,
        part="caseload",
        object_type="team",
        object_id=actor.team_id,
    )
    context = {
        "loads": cases.team_load(actor.team_id, at=at),
        "cold": cases.cold_handovers(actor.team_id, at=at),
    }
    return render(request, "web/screens/team_load.html", context)
