"""Days left as words, a number and a bar. A page has dozens of these, so no template is made for each."""

from datetime import date
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from rondom.web import look


def deadline_bar(
    label: str,
    *,
    days_left: int | None,
    total_days: int = 0,
    due: date | None = None,
    who: str = "",
    working_days: bool = False,
    done: bool = False,
) -> SafeString:
    """Days left as a number and a bar. `days_left` below zero means late; None means no date."""
    language = get_language() or ""
    tone, bar = _bar(days_left, total_days, working_days=working_days, done=done, language=language)
    below = " \u00b7 ".join(part for part in (who, _before(due, language) if due else "") if part)
    return format_html(
        '<div class="ro-deadline ro-deadline--{}"><p class="ro-deadline__label">{}</p>{}{}</div>',
        tone,
        label,
        bar,
        format_html('<p class="ro-deadline__who">{}</p>', below) if below else "",
    )


@lru_cache(maxsize=500)
def _bar(
    days_left: int | None, total_days: int, *, working_days: bool, done: bool, language: str
) -> tuple[str, SafeString]:
    # They differ in a number only; what they are about is not kept.
    del language
    deadline = look.deadline(days_left=days_left, total_days=total_days, working_days=working_days, done=done)
    return deadline.tone, render_to_string("web/components/_deadline_left.html", {"deadline": deadline})


@lru_cache(maxsize=500)
def _before(due: date, language: str) -> str:
    del language
    return gettext("before %(date)s") % {"date": date_format(due, "j F Y")}
