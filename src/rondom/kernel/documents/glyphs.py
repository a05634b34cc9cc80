"""Text made printable: characters without a glyph become a box, long words may break.

PDF/UA forbids a glyph that means nothing, and Typst then refuses the whole document. One emoji
in the words of a client may never cost the client the document, so what no font can show is found
first and replaced by a box, and the document says so in a note.

How it is found: a character without a glyph is drawn as the "not defined" glyph of the *first* font
in the list, while any other character keeps its own glyph. So a character is missing when its
width follows the width of that glyph for two different first fonts. All characters of a document
are measured in one go (a few milliseconds), and the answer is remembered.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from typing import Any

import typst

BOX = "\u25a1"
LONGEST_WORD = 40  # characters; longer ones (links, keys held down) get places to break
_BREAK = "\u200b"
_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_BOXES = re.compile(rf"{BOX}(?:[\u200d\ufe0e\ufe0f]*{BOX})+")
_NO_GLYPH = "\uffff"  # a code point that is never a character, so no font has it
_FIRST_FONTS = ("Libertinus Serif", "New Computer Modern")  # inside the Typst wheel: always there

_MEASURE = b"""
#let widths(family) = json(bytes(sys.inputs.characters)).map(c =>
  measure(text(font: family, fallback: true, c)).width.pt())
#context [#metadata(json(bytes(sys.inputs.families)).map(widths))<widths>]
"""

# By the fonts themselves, not their id(): an id is used again once the object is gone.
_known: dict[tuple[typst.Fonts, str], bool] = {}


def missing_characters(text: str, fonts: typst.Fonts) -> frozenset[str]:
    """The characters of the text that none of the fonts can show (control characters included)."""
    unclear = {char for char in text if not char.isascii()}
    missing = {char for char in set(text) if _never_printable(char)}
    unclear -= missing
    unknown = sorted(char for char in unclear if (fonts, char) not in _known)
    for char, shown in zip(unknown, _can_show(unknown, fonts), strict=True):
        _known[fonts, char] = shown
    return frozenset(missing | {char for char in unclear if not _known[fonts, char]})


def printable(value: Any, missing: frozenset[str]) -> Any:
    """The same nested content with every string made printable (dict keys are ours: untouched)."""
    return _each_string(value, lambda text: _breakable(_boxed(text, missing)))


def all_text(value: Any) -> str:
    """Every string inside nested content, joined."""
    found: list[str] = []

    def note(text: str) -> str:
        found.append(text)
        return text

    _each_string(value, note)
    return "\n".join(found)


def _never_printable(char: str) -> bool:
    category = unicodedata.category(char)
    # Co: a private character means something else in every font, and PDF/UA refuses it.
    return category in ("Cs", "Co", "Cn") or (category == "Cc" and char not in "\n\t")


def _can_show(characters: list[str], fonts: typst.Fonts) -> list[bool]:
    if not characters:
        return []
    inputs = {
        "characters": json.dumps([_NO_GLYPH, *characters]),
        "families": json.dumps(_FIRST_FONTS),
    }
    compiler = typst.Compiler(_MEASURE, sys_inputs=inputs, font_paths=fonts)
    rows = json.loads(compiler.query("<widths>", field="value", one=True))
    shown = [False] * len(characters)
    for no_glyph, *widths in rows:
        shown = [was or width != no_glyph for was, width in zip(shown, widths, strict=True)]
    return shown


def _boxed(text: str, missing: frozenset[str]) -> str:
    if missing.isdisjoint(text):
        return text
    return _BOXES.sub(BOX, "".join(BOX if char in missing else char for char in text))


def _breakable(text: str) -> str:
    return _LONG_WORD.sub(lambda match: _with_breaks(match.group()), text)


def _with_breaks(word: str) -> str:
    step = LONGEST_WORD // 2
    return _BREAK.join(word[start : start + step] for start in range(0, len(word), step))


def _each_string(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _each_string(part, change) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_each_string(part, change) for part in value]
    return value
