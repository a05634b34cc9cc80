"""Text that people type, cleaned once at the door of every command.

Everything is kept in Unicode NFC, so that "é" typed on a phone finds "é" typed on a laptop.
What cannot be shown or stored is refused by name instead of being removed in silence, with one
exception: the invisible bidirectional controls. A name with such a control can make a screen show
another reading order than the one that is stored ("Trojan source"), so a single line loses them.
A longer text in Arabic or Hebrew may need them for a Dutch address in the middle of a sentence:
there they stay, and what is left open is closed at the end of its paragraph, so that the reading
order of one entry can never spill over into the text printed after it.
"""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from rondom.kernel.refusals import Refusal

LINE_LENGTH = 200
TEXT_LENGTH = 10_000

_EMBEDDINGS = frozenset("\u202a\u202b\u202d\u202e")  # LRE RLE LRO RLO, closed by PDF
_POP_EMBEDDING = "\u202c"
_ISOLATES = frozenset("\u2066\u2067\u2068")  # LRI RLI FSI, closed by PDI
_POP_ISOLATE = "\u2069"
_BIDI = _EMBEDDINGS | _ISOLATES | {_POP_EMBEDDING, _POP_ISOLATE}
_INVISIBLE_MARKS = frozenset("\ufeff\u2060")  # byte order mark, word joiner
_NEWLINES = re.compile("\r\n|[\r\x85\u2028\u2029\x0b\x0c]")
_SPACES = re.compile(r"\s+")

# Dutch and English ways of writing nothing, compared without case, spaces and punctuation.
_FILLER_WORDS = """
    na nvt geen niets nee no none nil null nothing leeg empty onbekend unknown test testing tst tekst text
    asdf qwerty abc tbd idem ditto hetzelfde same bla blabla lorem loremipsum invullen geenidee noidea
    nietvantoepassing notapplicable notavailable seeabove zieboven
"""
_FILLERS = frozenset(_FILLER_WORDS.split())


class TextTooLong(Refusal):
    """The text has more characters than the field can hold."""

    code = "text_too_long"
    sentence = _(
        "This text has {length} characters and {max_length} fit. Make it shorter, or put the rest "
        "in a second entry."
    )


class TextUnreadable(Refusal):
    """The text holds characters that no screen or printer can show (NUL, control, lone surrogate)."""

    code = "text_unreadable"
    sentence = _(
        "This text has a character that cannot be shown, at position {position}. Type that part "
        "again instead of pasting it."
    )


def clean_line(value: str, *, field: str = "", max_length: int = LINE_LENGTH) -> str:
    """One line of text (a name, a title): NFC, no line breaks, single spaces, no bidi controls.

    `max_length` counts characters after cleaning. Raises TextUnreadable, TextTooLong.
    """
    text = _normalised(value, field=field)
    text = "".join(char for char in text if char not in _BIDI)
    return _short_enough(_SPACES.sub(" ", text).strip(), field=field, max_length=max_length)


def clean_text(value: str, *, field: str = "", max_length: int = TEXT_LENGTH) -> str:
    """Text of several lines: NFC, newlines as LF, bidi controls kept but closed per paragraph.

    `max_length` counts characters after cleaning. Raises TextUnreadable, TextTooLong.
    """
    text = _normalised(value, field=field)
    lines = [_balanced(line.rstrip()) for line in text.split("\n")]
    cleaned = "\n".join(lines).strip("\n")
    # Leading spaces of the first line mean nothing; those of later lines may be a list.
    return _short_enough(cleaned.strip(), field=field, max_length=max_length)


def is_filler(text: str) -> bool:
    """True when the text only pretends to answer: ".", "n/a", "-", "geen", "nvt", "x", "test".

    Used where real words are needed (own words R-001, strengths R-004, reasons): the refusal asks for
    them. An empty text is filler too. Never used to throw text away.
    """
    bare = "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())
    if len(set(bare)) <= 1:  # "", ".", "x", "xxxx", "111"
        return not any(_is_ideograph(char) for char in bare)
    return bare in _FILLERS


def _is_ideograph(char: str) -> bool:
    """One Chinese or Japanese character is a whole word, so it is not filler."""
    return unicodedata.category(char) == "Lo" and ord(char) >= 0x2E80


def _normalised(value: str, *, field: str) -> str:
    text = _NEWLINES.sub("\n", value)
    for position, char in enumerate(text, start=1):
        category = unicodedata.category(char)
        if category == "Cs" or (category == "Cc" and char not in "\n\t"):
            raise TextUnreadable(field=field, position=position)
    text = "".join(char for char in text if char not in _INVISIBLE_MARKS)
    return unicodedata.normalize("NFC", text)


def _short_enough(text: str, *, field: str, max_length: int) -> str:
    if len(text) > max_length:
        raise TextTooLong(field=field, length=len(text), max_length=max_length)
    return text


def _balanced(line: str) -> str:
    """Close every embedding and isolate that the line opens; drop closers that close nothing."""
    open_marks: list[str] = []
    kept: list[str] = []
    for char in line:
        if char in _EMBEDDINGS or char in _ISOLATES:
            open_marks.append(_POP_EMBEDDING if char in _EMBEDDINGS else _POP_ISOLATE)
        elif char in (_POP_EMBEDDING, _POP_ISOLATE):
            if char not in open_marks:
                continue
            if char == _POP_EMBEDDING and open_marks[-1] != char:
                continue  # an embedding cannot be closed from inside an isolate
            while open_marks[-1] != char:  # closing an isolate closes the embeddings within it
                kept.append(open_marks.pop())
            open_marks.pop()
        kept.append(char)
    return "".join(kept + open_marks[::-1])
