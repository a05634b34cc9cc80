"""The notation in which element tables are written, and what is read from them.

One element a line: `name how-many type`, then what is known besides:

    status    1 code in draft|active         a required list of codes
    subject   1 Reference -> Patient Group   the only types it may point to
    onset[x]  ? dateTime|Period              one of several types
    contact   * Patient.contact              a table of its own

How many: `?` none or one, `1` exactly one, `*` any number, `+` one or more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_COUNTS: Final = {"?": (0, False), "1": (1, False), "*": (0, True), "+": (1, True)}


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a resource or type. `name` ends in `[x]` when it is a choice of types."""

    name: str
    required: bool
    many: bool
    types: tuple[str, ...]
    targets: frozenset[str]
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Shape:
    """All elements of one type. `by_key` has one entry per JSON key: the element and its type."""

    name: str
    elements: tuple[Element, ...]
    by_key: Mapping[str, tuple[Element, str]]


def read_shape(name: str, *tables: str) -> Shape:
    """Read one or more tables into one shape. Raises ValueError on a line it cannot read."""
    lines = [line for table in tables for line in table.splitlines() if line.strip()]
    elements = tuple(_read_line(line) for line in lines)
    by_key = {key: (element, kind) for element in elements for key, kind in _keys(element)}
    return Shape(name, elements, by_key)


def _read_line(line: str) -> Element:
    rest, _, listed = line.partition(" in ")
    rest, _, pointed = rest.partition("->")
    name, count, kinds = rest.split()
    required, many = _COUNTS[count]
    codes = frozenset(listed.strip().split("|")) if listed else frozenset()
    targets = frozenset(pointed.split())
    return Element(name, bool(required), many, tuple(kinds.split("|")), targets, codes)


def _keys(element: Element) -> list[tuple[str, str]]:
    if not element.name.endswith("[x]"):
        return [(element.name, element.types[0])]
    stem = element.name.removesuffix("[x]")
    return [(stem + kind[0].upper() + kind[1:], kind) for kind in element.types]
