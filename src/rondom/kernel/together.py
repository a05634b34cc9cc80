"""Several short lists in one trip to the database.

A page that shows eight short lists would ask eight times; a trip costs more than such a list. The
querysets become one statement, and row-level security holds for each part as it always does.
"""

import json
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet


def fetch_together(**lists: QuerySet[Any]) -> dict[str, list[Any]]:
    """The rows of each queryset under its name, in its own order, in one query.

    Plain querysets of models only: no `select_related`, no `values`, and no binary columns.
    """
    parts: list[str] = []
    params: list[Any] = []
    for number, rows in enumerate(lists.values()):
        try:
            sql, values = rows.query.sql_with_params()
        except EmptyResultSet:  # Django already knows that nothing can be found
            continue
        # Numbers only enter the text here; every value is a parameter.
        parts.append(f"(SELECT {number} AS list, to_jsonb(part)::text AS body FROM ({sql}) AS part)")  # noqa: S608
        params += values
    found = []
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), params)
            found = cursor.fetchall()
    names = list(lists)
    answer: dict[str, list[Any]] = {name: [] for name in names}
    for number, body in found:
        name = names[number]
        answer[name].append(_instance(lists[name].model, json.loads(body)))
    return answer


def _instance(model: type[Model], body: dict[str, Any]) -> Model:
    fields = [f for f in model._meta.concrete_fields if f.column in body]  # noqa: SLF001 - Django's public-by-use API
    values = [f.to_python(body[f.column]) if body[f.column] is not None else None for f in fields]
    return model.from_db(connection.alias, [f.attname for f in fields], values)
