"""What differs between two texts and between two versions, in words and not only in colour."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any
from uuid import UUID

_TOKENS = re.compile(r"\s+|[^\s]+")
_LONGEST_COMPARED = 4000
"""Words; above it the texts are shown whole, because comparing grows with the product of lengths."""


@dataclass(frozen=True)
class Piece:
    """A run of words: `same`, `gone` or `new`."""

    how: str
    text: str


@dataclass(frozen=True)
class LineChange:
    """One line in two versions: `same`, `changed`, `new` or `gone`, with the texts of both."""

    line_id: UUID
    how: str
    old: Mapping[str, Any] | None
    new: Mapping[str, Any] | None
    fields: tuple[str, ...] = ()


def words_changed(old: str, new: str) -> list[Piece]:
    """The new text with what went and what came, word by word."""
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    if len(before) + len(after) > _LONGEST_COMPARED:
        return [Piece("same", new)] if old == new else [Piece("gone", old), Piece("new", new)]
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(before[a:b])))
            continue
        if a < b:
            pieces.append(Piece("gone", "".join(before[a:b])))
        if c < d:
            pieces.append(Piece("new", "".join(after[c:d])))
    return pieces


def compare(old: Mapping[UUID, Mapping[str, Any]], new: Mapping[UUID, Mapping[str, Any]]) -> list[LineChange]:
    """Line by line in the order of the newer version, then what is gone."""
    found = [_change(line_id, old.get(line_id), body) for line_id, body in new.items()]
    return found + [LineChange(i, "gone", body, None) for i, body in old.items() if i not in new]


def _change(line_id: UUID, old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> LineChange:
    if old is None:
        return LineChange(line_id, "new", None, new)
    keys = [k for k in {**old, **new} if k != "position"]
    fields = tuple(k for k in keys if old.get(k) != new.get(k))
    return LineChange(line_id, "changed" if fields else "same", old, new, fields)
