"""Writes of this module: employment, cover, settings, and a whole city at once."""

from rondom.kernel.refusals import NotAllowed
from rondom.organizations.commands.cover import (
    appoint_team_leader,
    end_stand_in,
    replace_role_card,
    set_stand_in,
)
from rondom.organizations.commands.employment import (
    change_contact,
    end_employment,
    end_working_role,
    start_working_role,
)
from rondom.organizations.commands.portraits import place_portrait, remove_portrait
from rondom.organizations.commands.refusals import (
    AlreadyLeft,
    CardIncomplete,
    EndOutsidePeriod,
    FunctionUnknown,
    NoExpertByExperience,
    NoPortrait,
    NotAWorkingDay,
    OwnStandIn,
    OwnSupportContact,
    PortraitNotAgreed,
    ProfessionalHasLeft,
    ProfessionalUnknown,
    RolePlaceMissing,
    RoleUnknown,
    SettingRefused,
    StandInsInCircle,
    StructureRefused,
    SupportContactNotAtWork,
    TeamUnknown,
)
from rondom.organizations.commands.settings import set_setting, set_settings
from rondom.organizations.commands.structure import apply_structure
from rondom.organizations.commands.support import choose_support_contact

__all__ = [
    "AlreadyLeft",
    "CardIncomplete",
    "EndOutsidePeriod",
    "FunctionUnknown",
    "NoExpertByExperience",
    "NoPortrait",
    "NotAWorkingDay",
    "NotAllowed",
    "OwnStandIn",
    "OwnSupportContact",
    "PortraitNotAgreed",
    "ProfessionalHasLeft",
    "ProfessionalUnknown",
    "RolePlaceMissing",
    "RoleUnknown",
    "SettingRefused",
    "StandInsInCircle",
    "StructureRefused",
    "SupportContactNotAtWork",
    "TeamUnknown",
    "apply_structure",
    "appoint_team_leader",
    "change_contact",
    "choose_support_contact",
    "end_employment",
    "end_stand_in",
    "end_working_role",
    "place_portrait",
    "remove_portrait",
    "replace_role_card",
    "set_setting",
    "set_settings",
    "set_stand_in",
    "start_working_role",
]
