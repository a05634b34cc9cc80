"""Where the references of a transaction Bundle lead once everything in it is stored."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urljoin

from .bundle import Entry, Transaction
from .issues import MOST_ISSUES, Issue, error, warning
from .outcome import refuse_errors
from .reading import word
from .references import ReferenceText, read_reference, references_in
from .shapes import SPOKEN

Exists = Callable[[str], bool]
"""Asked with `Type/id` of a type that is kept here: is it stored, may this partner point to it?"""


def settle_references(
    transaction: Transaction,
    *,
    new_references: Mapping[int, str],
    exists: Exists,
    own_base: str = "",
) -> tuple[Transaction, dict[int, dict[str, Any]]]:
    """Give every reference the address that it will have here.

    `new_references` says per place in the Bundle which `Type/id` the entry gets; `own_base` is
    this server's base URL. Answers the transaction with the remarks that were added, and per
    place the resource to store (copies: the Bundle stays as it was). Raises Unprocessable when
    a reference points to nothing. References to types that are not stored here stay as text.
    """
    book = _AddressBook(transaction, new_references, exists, own_base)
    settled: dict[int, dict[str, Any]] = {}
    issues: list[Issue] = list(transaction.remarks)
    for entry in transaction.entries:
        settled[entry.place] = _copy(entry.resource)
        for path, reference in references_in(settled[entry.place], f"{entry.path}.resource"):
            address, issue = book.look_up(reference["reference"], entry, path)
            reference["reference"] = address
            issues += [issue] if issue else []
    refuse_errors(issues[:MOST_ISSUES])
    return Transaction(transaction.entries, tuple(issues)), settled


class _AddressBook:
    """Where the references of one Bundle lead."""

    def __init__(
        self, transaction: Transaction, new: Mapping[int, str], exists: Exists, own_base: str
    ) -> None:
        self._exists = exists
        self._own_base = own_base.rstrip("/") + "/" if own_base else ""
        self._by_url: dict[str, str] = {}
        self._by_id: dict[str, str] = {}
        for entry in transaction.entries:
            address = new.get(entry.place) or f"{entry.resource_type}/{entry.resource_id}"
            if entry.full_url:
                self._by_url[entry.full_url] = address
            if identifier := word(entry.resource, "id"):
                self._by_id[f"{entry.resource_type}/{identifier}"] = address

    def look_up(self, text: str, entry: Entry, path: str) -> tuple[str, Issue | None]:
        """The address for a reference, and what there is to say about it."""
        read = read_reference(text)
        found = text if read.kind == "contained" else self._inside(read, entry) or self._here(read)
        if found:
            return found, None
        where = f"{path}.reference"
        if read.kind == "urn":
            return text, error("not-found", where, f"{where} points to no entry of this Bundle.")
        if read.resource_type and read.resource_type not in SPOKEN:
            sentence = f"{where} points to a {read.resource_type}, which is not kept here."
            return text, warning("not-supported", where, sentence)
        if read.kind == "absolute" and not self._is_ours(read):
            sentence = f"{where} points to another server: send that resource in the Bundle too."
            return text, error("not-found", where, sentence)
        sentence = f"{where} points to a {read.resource_type} that is neither here nor in the Bundle."
        return text, error("not-found", where, sentence)

    def _inside(self, read: ReferenceText, entry: Entry) -> str:
        if read.kind == "relative":
            base = read_reference(entry.full_url).base
            return self._by_url.get(urljoin(base, read.relative), "") if base else ""
        unversioned = f"{read.base}{read.relative}" if read.base else read.text
        return self._by_url.get(unversioned, "")

    def _here(self, read: ReferenceText) -> str:
        if read.resource_type in SPOKEN and (read.kind == "relative" or self._is_ours(read)):
            if self._exists(read.relative):
                return read.relative
            # Not by the letter of FHIR, but what a sender means who left its own ids in place.
            return self._by_id.get(read.relative, "")
        return ""

    def _is_ours(self, read: ReferenceText) -> bool:
        return bool(self._own_base) and read.base == self._own_base


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list) else value
