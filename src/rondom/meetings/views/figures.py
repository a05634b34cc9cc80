"""Figures of a team."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rondom.access.requests import ActorRequest
from rondom.kernel.refusals import NotFound
from rondom.meetings import queries
from rondom.meetings.vocabulary import PULSE_QUESTIONS, Concept
from rondom.organizations import queries as organizations


@require_GET
def team_meetings(request: ActorRequest, team_id: UUID) -> HttpResponse:
    """How this team meets: never about one person, never about too few meetings."""
    team = organizations.team(team_id)
    if team is None:
        raise NotFound
    figures = queries.team_figures(request.actor, team_id, at=request.at)
    context = {
        "team": team,
        "figures": figures,
        "shares": _shares(figures),
        "shares_before": _shares(figures.before) if figures.before else [],
        "missing": [{"label": Concept(key).label, "value": value} for key, value in figures.missing.items()],
        "most_missing": Concept(figures.most_missing).label if figures.most_missing else "",
        "pulse": [{"label": PULSE_QUESTIONS[key], "value": value} for key, value in figures.pulse.items()],
        "led_by": [{"label": name, "value": value} for name, value in figures.led_by.items()],
        "absences": queries.absences_of_my_team(request.actor, at=request.at),
    }
    return render(request, "meetings/figures.html", context)


def _shares(figures: queries.TeamFigures) -> list[dict[str, object]]:
    return [
        {"label": _("The client was at the table"), "value": figures.client_present},
        {"label": _("The client spoke first"), "value": figures.client_first},
        {"label": _("The client chose to speak later"), "value": figures.client_chose_later},
        {"label": _("The round of roles was left out"), "value": figures.roles_skipped},
    ]
