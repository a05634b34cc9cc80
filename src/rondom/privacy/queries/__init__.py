"""Reads of consents, sharing, emergency access and the register of processing."""

from rondom.privacy.queries.basis import Basis, basis_for, feedback_depth
from rondom.privacy.queries.consents import (
    ConsentLine,
    ConsentParties,
    consent_line,
    consent_parties,
    consents_of_space,
    deciders,
    my_consents,
)
from rondom.privacy.queries.emergency import (
    EmergencyLine,
    emergency_space,
    emergency_uses,
    my_emergency_uses,
    review_by,
    told_emergencies,
    untold_spans,
)
from rondom.privacy.queries.guardians import (
    Asking,
    GuardianLine,
    GuardianStanding,
    disputed_consents,
    explained_steps,
    guardian_lines,
    guardians_of_consent,
    request_guardian,
)
from rondom.privacy.queries.months import Month, month_of, review_months
from rondom.privacy.queries.sharing import (
    shared_appointments,
    shared_in_space,
    shared_item,
    shared_person,
    shared_with,
)

__all__ = [
    "Asking",
    "Basis",
    "ConsentLine",
    "ConsentParties",
    "EmergencyLine",
    "GuardianLine",
    "GuardianStanding",
    "Month",
    "basis_for",
    "consent_line",
    "consent_parties",
    "consents_of_space",
    "deciders",
    "disputed_consents",
    "emergency_space",
    "emergency_uses",
    "explained_steps",
    "feedback_depth",
    "guardian_lines",
    "guardians_of_consent",
    "month_of",
    "my_consents",
    "my_emergency_uses",
    "request_guardian",
    "review_by",
    "review_months",
    "shared_appointments",
    "shared_in_space",
    "shared_item",
    "shared_person",
    "shared_with",
    "told_emergencies",
    "untold_spans",
]
