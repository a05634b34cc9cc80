"""From who works where to who holds the desks, and who holds what was sent.

A desk is held by the people of its team, or of its organization: the desk workers when there are
any, else whoever works there directly, else whoever works there in a team. Nobody holds a desk longer
than the last day of the role that gives it. What a practice sent is held by its nurses and doctors and
by its own computer system; what anybody else sent, by that person alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from rondom.access import grants
from rondom.access.actor import Actor
from rondom.access.scopes import Part
from rondom.kernel.clock import AMSTERDAM
from rondom.organizations import queries as organizations
from rondom.organizations.vocabulary import WITHOUT_CASELOAD, WorkFunction
from rondom.referrals.models import SenderSpace
from rondom.referrals.register import as_register, day_of
from rondom.referrals.vocabulary import PRACTICE_FUNCTIONS

if TYPE_CHECKING:
    from rondom.organizations.models import Desk, WorkingRole

LastDays = dict[UUID, date | None]
"""Holder -> the last day of it that is known; None while it has no end."""


def rewrite_desk_grants(*, actor: Actor, at: datetime) -> None:
    """Derive who holds each desk and what each sender sent; write the difference (R-065)."""
    with as_register(at):
        staff = _Staff(day_of(at))
        for desk in organizations.desks():
            wanted = _wanted(staff.at_desk(desk), Part.DESK, "desk")
            grants.rewrite(actor=actor, space=desk.space, wanted=wanted, at=at)
        for sender in SenderSpace.objects.all():
            _rewrite_sender(actor, sender, staff, at)


def rewrite_sender_grants(*, actor: Actor, sender: SenderSpace, at: datetime) -> None:
    """Derive who holds what one sender sent. Runs inside the register."""
    _rewrite_sender(actor, sender, _Staff(day_of(at)), at)


def _rewrite_sender(actor: Actor, sender: SenderSpace, staff: _Staff, at: datetime) -> None:
    own = (sender.professional_id, sender.organization_id)
    holders: LastDays = {holder: None for holder in own if holder}
    if sender.organization_id:
        holders |= staff.of_practice(sender.organization_id)
    grants.rewrite(actor=actor, space=sender.space, wanted=_wanted(holders, Part.SENT, "sent"), at=at)


def _wanted(holders: LastDays, part: Part, row: str) -> set[grants.Wanted]:
    return {
        grants.Wanted(holder, part, can_write=True, row=row, valid_to=_end_of(last))
        for holder, last in holders.items()
    }


def _end_of(day: date | None) -> datetime | None:
    """The midnight after a last day, which still counts (R-074)."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=AMSTERDAM) if day else None


def _of_roles(roles: Iterable[WorkingRole]) -> LastDays:
    found: LastDays = {}
    for role in roles:
        known = found.get(role.professional_id, role.ends_on)
        ends = None if known is None or role.ends_on is None else max(known, role.ends_on)
        found[role.professional_id] = ends
    return found


class _Staff:
    """Who works where on one day, read once."""

    def __init__(self, on: date) -> None:
        self._on = on
        self._roles: list[WorkingRole] = list(organizations.roles_on(on))

    def at_desk(self, desk: Desk) -> LastDays:
        """The people of the desk's team, or of its organization."""
        if desk.team_id:
            leader = organizations.team_leader(desk.team_id, self._on)
            working = _of_roles(r for r in self._with_clients() if r.team_id == desk.team_id)
            return working | ({leader.pk: None} if leader else {})
        direct = [r for r in self._with_clients() if r.organization_id == desk.organization_id]
        in_teams = [
            r for r in self._with_clients() if r.team and r.team.organization_id == desk.organization_id
        ]
        at_desk = [r for r in direct + in_teams if r.function == WorkFunction.FRONT_DESK]
        return _of_roles(at_desk or direct or in_teams)

    def of_practice(self, organization_id: UUID) -> LastDays:
        """The nurses and doctors of a practice."""
        return _of_roles(
            role
            for role in self._roles
            if role.professional.organization_id == organization_id and role.function in PRACTICE_FUNCTIONS
        )

    def _with_clients(self) -> list[WorkingRole]:
        # An expert by experience sees what a client grants and nothing more.
        without = {*WITHOUT_CASELOAD, WorkFunction.EXPERT_BY_EXPERIENCE}
        return [role for role in self._roles if role.function not in without]
