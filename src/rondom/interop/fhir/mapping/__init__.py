"""Between a set of FHIR resources and what the rest of Rondom understands."""

from .incoming import (
    IncomingConsent,
    IncomingParty,
    IncomingPerson,
    IncomingReferral,
    read_referral,
)
from .outgoing import build_procedure, build_service_request, build_task

__all__ = [
    "IncomingConsent",
    "IncomingParty",
    "IncomingPerson",
    "IncomingReferral",
    "build_procedure",
    "build_service_request",
    "build_task",
    "read_referral",
]
