"""The words of the module: terms, value types of the settings, and what a setup file can say."""

from rondom.organizations.vocabulary.catalogue import (
    NUMBER_BY_KEY,
    NUMBER_LISTS,
    NUMBERS,
    NUMBERS_BY_KEY,
    NumberSetting,
    NumbersSetting,
)
from rondom.organizations.vocabulary.configuration import (
    GROUND_KINDS,
    HIGHEST_DOMAIN_NUMBER,
    AgeBands,
    LegalGround,
    LifeDomain,
    ProcessingPurpose,
    TargetGroup,
)
from rondom.organizations.vocabulary.defaults import SHAPED
from rondom.organizations.vocabulary.structure import (
    AreaEntry,
    CardEntry,
    CityStructure,
    OrganizationEntry,
    ProfessionalEntry,
    RoleEntry,
    SetupCount,
    TeamEntry,
)
from rondom.organizations.vocabulary.terms import (
    IN_DANGER,
    WITHOUT_CASELOAD,
    AreaKind,
    PartyKind,
    PartySort,
    TeamKind,
    WorkFunction,
    WorkingDay,
)

__all__ = [
    "GROUND_KINDS",
    "HIGHEST_DOMAIN_NUMBER",
    "IN_DANGER",
    "NUMBERS",
    "NUMBERS_BY_KEY",
    "NUMBER_BY_KEY",
    "NUMBER_LISTS",
    "SHAPED",
    "WITHOUT_CASELOAD",
    "AgeBands",
    "AreaEntry",
    "AreaKind",
    "CardEntry",
    "CityStructure",
    "LegalGround",
    "LifeDomain",
    "NumberSetting",
    "NumbersSetting",
    "OrganizationEntry",
    "PartyKind",
    "PartySort",
    "ProcessingPurpose",
    "ProfessionalEntry",
    "RoleEntry",
    "SetupCount",
    "TargetGroup",
    "TeamEntry",
    "TeamKind",
    "WorkFunction",
    "WorkingDay",
]
