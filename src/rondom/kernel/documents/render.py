"""Accessible PDFs (PDF/UA-1) from Typst templates.

What people typed goes into the template as JSON and is placed as plain text: it is never read as
Typst markup, so `#eval`, brackets and backslashes print as what they are. The template folder is
the root: a template can read nothing outside it, and nothing is fetched from a network.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Literal, cast

import typst

from rondom.kernel.documents import fonts, glyphs
from rondom.kernel.documents.wording import labels

TEMPLATES = Path(__file__).resolve().parent / "typst"
STANDARD: Literal["ua-1"] = "ua-1"
_TEMPLATE_NAME = re.compile(r"[a-z][a-z_]*")
_NOT_SHOWN = re.compile(r'the text `"(?P<text>.*?)"` could not be displayed', re.DOTALL)
_MAX_TRIES = 5

Language = Literal["nl", "en"]


class UnknownTemplate(ValueError):  # noqa: N818 - named by what happened
    """There is no template of that name (a fault in code, not of a user)."""


class DocumentNotMade(RuntimeError):  # noqa: N818 - named by what happened
    """Typst refused the document: a fault in a template. The cause holds Typst's own words."""


def render_pdf(
    template: str,
    content: dict[str, Any],
    *,
    language: Language,
    title: str,
    large_print: bool = False,
    available: typst.Fonts | None = None,
) -> bytes:
    """One PDF/UA-1 file: tagged, with its language and title, readable with a screen reader.

    `content` is what the template asks for, ready to show (see `content.py`), as strings, numbers,
    booleans, lists, dicts and None. `large_print` sets 18 point instead of 11. Characters that no
    font can show become a box and a note at the end says so. The file carries no date and no
    author, so the same content gives the same file. Raises UnknownTemplate, DocumentNotMade.
    """
    source = TEMPLATES / f"{template}.typ"
    if not _TEMPLATE_NAME.fullmatch(template) or template == "base" or not source.is_file():
        raise UnknownTemplate(f"There is no document template {template!r}.")
    found = available or fonts.load_fonts(fonts.font_folders())
    whole = {"content": content, "title": title, "labels": labels(language)}
    missing = glyphs.missing_characters(glyphs.all_text(whole), found)
    layout = {"language": language, "large": large_print, "fonts": list(fonts.families(found))}
    for _ in range(_MAX_TRIES):
        try:
            return _compile(source, whole, layout, missing, found)
        except typst.TypstError as fault:
            unseen = _NOT_SHOWN.search(str(fault))
            if unseen is None:
                raise DocumentNotMade(f"The template {template} failed.") from fault
            # A mark that has a glyph alone but not on this letter: rare, so found by trying.
            missing |= frozenset(unseen["text"])
    missing = frozenset(char for char in glyphs.all_text(whole) if ord(char) > 0xFF)
    return _compile(source, whole, layout, missing, found)


def _compile(
    source: Path,
    whole: dict[str, Any],
    layout: dict[str, Any],
    missing: frozenset[str],
    found: typst.Fonts,
) -> bytes:
    printed = glyphs.printable(whole, missing) | layout | {"missing": bool(missing)}
    compiler = typst.Compiler(
        str(source),
        root=str(TEMPLATES),
        sys_inputs={"document": json.dumps(printed)},
        font_paths=found,
    )
    return cast("bytes", compiler.compile(format="pdf", pdf_standards=[STANDARD]))
