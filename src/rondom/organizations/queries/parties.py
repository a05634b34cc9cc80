"""Areas, organizations, teams, desks: the city as it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from rondom.organizations.models import Area, Desk, Organization, Team
from rondom.organizations.queries.settings import setting
from rondom.organizations.vocabulary import PartySort


@dataclass(frozen=True)
class AreaBranch:
    """An area with what lies within it."""

    area: Area
    parts: list[AreaBranch] = field(default_factory=list)
    teams: list[Team] = field(default_factory=list)


def organization(organization_id: UUID) -> Organization | None:
    """One organization by key."""
    return Organization.objects.filter(pk=organization_id).first()


def organization_by_slug(slug: str) -> Organization | None:
    """One organization by its slug (`huisartsenpraktijk`)."""
    return Organization.objects.filter(slug=slug).first()


def organizations(on: date) -> QuerySet[Organization]:
    """Organizations that exist on this day, by name."""
    return Organization.objects.active(on).select_related("parent")


def organizations_of_sort(sort: PartySort | str, on: date) -> QuerySet[Organization]:
    """Organizations of one sort that exist on this day."""
    return organizations(on).filter(sort=sort)


def team(team_id: UUID) -> Team | None:
    """One team by key, with its organization and area."""
    return Team.objects.select_related("organization", "area").filter(pk=team_id).first()


def team_by_slug(slug: str) -> Team | None:
    """One team by its slug."""
    return Team.objects.select_related("organization", "area").filter(slug=slug).first()


def teams(on: date) -> QuerySet[Team]:
    """Teams that exist on this day, by name."""
    open_now = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    return Team.objects.filter(open_now, starts_on__lte=on).select_related("organization", "area")


def area_by_slug(slug: str) -> Area | None:
    """One area by its slug."""
    return Area.objects.filter(slug=slug).first()


def area_tree(on: date) -> list[AreaBranch]:
    """The districts with everything below them, in two queries (R-161)."""
    open_now = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    branches = {area.id: AreaBranch(area) for area in Area.objects.filter(open_now, starts_on__lte=on)}
    for one in teams(on):
        if one.area_id in branches:
            branches[one.area_id].teams.append(one)
    top: list[AreaBranch] = []
    for branch in branches.values():
        parent = branches.get(branch.area.parent_id) if branch.area.parent_id else None
        (parent.parts if parent else top).append(branch)
    return top


def desk(desk_id: UUID) -> Desk | None:
    """One desk by key."""
    return Desk.objects.select_related("organization", "team").filter(pk=desk_id).first()


def desks() -> QuerySet[Desk]:
    """Every desk at which a referral can land."""
    return Desk.objects.select_related("organization", "team")


def desk_by_slug(slug: str) -> Desk | None:
    """One desk by its slug."""
    return desks().filter(slug=slug).first()


def desk_of_organization(organization_id: UUID) -> Desk | None:
    """The desk of an organization itself (not of one of its teams)."""
    return desks().filter(organization_id=organization_id).first()


def desk_of_team(team_id: UUID) -> Desk | None:
    """The desk of a team."""
    return desks().filter(team_id=team_id).first()


def front_desk() -> Desk | None:
    """Where a referral lands whose receiver is missing or not one of ours; None before the set-up."""
    return desk_by_slug(setting("front_desk"))
