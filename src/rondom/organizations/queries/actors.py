"""From a professional to an actor: what every request begins with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from rondom.access.actor import Actor
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.repeated import repeated
from rondom.organizations.models import Organization, Professional, Team, TeamLeadership
from rondom.organizations.queries.staff import working_roles
from rondom.organizations.vocabulary import WorkFunction


@dataclass(frozen=True)
class Standing:
    """What an actor is made of: the facts about a professional on one day.

    `team`, `function` come from the oldest current role; `roles` holds the function of every one.
    """

    professional: Professional
    organization: Organization
    team: Team | None
    function: str
    roles: frozenset[str]


def standing(professional_id: UUID, on: date) -> Standing | None:
    """The facts from which an actor is made; None for somebody who left or holds no role.

    One query: every request begins with it.
    """
    roles = _roles_held(professional_id=professional_id, on=on)["roles"]
    if not roles or roles[0].professional.has_left:
        return None
    person = roles[0].professional
    functions = {role.function for role in roles}
    if roles[0].leads:
        functions.add(WorkFunction.TEAM_LEADER)
    first = roles[0]
    return Standing(
        professional=person,
        organization=person.organization,
        team=next((role.team for role in roles if role.team), None),
        function=first.function,
        roles=frozenset(str(one) for one in functions),
    )


@repeated
def _roles_held(*, professional_id: UUID, on: date) -> dict[str, QuerySet[Any]]:
    leads = TeamLeadership.objects.current(on).filter(professional_id=OuterRef("professional_id"))
    rows = working_roles(professional_id, on).select_related("professional__organization", "team")
    return {"roles": rows.annotate(leads=Exists(leads))}


def actor_for_professional(*, professional_id: UUID, account_id: UUID | None, at: datetime) -> Actor | None:
    """The actor of a professional at this moment; None when they left or hold no role.

    `function` and `roles` are values of WorkFunction, so that a log entry can be shown in any language.
    """
    facts = standing(professional_id, at.astimezone(AMSTERDAM).date())
    if facts is None:
        return None
    return Actor(
        kind="professional",
        id=professional_id,
        name=facts.professional.name,
        function=facts.function,
        organization_id=facts.organization.id,
        organization_name=facts.organization.name,
        team_id=facts.team.id if facts.team else None,
        roles=facts.roles,
        account_id=account_id,
    )
