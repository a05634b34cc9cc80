"""Walking through a resource beside its table: elements, types, number, codes, references."""

from collections.abc import Mapping
from typing import Any, Final

from .invariants import INVARIANTS
from .issues import MOST_ISSUES, Issue, error, shown_code
from .narrative import narrative_fault
from .primitives import PRIMITIVES
from .references import contained_types, read_reference
from .shapes import R4_TYPES, SPOKEN, Element, Shape, shape_of

_REFUSED: Final = {
    "modifierExtension": "extension",
    "implicitRules": "not-supported",
}
"""Elements that change the meaning of the rest. Who does not know them may not go on reading."""


class Walk:
    """One walk through one resource. `known_types` says what `urn:uuid:` references point to."""

    def __init__(self, known_types: Mapping[str, str]) -> None:
        self.issues: list[Issue] = []
        self._known = dict(known_types)
        self._contained: dict[str, str] = {}

    def resource(self, value: Mapping[str, Any], path: str) -> None:
        """Check a whole resource of a type that has a table."""
        outer, self._contained = self._contained, contained_types(value)
        self._object(value, shape_of(str(value["resourceType"])), path)
        self._contained = outer

    def _report(self, code: str, path: str, sentence: str) -> None:
        if len(self.issues) < MOST_ISSUES:
            self.issues.append(error(code, path, sentence))

    def _object(self, value: object, shape: Shape, path: str) -> None:
        if not isinstance(value, Mapping):
            self._report("structure", path, f"{path} must be an object ({shape.name}).")
            return
        found: dict[str, set[str]] = {}
        for key, item in value.items():
            plain = key.removeprefix("_")
            if key == "resourceType" and "." not in shape.name:
                continue
            entry = shape.by_key.get(plain)
            if entry is None or (key != plain and entry[1] not in PRIMITIVES):
                self._unknown(key, shape, path)
                continue
            element, kind = entry
            found.setdefault(element.name, set()).add(plain)
            if key == plain:
                self._element(item, value.get(f"_{key}"), element, kind, f"{path}.{key}")
            else:
                self._companion(item, value.get(plain), element, f"{path}.{plain}")
        self._counts(found, shape, path)
        for check in INVARIANTS.get(shape.name, ()):
            self.issues += check(value, path)

    def _unknown(self, key: str, shape: Shape, path: str) -> None:
        self._report("structure", f"{path}.{key}", f"{path}.{key} is not an element of {shape.name}.")

    def _counts(self, found: Mapping[str, set[str]], shape: Shape, path: str) -> None:
        for element in shape.elements:
            keys = found.get(element.name, set())
            where = f"{path}.{element.name}"
            if element.required and not keys:
                self._report("required", where, f"{where} is missing: it is required.")
            if len(keys) > 1:
                listed = ", ".join(sorted(keys))
                self._report("structure", where, f"{where} is given twice ({listed}): keep one.")

    def _element(self, value: object, companion: object, element: Element, kind: str, path: str) -> None:
        if element.name in _REFUSED:
            self._report(
                _REFUSED[element.name],
                path,
                f"{path} changes the meaning of the resource in a way that is not known here.",
            )
        elif not element.many:
            self._value(value, element, kind, path)
        elif not isinstance(value, list):
            self._report("structure", path, f"{path} must be a list.")
        else:
            for place, item in enumerate(value):
                where = f"{path}[{place}]"
                if item is None and kind in PRIMITIVES and _at(companion, place):
                    continue
                self._value(item, element, kind, where)

    def _value(self, value: object, element: Element, kind: str, path: str) -> None:
        if kind == "Resource":
            self._inner_resource(value, path)
        elif kind in PRIMITIVES:
            self._primitive(value, element, kind, path)
        else:
            self._object(value, shape_of(kind), path)
            if kind == "Reference" and isinstance(value, Mapping):
                self._reference(value, element, path)

    def _primitive(self, value: object, element: Element, kind: str, path: str) -> None:
        fits, wanted = PRIMITIVES[kind]
        if isinstance(value, list):
            self._report("structure", path, f"{path} must be one value, not a list.")
        elif value is None or not fits(value):
            self._report("value", path, f"{path} must be {wanted}.")
        elif element.codes and value not in element.codes:
            listed = ", ".join(sorted(element.codes))
            sentence = f"{path} is {shown_code(value)}; it must be one of: {listed}."
            self._report("code-invalid", path, sentence)
        elif kind == "xhtml" and (fault := narrative_fault(str(value))):
            self._report("invalid", path, f"{path} {fault}")

    def _companion(self, value: object, plain: object, element: Element, path: str) -> None:
        """`_birthDate` beside `birthDate`: an id and extensions, per item when it is a list."""
        items = value if element.many and isinstance(value, list) else [value]
        if element.many and not isinstance(value, list):
            self._report("structure", path, f"{path} is a list, so its '_' part must be one too.")
            return
        for place, item in enumerate(items):
            where = f"{path}[{place}]" if element.many else path
            if item is None and _at(plain, place):
                continue
            self._object(item, shape_of("Element"), where)

    def _inner_resource(self, value: object, path: str) -> None:
        kind = value.get("resourceType") if isinstance(value, Mapping) else None
        if not isinstance(value, Mapping) or not isinstance(kind, str) or kind not in R4_TYPES:
            self._report("structure", path, f"{path} must be a resource with a resourceType.")
            return
        if kind in SPOKEN:
            self.resource(value, path)
        if path.partition("[")[0].endswith(".contained") and not value.get("id"):
            self._report("required", f"{path}.id", f"{path}.id is missing: it is required.")
        if ".contained[" in path and "contained" in value:
            self._report("structure", path, f"{path} may not contain resources itself.")

    def _reference(self, value: Mapping[str, Any], element: Element, path: str) -> None:
        text = value.get("reference")
        if not isinstance(text, str):
            if not value.keys() & {"identifier", "display", "extension", "_reference"}:
                self._report("required", path, f"{path} points to nothing: give a reference.")
            self._target(value.get("type"), element, path)
            return
        read = read_reference(text)
        if read.kind == "unreadable":
            wanted = "Type/id, an absolute URL, urn:uuid:... or #id"
            self._report("value", f"{path}.reference", f"{path}.reference must be {wanted}.")
        elif read.kind == "contained" and text not in self._contained:
            self._report("not-found", path, f"{path} points to a contained resource that is absent.")
        else:
            known = read.resource_type or self._contained.get(text) or self._known.get(text)
            self._target(known or value.get("type"), element, path)

    def _target(self, kind: object, element: Element, path: str) -> None:
        if isinstance(kind, str) and element.targets and kind not in element.targets:
            listed = ", ".join(sorted(element.targets))
            self._report("value", path, f"{path} must point to one of: {listed}.")


def _at(listed: object, place: int) -> bool:
    """Whether the list (or the single value) beside this one has something at this place."""
    if isinstance(listed, list):
        return place < len(listed) and listed[place] is not None
    return listed is not None
