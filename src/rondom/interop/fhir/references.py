"""Reading the text of a FHIR reference: which type it points to, and where."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from .primitives import is_id
from .shapes import R4_TYPES

_RESTFUL: Final = re.compile(
    r"(?P<base>https?://[^\s?#]+/)?(?P<type>[A-Z][A-Za-z]+)/(?P<id>[A-Za-z0-9\-.]{1,64})"
    r"(/_history/(?P<version>[A-Za-z0-9\-.]{1,64}))?"
)
_ABSOLUTE: Final = re.compile(r"(https?|urn|mailto|ftp):[^\s]+")


@dataclass(frozen=True, slots=True)
class ReferenceText:
    """A reference taken apart. `kind` is one of relative, absolute, urn, contained, unreadable."""

    text: str
    kind: str
    resource_type: str = ""
    resource_id: str = ""
    base: str = ""

    @property
    def relative(self) -> str:
        """`Type/id`, or an empty text when the reference does not say both."""
        return f"{self.resource_type}/{self.resource_id}" if self.resource_id else ""


def read_reference(text: str) -> ReferenceText:
    """Take a reference apart; never raises."""
    if text.startswith("#"):
        kind = "contained" if is_id(text[1:]) else "unreadable"
        return ReferenceText(text, kind, resource_id="")
    if text.startswith("urn:"):
        return ReferenceText(text, "urn" if _ABSOLUTE.fullmatch(text) else "unreadable")
    match = _RESTFUL.fullmatch(text)
    if match and match["type"] in R4_TYPES:
        base = match["base"] or ""
        kind = "absolute" if base else "relative"
        return ReferenceText(text, kind, match["type"], match["id"], base)
    return ReferenceText(text, "absolute" if _ABSOLUTE.fullmatch(text) else "unreadable")


def references_in(value: object, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every Reference with a literal `reference` inside a resource: (FHIRPath, the object)."""
    if isinstance(value, dict):
        if isinstance(value.get("reference"), str):
            yield path, value
        for key, item in value.items():
            yield from references_in(item, f"{path}.{key}")
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from references_in(item, f"{path}[{place}]")


def contained_types(resource: Mapping[str, Any]) -> dict[str, str]:
    """Per contained resource `#id` and its type."""
    listed = resource.get("contained")
    return {
        f"#{item['id']}": item["resourceType"]
        for item in (listed if isinstance(listed, list) else [])
        if isinstance(item, Mapping)
        and isinstance(item.get("id"), str)
        and isinstance(item.get("resourceType"), str)
    }
