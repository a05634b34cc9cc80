"""What a setup file says, once it is read: plain values, references by slug, nothing checked yet.

`where` is the place in the file ("line 12, field name"), so that a refusal can point at it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, kw_only=True)
class AreaEntry:
    slug: str
    kind: str
    name: str
    parent: str = ""


@dataclass(frozen=True, kw_only=True)
class OrganizationEntry:
    slug: str
    name: str
    kind: str
    sort: str
    parent: str = ""
    sensitive: bool = False
    name_public: bool = True
    phone: str = ""
    email: str = ""
    desk: str = ""


@dataclass(frozen=True, kw_only=True)
class TeamEntry:
    slug: str
    name: str
    organization: str
    area: str = ""
    kind: str = "neighbourhood"
    phone: str = ""
    email: str = ""
    desk: str = ""


@dataclass(frozen=True, kw_only=True)
class RoleEntry:
    function: str
    team: str = ""
    organization: str = ""
    working_days: tuple[str, ...] = ("mon", "tue", "wed", "thu", "fri")
    weekly_hours: int = 36
    leads: str = ""


@dataclass(frozen=True, kw_only=True)
class CardEntry:
    does: str
    decides: str
    does_not_decide: str
    call_when: str
    availability: str = ""


@dataclass(frozen=True, kw_only=True)
class ProfessionalEntry:
    slug: str
    name: str
    organization: str
    roles: tuple[RoleEntry, ...]
    email: str = ""
    phone: str = ""
    phone_hidden: bool = False
    languages: tuple[str, ...] = ("nl",)
    card: CardEntry | None = None
    stand_in: str = ""
    support_contact: str = ""
    persona: str = ""


@dataclass(frozen=True, kw_only=True)
class CityStructure:
    """A whole city. `places` maps ("team", slug, field) to the place in the file."""

    starts_on: date
    areas: tuple[AreaEntry, ...] = ()
    organizations: tuple[OrganizationEntry, ...] = ()
    teams: tuple[TeamEntry, ...] = ()
    professionals: tuple[ProfessionalEntry, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class SetupCount:
    """How many rows of one kind a setup made, changed, or found as they should be."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
