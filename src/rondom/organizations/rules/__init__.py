"""Pure rules: staffing, and what may become a setting."""

from rondom.organizations.rules.settings import Problem, check_together, check_value, reused_numbers
from rondom.organizations.rules.staffing import (
    caseload_norm,
    only_expert,
    overlaps,
    parent_kind,
    stand_in_circle,
    weekdays,
)

__all__ = [
    "Problem",
    "caseload_norm",
    "check_together",
    "check_value",
    "only_expert",
    "overlaps",
    "parent_kind",
    "reused_numbers",
    "stand_in_circle",
    "weekdays",
]
