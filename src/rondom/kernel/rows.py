"""Rows that come as JSON, so that lists of different shape fit in one answer; and instances made of them."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import (
    BinaryField,
    BooleanField,
    CharField,
    DateField,
    IntegerField,
    JSONField,
    Model,
    QuerySet,
    TextField,
    UUIDField,
)
from django.db.models.query import get_related_populators  # type: ignore[attr-defined]

Reader = Callable[[Any], Any]
AS_THEY_ARE = (BooleanField, CharField, IntegerField, JSONField, TextField)
"""JSON has these as Python has them; their many subclasses (slugs, addresses, large numbers) too."""

READERS: dict[type, Reader] = {
    # JSON writes bytes as PostgreSQL does: a mark of two characters, then two digits for each.
    BinaryField: lambda value: bytes.fromhex(value[2:]),
    DateField: date.fromisoformat,
    UUIDField: UUID,
}


def as_json(number: int, compiler: Any) -> tuple[str, list[Any]]:
    """SQL for a list: the number of the list and its rows as JSON. Raises EmptyResultSet."""
    sql, values = compiler.as_sql()
    # A joined table brings names that are there already, so columns go by number.
    names = ", ".join(f"c{place}" for place in range(len(compiler.select)))
    # Only numbers enter the text here; every value is a parameter.
    body = f"SELECT {number} AS list, row_to_json(part)::text AS body FROM ({sql}) AS part({names})"  # noqa: S608
    return f"({body})", list(values)


def maker(rows: QuerySet[Any], compiler: Any) -> Callable[[list[Any]], Model]:
    """What turns one row of values into an instance, with the joined ones, as Django itself does it."""
    read = [
        (place, reader)
        for place, column in enumerate(compiler.select)
        if (reader := _reader(column[0].output_field)) is not None
    ]
    places = compiler.klass_info["select_fields"]
    first, last = places[0], places[-1] + 1
    fields = [column[0].target.attname for column in compiler.select[first:last]]
    model: type[Model] = compiler.klass_info["model"]
    joined = get_related_populators(compiler.klass_info, compiler.select, connection.alias)
    known = rows._known_related_objects.items()  # type: ignore[attr-defined]  # noqa: SLF001 - what ModelIterable reads
    annotations = list(compiler.annotation_col_map.items())

    def make(values: list[Any]) -> Model:
        for place, reader in read:
            if values[place] is not None:
                values[place] = reader(values[place])
        made = model.from_db(connection.alias, fields, values[first:last])
        for populator in joined:
            populator.populate(values, made)
        for name, place in annotations:
            setattr(made, name, values[place])
        for field, objects in known:
            if not field.is_cached(made):
                setattr(made, field.name, objects[getattr(made, field.attname)])
        return made

    return make


def _reader(field: Any) -> Reader | None:
    """What makes a value of this field of what JSON has for it; None when that is the value."""
    if (base := getattr(field, "base_field", None)) is not None:
        # An array field leaves a list as it is, also when its members are dates or keys.
        read = _reader(base)
        return read and (lambda members: [None if one is None else read(one) for one in members])
    if type(field) in READERS:
        return READERS[type(field)]
    if isinstance(field, AS_THEY_ARE) and type(field).to_python in {kind.to_python for kind in AS_THEY_ARE}:
        return None
    return field.to_python  # type: ignore[no-any-return]
