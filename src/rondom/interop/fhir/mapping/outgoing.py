"""What a partner may see of a referral: Task, ServiceRequest and Procedure.

The sender's own elements stay as they were sent; only what we know better is laid over them.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from rondom.interop.fhir.profile import REASONED_STATUSES, SDOHCC_CODES
from rondom.interop.fhir.reading import has_coding, part, parts, word
from rondom.interop.fhir.states import ON_HOLD, business_status, projection_of
from rondom.interop.fhir.temporal import written

_RESULT_TYPE: Final = {
    "coding": [{"system": SDOHCC_CODES, "code": "resulting-activity", "display": "Resulting Activity"}]
}


def build_task(
    received: Mapping[str, Any],
    *,
    resource_id: str,
    version: int,
    last_modified: datetime,
    state: str,
    fulfilled: bool = True,
    reason: str = "",
    procedures: Iterable[str] = (),
    note: str = "",
    on_hold: str = "",
) -> dict[str, Any]:
    """The Task as it stands now, from the Task as it was received.

    `state` is an internal state of `states.PROJECTIONS`; `fulfilled` says of a closed referral
    whether there was a result. `procedures` are references (`Procedure/id`) that are added to
    the outputs; outputs that were there stay. `reason` is the partner-readable reason for a
    decline, a cancellation or closing without result; a plain one is used when it is empty.
    `note` is the feedback text. `on_hold` is why and until when the work waits, empty when it
    does not: then the status is `on-hold` and businessStatus keeps the state it waits in.
    Raises KeyError for an unknown state.
    """
    shown = projection_of(state, fulfilled=fulfilled)
    task = _versioned(received, resource_id, version, last_modified)
    task |= {
        "resourceType": "Task",
        "status": ON_HOLD if on_hold else shown.status,
        "businessStatus": business_status(state, fulfilled=fulfilled),
        "lastModified": written(last_modified),
    }
    task.pop("statusReason", None)
    if why := on_hold or reason or (shown.default_reason if shown.status in REASONED_STATUSES else ""):
        task["statusReason"] = {"text": why}
    outputs = [dict(output) for output in parts(received, "output")]
    outputs += _new_results(outputs, procedures)
    if outputs:
        task["output"] = outputs
    notes = [dict(item) for item in parts(received, "note")]
    if note and note not in {word(item, "text") for item in notes}:
        notes.append({"time": written(last_modified), "text": note})
    if notes:
        task["note"] = notes
    return task


def build_service_request(
    received: Mapping[str, Any],
    *,
    resource_id: str,
    version: int,
    last_modified: datetime,
    state: str,
    fulfilled: bool = True,
) -> dict[str, Any]:
    """The ServiceRequest with the status that goes with the referral's state.

    A declined referral leaves the request active: the sender may ask somebody else.
    """
    request = _versioned(received, resource_id, version, last_modified)
    status = projection_of(state, fulfilled=fulfilled).service_request
    return request | {"resourceType": "ServiceRequest", "status": status}


def build_procedure(
    *,
    resource_id: str,
    version: int,
    last_modified: datetime,
    service_request: str,
    subject: str,
    text: str,
    performed: date | datetime,
    performer: str = "",
    codes: Iterable[tuple[str, str]] = (),
    outcome: str = "",
) -> dict[str, Any]:
    """The help that was given, as a completed Procedure based on the request.

    `service_request`, `subject` and `performer` are references; `text` says what was done, in
    words that the partner may read; `codes` are (system, code) pairs.
    """
    code: dict[str, Any] = {"text": text}
    if codings := [{"system": system, "code": value} for system, value in codes]:
        code["coding"] = codings
    when = written(performed) if isinstance(performed, datetime) else performed.isoformat()
    procedure = _versioned({"resourceType": "Procedure"}, resource_id, version, last_modified)
    procedure |= {
        "basedOn": [{"reference": service_request}],
        "status": "completed",
        "code": code,
        "subject": {"reference": subject},
        "performedDateTime": when,
    }
    if performer:
        procedure["performer"] = [{"actor": {"reference": performer}}]
    if outcome:
        procedure["outcome"] = {"text": outcome}
    return procedure


def with_version(
    resource: Mapping[str, Any], *, resource_id: str, version: int, last_modified: datetime
) -> dict[str, Any]:
    """Any stored resource with the id and version that it has here."""
    return _versioned(resource, resource_id, version, last_modified)


def _versioned(
    resource: Mapping[str, Any], resource_id: str, version: int, last_modified: datetime
) -> dict[str, Any]:
    meta = dict(part(resource, "meta"))
    meta |= {"versionId": str(version), "lastUpdated": written(last_modified)}
    return dict(resource) | {"id": resource_id, "meta": meta}


def _new_results(outputs: Iterable[Mapping[str, Any]], procedures: Iterable[str]) -> list[dict[str, Any]]:
    """One output per Procedure that no output names yet: a repeated answer adds nothing."""
    named = {
        word(part(output, "valueReference"), "reference")
        for output in outputs
        if has_coding(output.get("type"), SDOHCC_CODES, "resulting-activity")
    }
    return [
        {"type": _RESULT_TYPE, "valueReference": {"reference": reference}}
        for reference in dict.fromkeys(procedures)
        if reference not in named
    ]
