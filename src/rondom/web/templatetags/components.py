"""Building blocks of every page, one tag each; `/style/` shows them all.

Write `{% load components %}` once, then for example:

    {% page_header title household=name relation=my_relation ground=why %}
    {% person_chip name role="..." organization="..." reach="06..." reach_url="tel:..." %}
    {% deadline_bar label days_left=3 total_days=10 due=date who=name %}
    {% status_badge word tone %}          tone: new active waiting done late stopped
    {% goal_card goal %}                  keys: see `goal_card` below
    {% stance_row name stance %}          stance: agrees partly disagrees not_asked
    <ol class="ro-timeline">{% timeline_entry at=when who=name what=sentence %}...</ol>
    {% meeting_stepper steps %}           each: label, state (done current todo), url
    <ul class="ro-agreements">{% agreement_line what who=name due=date %}...</ul>
    {% ground_badge text %}  {% empty_state title text %}  {% draft_notice at=saved_at %}
    {% error_summary form %}  {% form_field form.name %}  {% form_fields form %}
    {% data_table caption columns rows %}  {% bar_chart caption rows %}
    {% definition_list pairs %}  {% pagination page %}  {% quick_exit %}  {% icon "clock" %}

A confirm page is a whole page: render or extend `web/confirm.html`. Tags only show what
they are given: no query, no permission check, no rule lives here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from rondom.web import look
from rondom.web.deadline_bars import deadline_bar
from rondom.web.fields import FieldView, field_view, fields_to_ask

register = template.Library()

FOLDER = "web/components/"


@register.simple_tag
@lru_cache(maxsize=100)
def icon(name: str) -> SafeString:
    """A small line drawing beside a word; hidden from screen readers, the word says it.

    A name that is not drawn becomes a ring: a page must not fail on its decoration.
    """
    return format_html(
        '<svg class="ro-icon" viewBox="0 0 24 24" width="24" height="24" '
        'aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(look.ICONS.get(name, look.ICONS["ring"])),  # constant drawings of our own
    )


@register.inclusion_tag(FOLDER + "page_header.html")
def page_header(
    title: str,
    *,
    household: str = "",
    household_url: str = "",
    relation: str = "",
    ground: str = "",
    ground_url: str = "",
    lead: str = "",
    back_url: str = "",
    back_label: str = "",
    action_label: str = "",
    action_url: str = "",
) -> dict[str, Any]:
    """The one `h1`, with the household strip: who this is about, my relation, my ground."""
    return dict(locals())


@register.inclusion_tag(FOLDER + "person_chip.html")
def person_chip(
    name: str,
    *,
    role: str = "",
    organization: str = "",
    reach: str = "",
    reach_url: str = "",
    url: str = "",
    me: bool = False,
    photo: Any = None,
) -> dict[str, Any]:
    """A person: face (`photo` is the key of a portrait; else initials), name, role, and how to reach them."""
    return {**locals(), "initials": look.initials(name)}


register.simple_tag(deadline_bar)


@register.simple_tag
def status_badge(word: str, tone: str = "new") -> SafeString:
    """A state as word + shape + colour. Tones: new, active, waiting, done, late, stopped."""
    return format_html(
        '<span class="nl-data-badge ro-badge ro-badge--{}">{}{}</span>',
        tone,
        icon(look.TONE_ICONS[tone]),
        word,
    )


@register.inclusion_tag(FOLDER + "goal_card.html")
def goal_card(goal: Mapping[str, Any] | object, *, level: int = 3) -> dict[str, Any]:
    """A goal in the resident's own words, with strengths and actions.

    `goal` is a mapping or read model with: title, and optionally own_words, domain, owner,
    status, tone, strengths (texts), actions (each: what, who, due, status, tone, url),
    links (each: label, url), url, anchor.
    """
    return {"goal": goal, "level": level, "action_level": level + 1}


@register.inclusion_tag(FOLDER + "stance_row.html")
def stance_row(
    name: str,
    stance: str,
    *,
    role: str = "",
    words: str = "",
    at: datetime | date | None = None,
    url: str = "",
    url_label: str = "",
) -> dict[str, Any]:
    """What one person thinks of the plan: agrees, partly, disagrees or not_asked."""
    word, tone = look.STANCES[stance]
    return {**locals(), "word": word, "tone": tone}


@register.inclusion_tag(FOLDER + "timeline_entry.html")
def timeline_entry(
    *,
    at: datetime | date,
    what: str = "",
    who: str = "",
    organization: str = "",
    text: str = "",
    kind: str = "note",
    badge: str = "",
    tone: str = "new",
    url: str = "",
    url_label: str = "",
) -> dict[str, Any]:
    """One line of the timeline (`li`): `what` is its heading, `text` what somebody wrote.

    Kinds name the drawing, see `look.TIMELINE_ICONS`.
    """
    is_moment = isinstance(at, datetime)
    return {**locals(), "drawing": look.TIMELINE_ICONS.get(kind, "note")}


@register.inclusion_tag(FOLDER + "meeting_stepper.html")
def meeting_stepper(steps: Iterable[Any], *, label: str = "") -> dict[str, Any]:
    """The steps of a meeting. Each step: label, state (done, current, todo), url, note."""
    return {"steps": steps, "label": label}


@register.inclusion_tag(FOLDER + "agreement_line.html")
def agreement_line(
    what: str,
    *,
    who: str = "",
    due: date | None = None,
    status: str = "",
    tone: str = "active",
    url: str = "",
    url_label: str = "",
) -> dict[str, Any]:
    """One agreement (`li`): what, who does it, before when, and how it stands."""
    return dict(locals())


@register.inclusion_tag(FOLDER + "ground_badge.html")
def ground_badge(text: str, *, url: str = "") -> dict[str, Any]:
    """On which ground something is seen or shared."""
    return {"text": text, "url": url}


@register.inclusion_tag(FOLDER + "empty_state.html")
def empty_state(
    title: str,
    text: str = "",
    *,
    action_label: str = "",
    action_url: str = "",
    level: int = 2,
) -> dict[str, Any]:
    """Nothing here: why that is, and what can be done or who can help."""
    return dict(locals())


@register.inclusion_tag(FOLDER + "draft_notice.html", takes_context=True)
def draft_notice(context: Context, *, at: datetime | None, discard_url: str = "") -> dict[str, Any]:
    """Tell that an unsaved text was found back. Shows nothing when `at` is None."""
    return {"at": at, "discard_url": discard_url, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag(FOLDER + "error_summary.html")
def error_summary(form: BaseForm | None = None, *, refusal: str = "") -> dict[str, Any]:
    """Everything that must be changed, as links to the fields, above the form."""
    return {"problems": look.problems(form), "refusal": refusal}


@register.inclusion_tag(FOLDER + "form_field.html")
def form_field(
    field: BoundField, *, label: str = "", hint: str = "", rows: int = 0, required_mark: bool = True
) -> dict[str, FieldView]:
    """One field of a Django form: label, hint, error, value kept. Any standard widget."""
    return {"view": field_view(field, label=label, hint=hint, rows=rows, mark_optional=required_mark)}


@register.inclusion_tag(FOLDER + "form_fields.html")
def form_fields(form: BaseForm) -> dict[str, Any]:
    """All fields of a form in their own order (hidden ones too); an `OnPurpose` only after its warning."""
    return {"hidden": form.hidden_fields(), "fields": fields_to_ask(form)}


@register.inclusion_tag(FOLDER + "data_table.html")
def data_table(
    caption: str,
    columns: Sequence[Any],
    rows: Iterable[Any],
    *,
    hide_caption: bool = False,
    empty: str = "",
) -> dict[str, Any]:
    """A table. Column: a word, or a mapping with `label` and `numeric`. A row is a list of
    cells; a cell is a value, or a mapping with `text` and `url`, or `text` and `tone` (badge).
    The first cell of a row is its header.
    """
    heads = [c if isinstance(c, Mapping) else {"label": c, "numeric": False} for c in columns]
    return {
        "caption": caption,
        "heads": heads,
        "rows": look.table_rows(rows=rows, heads=heads),
        "hide_caption": hide_caption,
        "empty": empty,
        "anchor": look.anchor(caption),
    }


@register.inclusion_tag(FOLDER + "bar_chart.html")
def bar_chart(
    caption: str,
    rows: Iterable[Mapping[str, Any]],
    *,
    unit: str = "",
    label_head: str = "",
    value_head: str = "",
) -> dict[str, Any]:
    """Horizontal bars drawn on the server, and the same figures as a table.

    Each row: label, value, and optionally note. A value of None is a figure that may not be
    shown (too few people); it gets the word "too few to show" and no bar.
    """
    return {
        "caption": caption,
        "bars": look.bars(rows),
        "unit": unit,
        "label_head": label_head,
        "value_head": value_head,
        "anchor": look.anchor(caption),
    }


@register.inclusion_tag(FOLDER + "definition_list.html")
def definition_list(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Terms with their values, for facts that are not a table."""
    return {"pairs": pairs}


@register.inclusion_tag(FOLDER + "pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], *, parameter: str = "page") -> dict[str, Any]:
    """Previous, next and page numbers; keeps the other parts of the address."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else None
    return {"page": page, "links": look.page_links(page=page, query=query, parameter=parameter)}


@register.inclusion_tag(FOLDER + "quick_exit.html", takes_context=True)
def quick_exit(context: Context) -> dict[str, Any]:
    """The button that leaves for a neutral public page. Address: context `quick_exit_url`."""
    return {"url": context.get("quick_exit_url") or look.QUICK_EXIT_URL}
