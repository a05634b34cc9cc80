"""Several short lists in one trip to the database.

A page that shows eight short lists would ask eight times; a trip costs more than such a list. The
querysets become one statement, and row-level security holds for each part as it always does.
"""

import json
from collections.abc import Callable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BinaryField, Model, QuerySet
from django.db.models.query import get_related_populators  # type: ignore[attr-defined]


def fetch_together(**lists: QuerySet[Any]) -> dict[str, list[Any]]:
    """The rows of each queryset under its name, in its own order, in one query.

    Querysets of models, also with `select_related` and annotations; no `values`, no
    `prefetch_related`, and no binary columns.
    """
    parts: list[str] = []
    params: list[Any] = []
    makers: dict[int, Callable[[list[Any]], Model]] = {}
    for number, rows in enumerate(lists.values()):
        compiler = rows.query.get_compiler(connection=connection)
        try:
            sql, values = compiler.as_sql()
        except EmptyResultSet:  # Django already knows that nothing can be found
            continue
        # A joined table brings names that are there already, so columns go by number.
        names = ", ".join(f"c{place}" for place in range(len(compiler.select)))
        # Only numbers enter the text here; every value is a parameter.
        body = f"SELECT {number} AS list, row_to_json(part)::text AS body FROM ({sql}) AS part({names})"  # noqa: S608
        parts.append(f"({body})")
        params += values
        makers[number] = _maker(rows, compiler)
    found = []
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), params)
            found = cursor.fetchall()
    answers: list[list[Any]] = [[] for _ in lists]
    for number, body in found:
        answers[number].append(makers[number](list(json.loads(body).values())))
    return dict(zip(lists, answers, strict=True))


def _maker(rows: QuerySet[Any], compiler: Any) -> Callable[[list[Any]], Model]:
    """What turns one row of values into an instance, with the joined ones, as Django itself does it."""
    readers = [_reader(column[0].output_field) for column in compiler.select]
    places = compiler.klass_info["select_fields"]
    first, last = places[0], places[-1] + 1
    fields = [column[0].target.attname for column in compiler.select[first:last]]
    model: type[Model] = compiler.klass_info["model"]
    joined = get_related_populators(compiler.klass_info, compiler.select, connection.alias)
    known = rows._known_related_objects.items()  # type: ignore[attr-defined]  # noqa: SLF001 - what ModelIterable reads

    def make(body: list[Any]) -> Model:
        values = [None if value is None else read(value) for read, value in zip(readers, body, strict=True)]
        made = model.from_db(connection.alias, fields, values[first:last])
        for populator in joined:
            populator.populate(values, made)
        for name, place in compiler.annotation_col_map.items():
            setattr(made, name, values[place])
        for field, objects in known:
            if not field.is_cached(made):
                setattr(made, field.name, objects[getattr(made, field.attname)])
        return made

    return make


def _reader(field: Any) -> Callable[[Any], Any]:
    """What makes a value of this field of what JSON has for it."""
    if isinstance(field, BinaryField):
        # JSON writes bytes as PostgreSQL does: a mark of two characters, then two digits for each.
        return lambda value: bytes.fromhex(value[2:])
    base = getattr(field, "base_field", None)
    if base is None:
        return field.to_python  # type: ignore[no-any-return]
    # An array field leaves a list as it is, also when its members are dates or keys.
    read = _reader(base)
    return lambda members: [None if one is None else read(one) for one in members]
