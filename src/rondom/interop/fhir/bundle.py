"""A transaction Bundle: all or nothing, with references between its entries.

The door calls `read_transaction`, gives every new entry an id, calls `settle.settle_references`,
stores the resources in the order of `Transaction.in_storing_order`, and answers `transaction_response`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from .issues import Issue, error
from .negotiate import version_asked, version_tag
from .outcome import FhirRefusal, Unprocessable, refuse_errors
from .primitives import is_id, is_uuid_urn
from .reading import numbered, part, word
from .references import read_reference
from .shapes import SPOKEN
from .temporal import written
from .validate import validate

MOST_ENTRIES: Final = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to do. `method` is POST (create) or PUT (update of the Task `resource_id`)."""

    place: int
    full_url: str
    method: str
    resource_type: str
    resource: dict[str, Any]
    resource_id: str = ""
    version: int | None = None

    @property
    def path(self) -> str:
        return f"Bundle.entry[{self.place}]"


@dataclass(frozen=True, slots=True)
class Transaction:
    """A Bundle that was read and checked. `remarks` are warnings to send back."""

    entries: tuple[Entry, ...]
    remarks: tuple[Issue, ...]

    @property
    def in_storing_order(self) -> tuple[Entry, ...]:
        """Each entry after those that it may point to; creates before updates."""
        return tuple(
            sorted(self.entries, key=lambda entry: (entry.method == "PUT", SPOKEN.index(entry.resource_type)))
        )


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of one entry."""

    place: int
    reference: str
    version: int
    last_modified: datetime
    created: bool = True


def read_transaction(bundle: object) -> Transaction:
    """Read and check a whole Bundle. Raises Unprocessable with every fault that was found."""
    issues = validate(bundle)
    if not isinstance(bundle, dict) or bundle.get("resourceType") != "Bundle":
        issues = issues or [error("structure", "Bundle", "Send a Bundle of type transaction.")]
        raise Unprocessable(issues=issues)
    refuse_errors(issues)
    listed = list(numbered(bundle, "entry"))
    if not listed:
        issues.append(error("required", "Bundle.entry", "Bundle.entry is missing: nothing to do."))
    if len(listed) > MOST_ENTRIES:
        sentence = f"Bundle.entry holds more than {MOST_ENTRIES} entries: send it in parts."
        issues.append(error("too-costly", "Bundle.entry", sentence))
    refuse_errors(issues)
    for place, entry in listed:
        issues += _entry_issues(place, entry)
    issues += _repeated(listed)
    refuse_errors(issues)
    return Transaction(tuple(_entry(place, entry) for place, entry in listed), tuple(issues))


def _entry(place: int, entry: Mapping[str, Any]) -> Entry:
    request = part(entry, "request")
    kind, _, identifier = word(request, "url").partition("/")
    match = word(request, "ifMatch")
    return Entry(
        place=place,
        full_url=word(entry, "fullUrl"),
        method=word(request, "method"),
        resource_type=kind,
        resource=dict(part(entry, "resource")),
        resource_id=identifier,
        version=version_asked(match) if match else None,
    )


def _entry_issues(place: int, entry: Mapping[str, Any]) -> list[Issue]:
    path = f"Bundle.entry[{place}]"
    request = part(entry, "request")
    method, url = word(request, "method"), word(request, "url")
    where = f"{path}.request"
    if method not in {"POST", "PUT"}:
        sentence = f"{where}.method is {method}: only POST and PUT are supported in a transaction."
        return [error("not-supported", f"{where}.method", sentence)]
    for name in ("ifNoneExist", "ifNoneMatch", "ifModifiedSince"):
        if name in request:
            sentence = f"{where}.{name} is not supported: look first, then create without it."
            return [error("not-supported", f"{where}.{name}", sentence)]
    resource = part(entry, "resource")
    if not resource:
        return [error("required", f"{path}.resource", f"{path}.resource is missing.")]
    kind = word(resource, "resourceType")
    if kind not in SPOKEN:
        sentence = f"{path}.resource is a {kind}: only {', '.join(sorted(SPOKEN))} are supported."
        return [error("not-supported", f"{path}.resource", sentence)]
    full_url = _full_url_issues(entry, path)
    return full_url + (_post_issues(url, kind, where) if method == "POST" else _put_issues(entry, where))


def _full_url_issues(entry: Mapping[str, Any], path: str) -> list[Issue]:
    text = word(entry, "fullUrl")
    if not text or is_uuid_urn(text) or read_reference(text).kind == "absolute":
        return []
    sentence = f"{path}.fullUrl must be urn:uuid: with a UUID, or an absolute URL."
    return [error("value", f"{path}.fullUrl", sentence)]


def _post_issues(url: str, kind: str, where: str) -> list[Issue]:
    if url == kind:
        return []
    return [error("value", f"{where}.url", f"{where}.url must be the resource type, {kind}.")]


def _put_issues(entry: Mapping[str, Any], where: str) -> list[Issue]:
    request, resource = part(entry, "request"), part(entry, "resource")
    kind, _, identifier = word(request, "url").partition("/")
    if kind != "Task" or word(resource, "resourceType") != "Task" or not is_id(identifier):
        sentence = f"{where}.url: only an existing Task can be updated (PUT Task/id); create with POST."
        return [error("not-supported", f"{where}.url", sentence)]
    if word(resource, "id") != identifier:
        return [error("value", f"{where}.url", f"{where}.url and Task.id must name the same Task.")]
    try:
        version_asked(word(request, "ifMatch"))
    except FhirRefusal as refusal:
        return [error("required", f"{where}.ifMatch", f"{where}.ifMatch: {refusal}")]
    return []


def _repeated(listed: Sequence[tuple[int, Mapping[str, Any]]]) -> list[Issue]:
    issues: list[Issue] = []
    seen: set[str] = set()
    for place, entry in listed:
        targets = {word(entry, "fullUrl")} - {""}
        if word(part(entry, "request"), "method") == "PUT":
            targets.add(word(part(entry, "request"), "url"))
        if targets & seen:
            path = f"Bundle.entry[{place}]"
            issues.append(error("duplicate", path, f"{path} stands in the Bundle twice."))
        seen |= targets
    return issues


def transaction_response(
    stored: Sequence[Stored], *, base_url: str, remarks: Sequence[Issue] = ()
) -> dict[str, Any]:
    """The Bundle to answer with, one entry per entry that came in and in the same order.

    Remarks about an entry stand in that entry's outcome.
    """
    base = base_url.rstrip("/")
    entries = []
    for one in sorted(stored, key=lambda item: item.place):
        response: dict[str, Any] = {
            "status": "201 Created" if one.created else "200 OK",
            "location": f"{base}/{one.reference}",
            "etag": version_tag(one.version),
            "lastModified": written(one.last_modified),
        }
        path = f"Bundle.entry[{one.place}]"
        about = [issue.as_fhir() for issue in remarks if issue.expression.startswith(path)]
        if about:
            response["outcome"] = {"resourceType": "OperationOutcome", "issue": about}
        entries.append({"fullUrl": f"{base}/{one.reference}", "response": response})
    return {"resourceType": "Bundle", "type": "transaction-response", "entry": entries}
