"""Small filters of the case screens."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.dates import WEEKDAYS

register = template.Library()


@register.filter
def at(mapping: Mapping[Any, Any] | None, key: Any) -> Any:
    """The value of a mapping by a key that is itself a value."""
    return (mapping or {}).get(key, "")


@register.filter
def weekdays(days: Iterable[int]) -> str:
    """Numbers of weekdays (1 is Monday) as words."""
    return ", ".join(str(WEEKDAYS[day - 1]) for day in days if day - 1 in WEEKDAYS)
