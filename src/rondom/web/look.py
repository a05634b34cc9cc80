"""What the building blocks need to know to draw themselves: words, shapes, widths.

Pure functions over plain values; nothing here reads the database or decides who may see.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.forms import BaseForm
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

# A page everybody may have open: no account, no memory, says nothing about its reader.
QUICK_EXIT_URL = "https://www.knmi.nl/"

# Drawn for this project on a 24 by 24 grid; the stroke is set in components.css.
ICONS: Mapping[str, str] = {
    "home": '<path d="M4 11l8-7 8 7M6 9.5V20h12V9.5M10 20v-6h4v6"/>',
    "people": '<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6'
    'M16 5a3.5 3.5 0 0 1 0 6.5M18 14.5c2 .8 3.2 2.7 3.5 5.5"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.6-4.5 3.4-7 7.5-7s6.9 2.5 7.5 7"/>',
    "plan": '<path d="M6 3h9l4 4v14H6zM9 11h7M9 15h7M9 7h3"/>',
    "calendar": '<path d="M4 6h16v14H4zM4 10h16M8 3v5M16 3v5"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>',
    "message": '<path d="M3.5 6h17v12h-17zM3.5 7l8.5 6.5 8.5-6.5"/>',
    "chat": '<path d="M4 5h16v11h-8l-5 4v-4H4z"/>',
    "note": '<path d="M5 4h14v16H5zM8.5 9h7M8.5 13h4"/>',
    "check": '<path d="M4.5 12.5l5 5 10-11"/>',
    "cross": '<path d="M6 6l12 12M18 6L6 18"/>',
    "half": '<circle cx="12" cy="12" r="8.5"/><path d="M12 3.5a8.5 8.5 0 0 1 0 17z" fill="currentColor"/>',
    "ring": '<circle cx="12" cy="12" r="8.5"/>',
    "pause": '<path d="M8.5 5v14M15.5 5v14"/>',
    "square": '<path d="M6 6h12v12H6z" fill="currentColor"/>',
    "warning": '<path d="M12 3.5l9.5 17h-19zM12 10v4.5M12 17.2v.6"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v6M12 7.2v.6"/>',
    "question": '<circle cx="12" cy="12" r="8.5"/><path d="M9.5 9.5a2.5 2.5 0 1 1 3.5 '
    '2.3c-.7.3-1 .8-1 1.7M12 16.5v.6"/>',
    "lock": '<path d="M5 11h14v9.5H5zM8 11V8a4 4 0 0 1 8 0v3"/>',
    "key": '<circle cx="8" cy="15" r="4.5"/><path d="M11.5 12L20 3.5M16 7.5l3 3"/>',
    "send": '<path d="M3.5 12h15M13 6l6 6-6 6"/>',
    "arrow": '<path d="M4 7h10a5 5 0 0 1 0 10h-8M9.5 13.5L6 17l3.5 3.5"/>',
    "back": '<path d="M20 12H5M11 6l-6 6 6 6"/>',
    "leave": '<path d="M10 4H4v16h6M9 12h11M16 8l4 4-4 4"/>',
    "strength": '<path d="M12 20s-7.5-4.6-7.5-10A4.2 4.2 0 0 1 12 7.3 4.2 4.2 0 0 1 19.5 10c0 '
    '5.4-7.5 10-7.5 10z"/>',
    "more": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5L21 21"/>',
    "chart": '<path d="M4 4v16h16M9 16v-5M13.5 16V8M18 16v-3"/>',
    "settings": '<path d="M4 8h10M18 8h2M4 16h2M10 16h10"/><circle cx="16" cy="8" r="2.5"/>'
    '<circle cx="8" cy="16" r="2.5"/>',
    "phone": '<path d="M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4c0 1-.8 1.5-1.7 1.5C10.5 '
    '20 4 13.5 3.5 5.7 3.5 4.8 4 4 5 4z"/>',
}

TONE_ICONS: Mapping[str, str] = {
    "new": "ring",
    "active": "half",
    "waiting": "pause",
    "done": "check",
    "late": "warning",
    "stopped": "square",
}

TIMELINE_ICONS: Mapping[str, str] = {
    "note": "note",
    "meeting": "people",
    "plan": "plan",
    "contact": "chat",
    "referral": "send",
    "deadline": "clock",
    "access": "key",
    "done": "check",
    "person": "person",
}

STANCES: Mapping[str, tuple[Promise, str]] = {
    "agrees": (gettext_lazy("Agrees"), "done"),
    "partly": (gettext_lazy("Agrees in part"), "active"),
    "disagrees": (gettext_lazy("Disagrees"), "late"),
    "not_asked": (gettext_lazy("Not asked yet"), "new"),
}


@dataclass(frozen=True)
class DeadlineView:
    """A deadline ready to draw. `percent` is the part of the time that is used (0 to 100)."""

    tone: str
    words: str
    percent: int


def deadline(*, days_left: int | None, total_days: int, working_days: bool, done: bool) -> DeadlineView:
    """Words, tone and width of a deadline; a fifth of the time left (or two days) is soon."""
    if done:
        return DeadlineView("done", _("Done"), 100)
    if days_left is None:
        return DeadlineView("none", _("No date set"), 0)
    if days_left < 0:
        return DeadlineView("late", _late_words(days=-days_left, working_days=working_days), 100)
    total = max(total_days, days_left, 1)
    soon = days_left <= max(2, total // 5)
    words = _left_words(days=days_left, working_days=working_days)
    return DeadlineView("soon" if soon else "ok", words, round(100 * (total - days_left) / total))


def _late_words(*, days: int, working_days: bool) -> str:
    if working_days:
        return ngettext("%(n)s working day late", "%(n)s working days late", days) % {"n": days}
    return ngettext("%(n)s day late", "%(n)s days late", days) % {"n": days}


def _left_words(*, days: int, working_days: bool) -> str:
    if days == 0:
        return _("Today")
    if working_days:
        return ngettext("%(n)s working day left", "%(n)s working days left", days) % {"n": days}
    return ngettext("%(n)s day left", "%(n)s days left", days) % {"n": days}


def initials(name: str) -> str:
    """At most two letters: of the first and of the last word that starts with a letter."""
    letters = [word[0] for word in name.split() if word[0].isalpha()]
    return "".join(letters[:1] + letters[1:][-1:]).upper()


def anchor(text: str) -> str:
    """An id for use inside one page, made from the words it belongs to."""
    return slugify(text) or "part"


def problems(form: BaseForm | None) -> list[dict[str, str]]:
    """The errors of a form in field order: label, text, and the id of the field to go to."""
    if form is None or not form.is_bound:
        return []
    found = [{"label": "", "text": str(text), "target": ""} for text in form.non_field_errors()]
    for field in form:
        name = str(field.label)
        name += "" if name.endswith(("?", ".", "!", ":")) else ":"
        # A group of choices has no element with the plain id; its first choice has `_0`.
        first = field.id_for_label or f"{field.auto_id}_0"
        found += [{"label": name, "text": str(text), "target": first} for text in field.errors]
    return found


def table_rows(
    *, rows: Iterable[Iterable[Any]], heads: Sequence[Mapping[str, Any]]
) -> list[list[dict[str, Any]]]:
    """Cells as mappings, each knowing its column, for a template that cannot index."""
    return [
        [
            {**(cell if isinstance(cell, Mapping) else {"text": cell}), "head": head}
            for cell, head in zip(row, heads, strict=True)
        ]
        for row in rows
    ]


def bars(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows of a chart with the width of their bar in percent of the largest value."""
    listed = list(rows)
    largest = max((row["value"] for row in listed if row["value"] is not None), default=0)
    return [
        {**row, "percent": round(100 * row["value"] / largest, 1) if row["value"] and largest else 0}
        for row in listed
    ]


def page_links(*, page: Page[Any], query: QueryDict | None, parameter: str) -> dict[str, Any]:
    """Addresses of the pages around this one; a gap is shown as an empty address."""

    def address(number: int) -> str:
        wanted = query.copy() if query is not None else QueryDict(mutable=True)
        wanted[parameter] = str(number)
        return f"?{wanted.urlencode()}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "next": address(page.next_page_number()) if page.has_next() else "",
        "numbers": [
            {"label": number, "url": address(number) if isinstance(number, int) else ""} for number in numbers
        ],
    }
