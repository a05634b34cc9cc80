"""How a set of rows is made: one INSERT ... SELECT per table, keys that can be worked out beforehand."""

# ruff: noqa: S608 - the statements are put together from our own names only

import hashlib
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

Step = tuple[str, str]
PLAN = "scale_plan"
DOMAINS = 9


def key(kind: str, number: int) -> UUID:
    """The same key the SQL below makes: the MD5 of kind and number."""
    return UUID(hashlib.md5(f"{kind}{number}".encode(), usedforsecurity=False).hexdigest())


def id_of(kind: str, number: str = "n") -> str:
    """SQL for the key of a row: of this kind, with this number."""
    return f"md5('{kind}' || {number})::uuid"


def scope_of(part: str) -> str:
    """SQL for the scope of a part in the household's own space."""
    return f"(space << 16 | {part})"


def insert(label: str, source: str, given: dict[str, str]) -> tuple[str, str]:
    """INSERT ... SELECT for a model: given columns by expression, the rest by the model's own defaults."""
    model: type[models.Model] = apps.get_model(label)
    columns: dict[str, str] = {}
    for field in model._meta.concrete_fields:  # noqa: SLF001 - Django's documented way
        if field.column in given:
            columns[field.column] = given[field.column]
        elif not field.null:
            columns[field.column] = _default(field)
    unknown = set(given) - set(columns)
    if unknown:
        raise ValueError(f"{label} has no column {', '.join(sorted(unknown))}")
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(columns.values())
    table = model._meta.db_table  # noqa: SLF001 - Django's documented way
    return label, f"INSERT INTO {table} ({names}) SELECT {values} FROM {source}"


def _default(field: Any) -> str:
    value = field.get_default()
    if isinstance(field, models.UUIDField) and field.primary_key:
        return "gen_random_uuid()"
    if value is None:
        raise ValueError(f"{field.model.__name__}.{field.name} needs a value")
    if isinstance(value, bool | int):
        return str(value)
    if isinstance(value, list):
        return "'{}'"
    if isinstance(value, dict):
        return "'{}'::jsonb"
    return "'" + str(value).replace("'", "''") + "'"
