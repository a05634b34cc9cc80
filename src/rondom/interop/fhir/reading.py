"""Reading JSON of which the shape is not certain yet.

Each function answers with something empty when the element is missing or has another type, so
that rules and mapping can be written as sentences. `validate` is what reports the wrong type.
"""

from collections.abc import Iterator, Mapping
from typing import Any


def part(source: object, *keys: str) -> Mapping[str, Any]:
    """The object at `keys` under each other, or an empty one."""
    here = source
    for key in keys:
        here = here.get(key) if isinstance(here, Mapping) else None
    return here if isinstance(here, Mapping) else {}


def parts(source: object, key: str) -> list[Mapping[str, Any]]:
    """The objects in the list at `key`; a single object counts as a list of one."""
    found = source.get(key) if isinstance(source, Mapping) else None
    if isinstance(found, Mapping):
        return [found]
    if not isinstance(found, list):
        return []
    return [item for item in found if isinstance(item, Mapping)]


def numbered(source: object, key: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The objects in the list at `key` with the place they have in it."""
    found = source.get(key) if isinstance(source, Mapping) else None
    if isinstance(found, list):
        for place, item in enumerate(found):
            if isinstance(item, Mapping):
                yield place, item


def word(source: object, key: str) -> str:
    """The text at `key` without spaces around it, or an empty text."""
    found = source.get(key) if isinstance(source, Mapping) else None
    return found.strip() if isinstance(found, str) else ""


def words(source: object, key: str) -> list[str]:
    """The non-empty texts in the list at `key`."""
    found = source.get(key) if isinstance(source, Mapping) else None
    if not isinstance(found, list):
        return []
    return [item.strip() for item in found if isinstance(item, str) and item.strip()]


def codings(concept: object) -> Iterator[tuple[str, str]]:
    """(system, code) of every coding of a CodeableConcept."""
    for coding in parts(concept, "coding"):
        yield word(coding, "system"), word(coding, "code")


def has_coding(concept: object, system: str, code: str) -> bool:
    """Whether the concept carries exactly this code of this system."""
    return (system, code) in set(codings(concept))


def concept_text(concept: object) -> str:
    """What a person reads in a CodeableConcept: its text, else the display, else the code."""
    if text := word(concept, "text"):
        return text
    listed = parts(concept, "coding")
    for key in ("display", "code"):
        for coding in listed:
            if text := word(coding, key):
                return text
    return ""
