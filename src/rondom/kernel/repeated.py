"""A question that every page asks again: put into SQL once, and planned once by the database.

Django builds a statement anew for every request, and PostgreSQL plans it anew. For the questions of
the start page, the case page and the like that is more work than answering them. A function marked
`@repeated` says which lists it wants; its first call turns them into one statement with open places,
later calls only fill those places in.

    @repeated
    def _lists(*, case_id: UUID, on: date) -> dict[str, QuerySet[Any]]:
        return {"goals": Goal.objects.filter(case_id=case_id), ...}

    found = _lists(case_id=case.pk, on=day_of(at))        # {"goals": [...], ...}

What it may do with its arguments, because it does not see their values:
- a key, a day, a moment, a number or a `Typed` text stands for an open place: it may be compared with a
  column, and nothing else. Adding to it is refused; give the sum as an argument of its own.
- anything else (True, None, a word of a vocabulary, a `Fixed` number) is part of the question: another
  value is another statement. What people type goes in as `Typed`: a question is kept for as long as the
  site runs.
- it reads nothing else that changes: no setting, no clock, no language, no instance of a model.
Row-level security holds as always: what may be seen is decided when the statement runs.
"""

import json
import re
from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from secrets import randbelow
from typing import Any, NoReturn
from uuid import UUID, uuid4

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.backends.postgresql.base import (  # type: ignore[attr-defined]
    ServerBindingCursor,
)
from django.db.models import Model, QuerySet

from rondom.kernel import rows as rows_of
from rondom.kernel.clock import AMSTERDAM

Lists = dict[str, QuerySet[Any]]
MOST_QUESTIONS = 32
"""Variants of one question; more means that a value that differs per person was given as a word."""


class Fixed(int):
    """A number that is part of the question, such as how many rows it asks for at most."""


class Typed(str):
    """What somebody typed: an open place like a key, never a part of the question."""

    __slots__ = ()


class NotKnownYetError(TypeError):
    """A repeated question worked with a value, where it may only pass it on. For programmers."""


def _refuse(self: object, *args: object, **more: object) -> NoReturn:
    del args, more
    raise NotKnownYetError(
        f"{type(self).__name__} stands for a value that is not known yet: pass it as it is"
    )


class _Key(UUID):
    __str__ = __int__ = __lt__ = __gt__ = __le__ = __ge__ = _refuse
    __eq__, __hash__ = object.__eq__, object.__hash__


class _Day(date):
    __str__ = __format__ = isoformat = strftime = replace = timetuple = weekday = _refuse
    __add__ = __radd__ = __sub__ = __rsub__ = __lt__ = __gt__ = __le__ = __ge__ = _refuse
    __eq__, __hash__ = object.__eq__, object.__hash__


class _Moment(datetime):
    __str__ = __format__ = isoformat = strftime = replace = timetuple = weekday = _refuse
    __add__ = __radd__ = __sub__ = __rsub__ = __lt__ = __gt__ = __le__ = __ge__ = _refuse
    date = time = astimezone = timestamp = _refuse
    __eq__, __hash__ = object.__eq__, object.__hash__


def _is_open(value: Any) -> bool:
    return isinstance(value, UUID | date | int | Typed) and not isinstance(value, bool | Fixed)


def _mark(value: Any) -> Any:
    """What stands for this value while the statement is made."""
    if isinstance(value, int):
        # Fields make plain numbers of numbers, so this one is known by its value: nobody else has it.
        return (1 << 62) + randbelow(1 << 60)
    if isinstance(value, Typed):
        return Typed(uuid4().hex)
    if isinstance(value, UUID):
        return _Key(int=uuid4().int)
    if isinstance(value, datetime):
        return _Moment(2000, 1, 1, tzinfo=AMSTERDAM)
    return _Day(2000, 1, 1)


def _mark_of(value: Any) -> tuple[str, int | str]:
    # The driver has kinds of numbers of its own, and Django writes a text anew.
    if isinstance(value, int):
        return "number", int(value)
    return ("text", str(value)) if isinstance(value, str) else ("object", id(value))


class _Statement:
    """One question as SQL: its text, which argument goes to which place, how a row becomes an instance."""

    def __init__(self, lists: Lists, marks: dict[str, Any]) -> None:
        self.names = list(lists)
        self.places: list[str] = []
        self.makers: dict[int, Callable[[list[Any]], Model]] = {}
        by_mark = {_mark_of(mark): name for name, mark in marks.items()}
        parts = [
            part
            for number, asked in enumerate(lists.values())
            if (part := self._part(number, asked, by_mark))
        ]
        self.sql = " UNION ALL ".join(parts)
        if missing := set(marks) - set(self.places):
            raise NotKnownYetError(f"{', '.join(sorted(missing))} did not reach the statement")

    def _part(self, number: int, asked: QuerySet[Any], by_mark: dict[tuple[str, int | str], str]) -> str:
        if asked._known_related_objects:  # type: ignore[attr-defined]  # noqa: SLF001
            raise NotKnownYetError("a list of one instance would be kept for everybody: filter by its key")
        compiler = asked.query.get_compiler(connection=connection)
        try:
            sql, params = rows_of.as_json(number, compiler)
        except EmptyResultSet:  # Django already knows that nothing can be found
            return ""
        self.makers[number] = rows_of.maker(asked, compiler)
        values = iter(params)

        def fill(found: re.Match[str]) -> str:
            return found[0] if found[1] == "%" else self._place(next(values), by_mark)

        return re.sub(r"%(%|s)", fill, sql)

    def _place(self, value: Any, by_mark: dict[tuple[str, int | str], str]) -> str:
        if name := by_mark.get(_mark_of(value)):
            self.places.append(name)
            return "%s"
        # What is the same each time stands in the text; the driver writes it as it does for Django.
        written: str = connection.connection.cursor().mogrify("%s", [value])
        return written.replace("%", "%%")

    def ask(self, given: dict[str, Any]) -> dict[str, list[Any]]:
        """The lists, with these values in the open places."""
        answers: list[list[Any]] = [[] for _ in self.names]
        if self.sql:
            with _cursor() as cursor:
                cursor.execute(self.sql, [given[name] for name in self.places])
                for number, body in cursor.fetchall():
                    answers[number].append(self.makers[number](list(json.loads(body).values())))
        return dict(zip(self.names, answers, strict=True))


class _Prepared(ServerBindingCursor):
    def execute(self, query: Any, params: Any = None) -> Any:
        # Without OPTIONS["prepare_threshold"] (behind a pooler) the driver sends it unprepared.
        return super().execute(query, params, prepare=True)

    def _send_query_prepared(self, name: bytes, pgq: Any, **more: Any) -> None:
        self._query = pgq  # what Django shows to who counts and reads statements
        super()._send_query_prepared(name, pgq, **more)


def _cursor() -> Any:
    connection.ensure_connection()
    raw = _Prepared(connection.connection)
    return connection._prepare_cursor(raw)  # type: ignore[attr-defined]  # noqa: SLF001 - counted like any other


def send_prepared(sql: str, values: list[Any]) -> None:
    """Send a statement that is the same each time but for its values, each cast to its type (`%s::uuid`)."""
    with _cursor() as cursor:
        cursor.execute(sql, values)


def repeated(question: Callable[..., Lists]) -> Callable[..., dict[str, list[Any]]]:
    """Ask for the lists that `question` names, in one trip; see the top of this file for its rules."""
    known: dict[tuple[Any, ...], _Statement] = {}

    @wraps(question)
    def ask(**given: Any) -> dict[str, list[Any]]:
        kind = tuple((name, type(value) if _is_open(value) else value) for name, value in given.items())
        statement = known.get(kind)
        if statement is None:
            if len(known) >= MOST_QUESTIONS:
                raise NotKnownYetError(f"{question.__name__} has too many variants")
            connection.ensure_connection()
            marks = {name: _mark(value) for name, value in given.items() if _is_open(value)}
            statement = _Statement(question(**(given | marks)), marks)
            known[kind] = statement
        return statement.ask(given)

    return ask
