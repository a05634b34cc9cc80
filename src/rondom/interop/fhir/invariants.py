"""FHIR's own rules between elements, per type: what a table of elements cannot say."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from .issues import Issue, error, warning
from .reading import codings, part, parts, word
from .temporal import NotADate, Stretch, read_date

Check = Callable[[Mapping[str, Any], str], Iterable[Issue]]

CONDITION_CLINICAL: Final = "http://terminology.hl7.org/CodeSystem/condition-clinical"
CONDITION_VERIFICATION: Final = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
_CLINICAL: Final = {"active", "recurrence", "relapse", "inactive", "remission", "resolved"}
_VERIFICATION: Final = {
    "unconfirmed",
    "provisional",
    "differential",
    "confirmed",
    "refuted",
    "entered-in-error",
}


def _stretch(source: Mapping[str, Any], key: str) -> Stretch | None:
    try:
        return read_date(word(source, key))
    except NotADate:
        return None


def _in_order(first: str, last: str) -> Check:
    def check(value: Mapping[str, Any], path: str) -> Iterable[Issue]:
        early, late = _stretch(value, first), _stretch(value, last)
        if early and late and early.start >= late.end:
            yield error("invariant", f"{path}.{last}", f"{path}.{last} lies before {path}.{first}.")

    return check


def _together(has: str, needs: str) -> Check:
    def check(value: Mapping[str, Any], path: str) -> Iterable[Issue]:
        if has in value and needs not in value:
            yield error("invariant", f"{path}.{needs}", f"{path}.{needs} is needed with {has}.")

    return check


def _one_of(*names: str) -> Check:
    def check(value: Mapping[str, Any], path: str) -> Iterable[Issue]:
        if not any(name in value or f"_{name}" in value for name in names):
            yield error("invariant", path, f"{path} must have at least one of: {', '.join(names)}.")

    return check


def _extension(value: Mapping[str, Any], path: str) -> Iterable[Issue]:
    has_value = any(key.removeprefix("_").startswith("value") for key in value)
    if has_value == ("extension" in value):
        yield error("invariant", path, f"{path} must have either a value or extensions, not both.")


def _goal_target(value: Mapping[str, Any], path: str) -> Iterable[Issue]:
    if any(key.startswith("detail") for key in value) and "measure" not in value:
        yield error("invariant", f"{path}.measure", f"{path}.measure is needed with detail[x].")


def _organization(value: Mapping[str, Any], path: str) -> Iterable[Issue]:
    yield from _one_of("name", "identifier")(value, path)
    for name in ("telecom", "address"):
        if any(word(item, "use") == "home" for item in parts(value, name)):
            yield error("invariant", f"{path}.{name}", f"{path}.{name} may not be for home use.")


def _required_codes(name: str, system: str, codes: set[str]) -> Check:
    def check(value: Mapping[str, Any], path: str) -> Iterable[Issue]:
        if name not in value:
            return
        found = [code for used, code in codings(part(value, name)) if used == system]
        if not any(code in codes for code in found):
            listed = ", ".join(sorted(codes))
            sentence = f"{path}.{name} must have a code of {system}: {listed}."
            yield error("code-invalid", f"{path}.{name}", sentence)

    return check


def _condition(value: Mapping[str, Any], path: str) -> Iterable[Issue]:
    clinical = {code for _, code in codings(part(value, "clinicalStatus"))}
    verification = {code for _, code in codings(part(value, "verificationStatus"))}
    where = f"{path}.clinicalStatus"
    if "entered-in-error" in verification and "clinicalStatus" in value:
        yield error("invariant", where, f"{where} may not stand beside entered-in-error.")
    abated = any(key.startswith("abatement") for key in value)
    if abated and clinical and not clinical & {"inactive", "resolved", "remission"}:
        yield error("invariant", where, f"{where} must be inactive, resolved or in remission.")


def _consent(value: Mapping[str, Any], path: str) -> Iterable[Issue]:
    # An error in R4. Told and not refused: a policy adds nothing that a worker could act upon,
    # and a referral is not sent back to a practice for it.
    if not value.keys() & {"policy", "policyRule"}:
        yield warning("invariant", path, f"{path} names no policy or policyRule.")


INVARIANTS: Final[dict[str, tuple[Check, ...]]] = {
    "Extension": (_extension,),
    "Period": (_in_order("start", "end"),),
    "ContactPoint": (_together("value", "system"),),
    "Attachment": (_together("data", "contentType"),),
    "Quantity": (_together("code", "system"),),
    "Patient.contact": (_one_of("name", "telecom", "address", "organization"),),
    "Organization": (_organization,),
    "Condition": (
        _required_codes("clinicalStatus", CONDITION_CLINICAL, _CLINICAL),
        _required_codes("verificationStatus", CONDITION_VERIFICATION, _VERIFICATION),
        _condition,
    ),
    "Goal.target": (_goal_target,),
    "Consent": (_consent,),
    "ServiceRequest": (_together("orderDetail", "code"),),
    "Task": (_in_order("authoredOn", "lastModified"),),
}
