"""Several short lists in one trip to the database.

A page that shows eight short lists would ask eight times; a trip costs more than such a list. The
querysets become one statement, and row-level security holds for each part as it always does.
"""

import json
from collections.abc import Callable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet

from rondom.kernel.rows import as_json, maker


def fetch_together(**lists: QuerySet[Any]) -> dict[str, list[Any]]:
    """The rows of each queryset under its name, in its own order, in one query.

    Querysets of models, also with `select_related` and annotations; no `values` and no
    `prefetch_related`. For what every page asks, see `rondom.kernel.repeated`.
    """
    parts: list[str] = []
    params: list[Any] = []
    makers: dict[int, Callable[[list[Any]], Model]] = {}
    for number, rows in enumerate(lists.values()):
        compiler = rows.query.get_compiler(connection=connection)
        try:
            body, values = as_json(number, compiler)
        except EmptyResultSet:  # Django already knows that nothing can be found
            continue
        parts.append(body)
        params += values
        makers[number] = maker(rows, compiler)
    found = []
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), params)
            found = cursor.fetchall()
    answers: list[list[Any]] = [[] for _ in lists]
    for number, body in found:
        answers[number].append(makers[number](list(json.loads(body).values())))
    return dict(zip(lists, answers, strict=True))
