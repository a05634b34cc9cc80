"""Where a referral lands: a named colleague or their stand-in, a desk, else the front desk. Never nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rondom.kernel.refusals import Refusal
from rondom.organizations import queries as organizations

if TYPE_CHECKING:
    from rondom.organizations.models import Desk, Professional


class NoFrontDesk(Refusal):
    """The set-up names no desk for referrals without a receiver."""

    code = "no_front_desk"
    sentence = _("There is no desk that can receive this. Ask the administrator to name a front desk.")
    field = "receiver"


@dataclass(frozen=True)
class Landing:
    """The desk on which it lies and the colleague who is asked; `instead_of` was asked for but is away."""

    desk: Desk
    person: Professional | None = None
    instead_of: str = ""
    at_front_desk: bool = False


def land(*, desk_id: UUID | None, person_id: UUID | None, on: date) -> Landing:
    """Find the place for a referral to this desk or colleague (R-065). Raises NoFrontDesk."""
    person = organizations.professional(person_id) if person_id else None
    instead_of = ""
    if person and (person.has_left or organizations.is_away(person.pk, on)):
        instead_of = person.name
        person = organizations.stand_in_for(person.pk, on)
    desk = _desk_of(person, on) if person else organizations.desk(desk_id) if desk_id else None
    if desk is None and instead_of and person_id:
        desk = _desk_of(organizations.professional(person_id), on)
    if desk:
        return Landing(desk, person, instead_of)
    front = organizations.front_desk()
    if front is None:
        raise NoFrontDesk
    return Landing(front, None, instead_of, at_front_desk=True)


def _desk_of(person: Professional | None, on: date) -> Desk | None:
    if person is None:
        return None
    for role in organizations.working_roles(person.pk, on):
        found = organizations.desk_of_team(role.team_id) if role.team_id else None
        if found:
            return found
    return organizations.desk_of_organization(person.organization_id)
