"""Printed documents: `print_document(PlanDocument(...))` gives an accessible PDF."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from rondom.kernel.documents.content import Document
from rondom.kernel.documents.render import render_pdf
from rondom.kernel.documents.wording import in_words

__all__ = ["as_content", "print_document", "render_pdf"]


def print_document(document: Document) -> bytes:
    """The document as PDF/UA-1. Pure: no database, no request, no clock. Raises as `render_pdf`."""
    return render_pdf(
        document.template,
        as_content(document, document.language),
        language=document.language,
        title=document.title,
        large_print=document.large_print,
    )


def as_content(value: Any, language: str) -> Any:
    """The dataclasses as plain dicts and lists, dates written out in that language."""
    if is_dataclass(value) and not isinstance(value, type):
        return {part.name: as_content(getattr(value, part.name), language) for part in fields(value)}
    if isinstance(value, (list, tuple)):
        return [as_content(part, language) for part in value]
    if isinstance(value, date):
        return in_words(value, language)
    return value
