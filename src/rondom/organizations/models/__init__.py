"""Rows about organizations and the people who work there; none of them holds a fact about a client."""

from rondom.organizations.models.areas import Area
from rondom.organizations.models.organizations import Desk, Organization, Team
from rondom.organizations.models.professionals import Portrait, Professional, RoleCard
from rondom.organizations.models.roles import StandIn, SupportContact, TeamLeadership, WorkingRole
from rondom.organizations.models.settings import Setting, SettingsVersion

__all__ = [
    "Area",
    "Desk",
    "Organization",
    "Portrait",
    "Professional",
    "RoleCard",
    "Setting",
    "SettingsVersion",
    "StandIn",
    "SupportContact",
    "Team",
    "TeamLeadership",
    "WorkingRole",
]
