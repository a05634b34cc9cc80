"""Fields that more than one form uses."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django import forms

from rondom.kernel.zone import AMSTERDAM

Choices = Iterable[tuple[Any, Any]]
SLOTS = ("first", "second", "third")


class TimeInput(forms.TimeInput):
    """The browser's own box for a time of day."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A date."""
    return forms.DateField(label=label, required=required, help_text=help_text, widget=forms.DateInput())


def words_field(label: Any, *, required: bool = True, rows: int = 3, help_text: Any = "") -> forms.CharField:
    """Several lines of text."""
    return forms.CharField(
        label=label, required=required, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows})
    )


def moment(day: date, clock: time) -> datetime:
    """A day and a time of day in Amsterdam."""
    return datetime.combine(day, clock, tzinfo=AMSTERDAM)
