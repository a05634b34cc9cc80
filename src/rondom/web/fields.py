"""How one field of a Django form becomes label, hint, error and control.

Trap: a `type=date` box shows nothing when its value is not a real date, so a mistyped date
would be lost. Such a value is given back in an ordinary text box instead.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.safestring import SafeString

from rondom.dispatch.forms import OnPurpose

TEXT_CLASS = "utrecht-textbox utrecht-textbox--html-input"


def fields_to_ask(form: forms.BaseForm) -> list[BoundField]:
    """The visible fields of a form, in its own order."""
    return [
        bound
        for bound in form.visible_fields()
        if not isinstance(bound.field, OnPurpose) or bound.errors or bound.value()
    ]


@dataclass(frozen=True)
class FieldView:
    """One field, ready for `form_field.html`. `kind`: hidden, group, checkbox or control."""

    field: BoundField
    kind: str
    label: str
    hint: str
    hint_id: str
    error_id: str
    errors: list[str]
    optional: bool
    control: SafeString | str = ""
    choices: list[BoundWidget] = dataclasses.field(default_factory=list)
    choice_class: str = ""
    described_by: str = ""


def field_view(
    bound: BoundField, *, label: str = "", hint: str = "", rows: int = 0, mark_optional: bool = True
) -> FieldView:
    """Read a bound field once: words, errors, ids, and the control with its attributes."""
    shown_hint = hint or str(bound.help_text or "")
    errors = [str(text) for text in bound.errors]
    hint_id, error_id = f"{bound.auto_id}-hint", f"{bound.auto_id}-error"
    described_by = " ".join(name for name, present in ((hint_id, shown_hint), (error_id, errors)) if present)
    kind = _kind(bound)
    return FieldView(
        field=bound,
        kind=kind,
        label=label or str(bound.label),
        hint=shown_hint,
        hint_id=hint_id,
        error_id=error_id,
        errors=errors,
        optional=mark_optional and not _is_needed(bound) and kind in ("control", "group"),
        control="" if kind == "group" else _control(bound, described_by=described_by, rows=rows),
        choices=list(bound.subwidgets) if kind == "group" else [],
        choice_class=_choice_class(bound),
        described_by=described_by,
    )


def _is_needed(bound: BoundField) -> bool:
    """Asked by the form itself, or by the command behind it (which says so with `aria-required`).

    `data-either`: one of a few fields is asked, so none of them is called "not required". A round choice
    with an answer chosen beforehand is never left out, so it is not called free either.
    """
    widget = bound.field.widget
    answered = type(widget) is forms.RadioSelect and bool(bound.initial)
    asked = widget.attrs.get("aria-required") == "true" or "data-either" in widget.attrs
    return bound.field.required or answered or asked


def _kind(bound: BoundField) -> str:
    if bound.is_hidden:
        return "hidden"
    # CheckboxSelectMultiple is a RadioSelect in Django's class tree, so one check covers both.
    if isinstance(bound.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "group"
    if isinstance(bound.field.widget, forms.CheckboxInput):
        return "checkbox"
    return "control"


def _choice_class(bound: BoundField) -> str:
    if isinstance(bound.field.widget, forms.CheckboxSelectMultiple):
        return "utrecht-checkbox utrecht-checkbox--html-input"
    return "utrecht-radio-button utrecht-radio-button--html-input"


def _control(bound: BoundField, *, described_by: str, rows: int) -> SafeString:
    widget = bound.field.widget
    attributes: dict[str, str | bool] = {}
    if described_by:
        attributes["aria-describedby"] = described_by
    if bound.errors:
        attributes["aria-invalid"] = "true"
    if isinstance(widget, forms.Textarea):
        attributes |= {"class": "utrecht-textarea utrecht-textarea--html-textarea"}
        attributes["rows"] = str(rows or widget.attrs.get("rows", 5))
    elif isinstance(widget, forms.Select):
        attributes["class"] = "utrecht-select utrecht-select--html-select"
    elif isinstance(widget, forms.CheckboxInput):
        attributes["class"] = "utrecht-checkbox utrecht-checkbox--html-input"
    elif isinstance(widget, forms.DateInput):
        return _date_control(bound, widget=widget, attributes=attributes)
    elif isinstance(widget, forms.DateTimeInput):
        return _moment_control(bound, widget=widget, attributes=attributes)
    elif not bound.is_hidden:
        attributes["class"] = _joined(TEXT_CLASS, widget.attrs.get("class", ""))
    return bound.as_widget(attrs=attributes)


def _date_control(
    bound: BoundField, *, widget: forms.DateInput, attributes: dict[str, str | bool]
) -> SafeString:
    attributes["class"] = _joined(TEXT_CLASS, "ro-input--date")
    # The kind belongs to the widget: among the attributes it would stand there a second time, unread.
    if _is_date(bound.value()):
        # Browsers read and write this box in ISO form, whatever language they show it in.
        widget.format = "%Y-%m-%d"
        widget.input_type = "date"
    else:
        widget.input_type = "text"
        attributes["inputmode"] = "numeric"
    return bound.as_widget(attrs=attributes)


def _moment_control(
    bound: BoundField, *, widget: forms.DateTimeInput, attributes: dict[str, str | bool]
) -> SafeString:
    attributes["class"] = _joined(TEXT_CLASS, "ro-input--moment")
    if _is_moment(bound.value()):
        widget.format = "%Y-%m-%dT%H:%M"
        widget.input_type = "datetime-local"
    return bound.as_widget(attrs=attributes)


def _is_date(value: object) -> bool:
    if value in (None, "") or isinstance(value, date):
        return True
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def _is_moment(value: object) -> bool:
    if value in (None, "") or isinstance(value, date):
        return True
    try:
        datetime.fromisoformat(str(value))
    except ValueError:
        return False
    return "T" in str(value)


def _joined(*names: str) -> str:
    return " ".join(name for name in names if name)
