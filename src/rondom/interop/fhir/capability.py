"""The CapabilityStatement: what this server does, and nothing that it does not."""

from datetime import datetime
from typing import Any, Final

from .negotiate import FHIR_JSON
from .search import PREFIXES
from .shapes import SPOKEN
from .temporal import written

_BASE: Final = "http://hl7.org/fhir/SearchParameter"

_DESCRIPTION: Final = (
    "Referrals to neighbourhood teams and back: a Task about a ServiceRequest for a Patient, and "
    "its states and results on the way back. Aligned with HL7 SDOH Clinical Care 3.0.0; no "
    "conformance to it is claimed."
)

_TASK_SEARCH: Final = (
    ("_id", f"{_BASE}/Resource-id", "token", "One or more ids, with commas."),
    ("_lastUpdated", f"{_BASE}/Resource-lastUpdated", "date", f"With {', '.join(PREFIXES)}."),
    ("status", f"{_BASE}/Task-status", "token", "One or more, with commas; :not."),
    ("requester", f"{_BASE}/Task-requester", "reference", "Who asked; :missing."),
    ("owner", f"{_BASE}/Task-owner", "reference", "Who answers; :missing."),
)

_NOTES: Final = {
    "Task": (
        "Create a referral (intent order, code fulfill, focus a ServiceRequest). An update needs "
        "If-Match with the version it is based on. businessStatus says what Task.status cannot. "
        "on-hold: the clock stands still, statusReason says why and until when; businessStatus keeps "
        "the state it waits in, and the Task returns to it on that day or before."
    ),
}


def capability_statement(*, base_url: str, software_version: str, released_at: datetime) -> dict[str, Any]:
    """The answer to `GET metadata`. `base_url` is the address of the FHIR root."""
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": written(released_at),
        "kind": "instance",
        "software": {"name": "Rondom", "version": software_version},
        "implementation": {"description": _DESCRIPTION, "url": base_url.rstrip("/")},
        "description": _DESCRIPTION,
        "fhirVersion": "4.0.1",
        "format": [FHIR_JSON],
        "rest": [
            {
                "mode": "server",
                "security": {"description": "A bearer token per partner organisation, sent over TLS."},
                "resource": [_resource(kind) for kind in sorted(SPOKEN)],
                "interaction": [{"code": "transaction"}],
            }
        ],
    }


def _resource(kind: str) -> dict[str, Any]:
    codes = ["read", "create"]
    entry: dict[str, Any] = {"type": kind}
    if kind in _NOTES:
        entry["documentation"] = _NOTES[kind]
    if kind == "Task":
        codes += ["update", "search-type"]
        entry["searchParam"] = [
            {"name": name, "definition": url, "type": sort, "documentation": note}
            for name, url, sort, note in _TASK_SEARCH
        ]
    entry |= {
        "interaction": [{"code": code} for code in codes],
        "versioning": "versioned-update" if kind == "Task" else "versioned",
        "readHistory": False,
        "updateCreate": False,
        "conditionalCreate": False,
        "conditionalUpdate": False,
        "referencePolicy": ["literal", "local"],
    }
    return entry
