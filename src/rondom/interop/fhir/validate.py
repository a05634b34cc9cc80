"""Is this a FHIR R4 resource that Rondom can take? One function for every door.

A resource with one error is refused whole; warnings go back to the sender beside the answer.
"""

from collections.abc import Mapping
from typing import Any, Final

from .hygiene import inspect
from .issues import MOST_ISSUES, Issue, error, errors_in, shown_code, warning
from .profile import profile_issues
from .reading import numbered, part, word
from .references import contained_types, references_in
from .shapes import R4_TYPES, SPOKEN
from .walk import Walk

_NO_TYPES: Final[Mapping[str, str]] = {}


def validate(resource: object, *, known_types: Mapping[str, str] = _NO_TYPES) -> list[Issue]:
    """Every remark about a resource or transaction Bundle; no errors among them means: take it.

    `known_types` says what references without a type point to, such as `{"urn:uuid:…": "Patient"}`.
    Never raises.
    """
    if not isinstance(resource, Mapping):
        return [error("structure", "", "Send one JSON object: a FHIR resource.")]
    kind = resource.get("resourceType")
    if not isinstance(kind, str) or kind not in R4_TYPES:
        return [error("structure", "resourceType", "resourceType must name a FHIR R4 resource.")]
    if kind != "Bundle" and kind not in SPOKEN:
        return [error("not-supported", kind, f"{kind} is not supported: {_offer()}.")]
    if refused := errors_in(inspect(resource, kind)):
        return refused
    issues = _bundle(resource) if kind == "Bundle" else _one(resource, kind, known_types)
    return _unique(issues)[:MOST_ISSUES]


def _offer() -> str:
    return f"use one of {', '.join(sorted(SPOKEN))}"


def _one(resource: Mapping[str, Any], path: str, known_types: Mapping[str, str]) -> list[Issue]:
    walk = Walk(known_types)
    walk.resource(resource, path)
    issues = _added(walk.issues, profile_issues(resource, known_types))
    return issues + _unused_contained(resource, path)


def _added(issues: list[Issue], more: list[Issue]) -> list[Issue]:
    """One remark per element is enough: plain FHIR speaks before the profile."""
    said = {issue.expression for issue in issues}
    return issues + [issue for issue in more if issue.expression not in said]


def _bundle(bundle: Mapping[str, Any]) -> list[Issue]:
    types = {
        word(entry, "fullUrl"): word(part(entry, "resource"), "resourceType")
        for _, entry in numbered(bundle, "entry")
    }
    walk = Walk(types)
    walk.resource(bundle, "Bundle")
    issues = list(walk.issues)
    if bundle.get("type") not in (None, "transaction"):
        shown = shown_code(bundle.get("type"))
        sentence = f"Bundle.type is {shown}; only 'transaction' is supported."
        issues.append(error("not-supported", "Bundle.type", sentence))
    for place, entry in numbered(bundle, "entry"):
        path = f"Bundle.entry[{place}]"
        if "request" not in entry:
            issues.append(error("required", f"{path}.request", f"{path}.request is missing."))
        resource = part(entry, "resource")
        if resource.get("resourceType") in SPOKEN:
            found = [_inside(issue, f"{path}.resource") for issue in profile_issues(resource, types)]
            issues = _added(issues, found)
    return issues


def _inside(issue: Issue, path: str) -> Issue:
    """The same issue with its path starting at the Bundle."""
    kind = issue.expression.partition(".")[0]
    expression = path + issue.expression.removeprefix(kind)
    diagnostics = issue.diagnostics.replace(issue.expression, expression)
    return Issue(issue.severity, issue.code, expression, diagnostics)


def _unused_contained(resource: Mapping[str, Any], path: str) -> list[Issue]:
    used = {value["reference"] for _, value in references_in(dict(resource), path)}
    return [
        warning("invariant", f"{path}.contained", f"{path}.contained has a resource nobody uses.")
        for key in contained_types(resource)
        if key not in used
    ]


def _unique(issues: list[Issue]) -> list[Issue]:
    return list(dict.fromkeys(issues))
