"""The check on `text.div`: XHTML for reading, without anything that acts."""

import re
from typing import Final
from xml.etree import ElementTree as ET

XHTML: Final = "{http://www.w3.org/1999/xhtml}"

_ENTITY: Final = re.compile(r"&(?!amp;|lt;|gt;|quot;|apos;)[A-Za-z][A-Za-z0-9]*;")
_TAGS: Final = """
a abbr acronym b big blockquote br caption cite code col colgroup dd dfn div dl dt em h1 h2 h3
h4 h5 h6 hr i img li ol p pre q samp small span strong sub sup table tbody td tfoot th thead
tr tt ul var
"""
_ALLOWED: Final = frozenset(_TAGS.split())


def narrative_fault(text: str) -> str:
    """What is wrong with the XHTML, as the end of a sentence; an empty text when it is right."""
    if "<!" in text.replace("<!--", "") or "<?" in text:
        # No document types: they can define entities that grow without end.
        return "may not hold a document type or a processing instruction."
    try:
        root = ET.fromstring(_ENTITY.sub(" ", text))  # noqa: S314 - no DTD gets here
    except (ET.ParseError, ValueError):
        return "must be well-formed XHTML in one div."
    if root.tag != f"{XHTML}div":
        return "must be one XHTML div."
    for element in root.iter():
        name = str(element.tag).removeprefix(XHTML)
        if name not in _ALLOWED:
            return "may only hold text, lists, tables and links."
        if any(_acts(key, value) for key, value in element.attrib.items()):
            return "may not hold anything that acts, such as a script."
    return ""


def _acts(key: str, value: str) -> bool:
    bare = key.rpartition("}")[2].lower()
    return bare.startswith("on") or value.strip().lower().startswith(("javascript:", "vbscript:"))
