"""Who is around a household, for the choices of a form. As far as the reader may see."""

from datetime import datetime
from typing import Any
from uuid import UUID

from rondom.kernel.clock import AMSTERDAM
from rondom.organizations import queries as organizations
from rondom.people import queries as people


def members(case: Any, at: datetime) -> list[tuple[str, str]]:
    """The members of the household."""
    on = at.astimezone(AMSTERDAM).date()
    return [(str(card.person_id), card.name) for card in people.member_cards(case.household_id, on)]


def everybody(case: Any, at: datetime) -> list[tuple[str, str]]:
    """The members, and who is related to one of them (an ex-partner, a sister)."""
    on = at.astimezone(AMSTERDAM).date()
    found = dict(members(case, at))
    for row in people.relationships([UUID(key) for key in found], on):
        for one in (row.person, row.other):
            found.setdefault(str(one.pk), one.name)
    return sorted(found.items(), key=lambda pair: pair[1])


def parties(at: datetime) -> list[tuple[str, str]]:
    """The organizations that can be asked about; those whose name gives something away are left out."""
    on = at.astimezone(AMSTERDAM).date()
    return [(str(one.pk), one.name) for one in organizations.organizations(on) if one.name_public]


def deciders_of(person_id: UUID, deciders: list[UUID]) -> list[tuple[str, str]]:
    """The people who decide about somebody's permissions, by name."""
    found = people.persons_named({person_id, *deciders})
    return [(str(key), found[key].name) for key in deciders if key in found]
