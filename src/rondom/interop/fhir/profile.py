"""What SDOHCC 3.0.0 asks beyond plain FHIR R4, as far as Rondom leans on it.

A Task is a referral unless it says that it is a task for the client. US-only code lists are not
asked for: Rondom is aligned with SDOHCC and does not claim to conform to it.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Final, Literal

from .issues import Issue, error, shown_code
from .reading import has_coding, part, parts, word, words
from .references import contained_types, read_reference

SDOHCC: Final = "http://hl7.org/fhir/us/sdoh-clinicalcare"
SDOHCC_CODES: Final = f"{SDOHCC}/CodeSystem/SDOHCC-CodeSystemTemporaryCodes"
REFERRAL_TASK: Final = f"{SDOHCC}/StructureDefinition/SDOHCC-TaskForReferralManagement"
CLIENT_TASK: Final = f"{SDOHCC}/StructureDefinition/SDOHCC-TaskForPatient"
SDOHCC_CONSENT: Final = f"{SDOHCC}/StructureDefinition/SDOHCC-Consent"
TASK_CODES: Final = "http://hl7.org/fhir/CodeSystem/task-code"
ACT_CODES: Final = "http://terminology.hl7.org/CodeSystem/v3-ActCode"

_RUNNING: Final = frozenset(
    {"in-progress", "on-hold", "completed", "cancelled", "failed", "entered-in-error"}
)
REFERRAL_STATUSES: Final = _RUNNING | {"draft", "requested", "accepted", "rejected"}
CLIENT_STATUSES: Final = _RUNNING | {"ready"}
REASONED_STATUSES: Final = frozenset({"rejected", "cancelled", "on-hold", "failed"})
"""Statuses for which SDOHCC expects a reason. Rondom always gives one and asks for one."""


def task_kind(task: Mapping[str, Any]) -> Literal["referral", "client"]:
    """Whether a Task is a referral or a task for the client herself."""
    claimed = {profile.partition("|")[0] for profile in words(part(task, "meta"), "profile")}
    is_client = CLIENT_TASK in claimed and REFERRAL_TASK not in claimed
    return "client" if is_client else "referral"


def profile_issues(resource: Mapping[str, Any], known_types: Mapping[str, str]) -> list[Issue]:
    """Check one resource against the profile rules for its type."""
    kind = resource.get("resourceType")
    types = {**known_types, **contained_types(resource)}
    if kind == "Task":
        return list(_task(resource, types))
    if kind == "ServiceRequest":
        return list(_service_request(resource, types))
    if kind == "Consent":
        return list(_consent(resource))
    return []


def _task(task: Mapping[str, Any], types: Mapping[str, str]) -> Iterator[Issue]:
    referral = task_kind(task) == "referral"
    statuses = REFERRAL_STATUSES if referral else CLIENT_STATUSES
    yield from _code(task, "status", statuses)
    yield from _code(task, "intent", {"order"})
    yield from _required(task, "code", "authoredOn", "for", "requester")
    yield from _points_to(task, "requester", {"PractitionerRole", "Organization"}, types)
    if "statusReason" in task and not word(part(task, "statusReason"), "text"):
        where = "Task.statusReason.text"
        yield error("required", where, f"{where} is missing: say the reason in words.")
    if referral:
        yield from _referral_task(task, types)
    else:
        yield from _required(task, "priority", "owner")
        yield from _points_to(task, "for", {"Patient"}, types)
        yield from _points_to(task, "owner", {"Patient", "RelatedPerson"}, types)


def _referral_task(task: Mapping[str, Any], types: Mapping[str, str]) -> Iterator[Issue]:
    yield from _required(task, "focus")
    yield from _points_to(task, "focus", {"ServiceRequest"}, types)
    yield from _points_to(task, "for", {"Patient", "RelatedPerson", "Group"}, types)
    if "code" in task and not has_coding(task["code"], TASK_CODES, "fulfill"):
        sentence = f"Task.code must have the code 'fulfill' of {TASK_CODES}."
        yield error("code-invalid", "Task.code", sentence)
    for place, output in enumerate(parts(task, "output")):
        if not has_coding(output.get("type"), SDOHCC_CODES, "resulting-activity"):
            continue
        where = f"Task.output[{place}].value[x]"
        if not output.keys() & {"valueReference", "valueCodeableConcept"}:
            yield error("value", where, f"{where} must be a Procedure or a CodeableConcept.")
        target = _target(part(output, "valueReference"), types)
        if target not in {"", "Procedure"}:
            yield error("value", where, f"{where} must point to a Procedure.")


def _service_request(request: Mapping[str, Any], types: Mapping[str, str]) -> Iterator[Issue]:
    yield from _required(request, "code")
    yield from _points_to(request, "subject", {"Patient", "Group", "Location"}, types)
    for name in ("specimen", "bodySite"):
        if name in request:
            where = f"ServiceRequest.{name}"
            yield error("structure", where, f"{where} has no place in a social referral.")


def _consent(consent: Mapping[str, Any]) -> Iterator[Issue]:
    yield from _required(consent, "patient", "dateTime")
    claimed = {profile.partition("|")[0] for profile in words(part(consent, "meta"), "profile")}
    if SDOHCC_CONSENT not in claimed:
        return
    if not any(has_coding(item, ACT_CODES, "IDSCL") for item in parts(consent, "category")):
        yield error("required", "Consent.category", "Consent.category must have the code IDSCL.")
    if len(parts(consent, "organization")) != 1:
        where = "Consent.organization"
        yield error("required", where, f"{where} must name exactly one organisation.")
    if not any(key.startswith("source") for key in consent):
        where = "Consent.source[x]"
        yield error("required", where, f"{where} is missing: it is required.")


def _code(resource: Mapping[str, Any], name: str, allowed: AbstractSet[str]) -> Iterator[Issue]:
    # A missing code is already reported by its table, unless only an extension stands there.
    where = f"{resource['resourceType']}.{name}"
    if name not in resource and f"_{name}" in resource:
        yield error("required", where, f"{where} must have a value, not only an extension.")
    elif name in resource and resource[name] not in tuple(allowed):
        listed = ", ".join(sorted(allowed))
        sentence = f"{where} is {shown_code(resource[name])}; here it must be one of: {listed}."
        yield error("code-invalid", where, sentence)


def _required(resource: Mapping[str, Any], *names: str) -> Iterator[Issue]:
    for name in names:
        if name not in resource:
            where = f"{resource['resourceType']}.{name}"
            yield error("required", where, f"{where} is missing: it is required here.")


def _points_to(
    resource: Mapping[str, Any], name: str, allowed: set[str], types: Mapping[str, str]
) -> Iterator[Issue]:
    reference = part(resource, name)
    if not reference:
        return
    where = f"{resource['resourceType']}.{name}"
    target = _target(reference, types)
    if target not in {"", *allowed}:
        listed = ", ".join(sorted(allowed))
        yield error("value", where, f"{where} must point to one of: {listed}.")
    elif not word(reference, "reference") and not part(reference, "identifier"):
        yield error("required", f"{where}.reference", f"{where}.reference is missing.")


def _target(reference: Mapping[str, Any], types: Mapping[str, str]) -> str:
    text = word(reference, "reference")
    return read_reference(text).resource_type or types.get(text) or word(reference, "type")
