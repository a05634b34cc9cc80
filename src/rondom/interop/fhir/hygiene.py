"""The first look at a resource: size, depth and text, before its shape is read.

Works without recursion, so that nothing after it has to fear a nest of ten thousand lists.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from .issues import MOST_ISSUES, Issue, error

DEEPEST: Final = 40
"""Levels of objects and lists. The SDOHCC examples need 8."""

LONGEST_TEXT: Final = 20_000
"""Characters in one text. A page holds about 3,000."""

LONGEST_FILE: Final = 7_000_000
"""Characters of base64 in one attachment: about 5 MB."""

MOST_VALUES: Final = 50_000
"""Objects, lists and single values together, in one resource or Bundle."""

_FORBIDDEN: Final = (
    (re.compile("\x00"), "a NUL character"),
    (re.compile("[\ud800-\udfff]"), "half of a character (a lone surrogate)"),
    (re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]"), "a control character"),
    (re.compile("[\u202a-\u202e\u2066-\u2069]"), "a mark that turns the direction of writing"),
)
_PLAIN_KEY: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
_FILES: Final = ("data", "valueBase64Binary", "hash", "sigData")


def inspect(resource: Mapping[str, Any], root: str) -> list[Issue]:
    """Refuse what is too deep, too long, too much, empty or unreadable. `root` starts the paths."""
    issues: list[Issue] = []
    waiting: list[tuple[Any, str, str, int]] = [(resource, root, root, 1)]
    seen = 0
    while waiting and len(issues) < MOST_ISSUES:
        value, path, key, depth = waiting.pop()
        seen += 1
        if seen > MOST_VALUES:
            return [_too_much(root)]
        if depth > DEEPEST:
            return [_too_deep(path)]
        if isinstance(value, Mapping):
            issues += _empty(value, path, "object")
            for name, item in value.items():
                if not is_plain_key(name):
                    issues.append(_odd_name(path))
                    continue
                waiting.append((item, f"{path}.{name}", name, depth + 1))
        elif isinstance(value, list):
            issues += _empty(value, path, "list")
            # The key of the list counts for its items: `data` stays `data`.
            waiting += [
                (item, f"{path}[{n}]", key, depth + 1) for n, item in enumerate(value) if item is not None
            ]
        else:
            issues += _single(value, path, key)
    return issues


def is_plain_key(name: object) -> bool:
    """Whether a JSON key could be the name of an element at all."""
    if name == "div":
        return True
    return isinstance(name, str) and _PLAIN_KEY.fullmatch(name) is not None


def _single(value: object, path: str, key: str) -> list[Issue]:
    if value is None:
        return [error("structure", path, f"{path} is null: leave the element out instead.")]
    if not isinstance(value, str):
        return []
    if not value:
        return [error("structure", path, f"{path} is an empty text: leave the element out.")]
    limit = LONGEST_FILE if key in _FILES else LONGEST_TEXT
    if len(value) > limit:
        return [error("too-long", path, f"{path} is too long: at most {limit} characters.")]
    return [
        error("value", path, f"{path} contains {what}: remove it.")
        for pattern, what in _FORBIDDEN
        if pattern.search(value)
    ]


def _empty(value: object, path: str, kind: str) -> list[Issue]:
    if value:
        return []
    return [error("structure", path, f"{path} is an empty {kind}: leave the element out.")]


def _odd_name(path: str) -> Issue:
    return error("structure", path, f"{path} has an element with a name that FHIR does not know.")


def _too_deep(path: str) -> Issue:
    short = path if len(path) < 120 else f"{path[:117]}..."
    return error("too-long", short, f"The resource is nested deeper than {DEEPEST} levels.")


def _too_much(root: str) -> Issue:
    return error("too-long", root, f"{root} holds more than {MOST_VALUES} values: send it in parts.")
