"""What this module tells the others after a commit. Keys only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class ProfessionalLeft:
    """The employment ended: roles, leaderships and stand-ins are closed already (access.md A4)."""

    professional_id: UUID


@dataclass(frozen=True)
class StructureApplied:
    """A set-up was applied: any role, team or desk may be new."""


@dataclass(frozen=True)
class WorkingRoleStarted:
    """Somebody got a function in a team or an organization."""

    working_role_id: UUID
    professional_id: UUID


@dataclass(frozen=True)
class WorkingRoleEnded:
    """One role ended; other roles of the person stay (R-074)."""

    working_role_id: UUID
    professional_id: UUID


@dataclass(frozen=True)
class StandInChanged:
    """Who answers for somebody, or until when, is another now (R-010)."""

    professional_id: UUID


@dataclass(frozen=True)
class SupportContactChosen:
    """An expert by experience has another support contact (R-040)."""

    professional_id: UUID
    contact_id: UUID


@dataclass(frozen=True)
class SupportContactLost:
    """The support contact of an expert by experience left; nobody is named yet (R-040)."""

    professional_id: UUID
    contact_id: UUID


@dataclass(frozen=True)
class LeadershipChanged:
    """A team has another leader, now or from a later day on (R-161)."""

    team_id: UUID


@dataclass(frozen=True)
class SettingChanged:
    """A clock, threshold or list of the city has a new value."""

    key: str
