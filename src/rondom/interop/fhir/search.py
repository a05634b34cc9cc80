"""Reading the parameters of a Task search. What is not known is refused, never ignored:
a filter that is silently dropped shows more than was asked for.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, TypeVar

from .outcome import SearchRefused
from .primitives import is_id
from .references import read_reference
from .shapes import shape_of
from .temporal import NotADate, Stretch, read_date

MOST_PER_PAGE: Final = 200
TASK_STATUS_SYSTEM: Final = "http://hl7.org/fhir/task-status"
PARAMETERS: Final = ("_id", "status", "requester", "owner", "_lastUpdated", "_count", "_offset")

_ALSO_READ: Final = frozenset({"_format", "_pretty"})
"""Known to the whole server; they do not choose Tasks."""

PREFIXES: Final = ("eq", "ne", "gt", "lt", "ge", "le", "sa", "eb")
"""`ap` (about) is left out: what counts as near is not ours to guess."""

_DATE_TERM: Final = re.compile(r"(?P<prefix>[a-z]{2})?(?P<value>[0-9].*)", re.DOTALL)
_LOST_PLUS: Final = re.compile(r"(.*T[0-9:.]+) ([0-9]{2}:[0-9]{2})")

T = TypeVar("T")

Span = tuple[datetime | None, datetime | None]
"""From (included) and before (not included); None is without bound."""


@dataclass(frozen=True, slots=True)
class DateBound:
    """One `_lastUpdated` term. Of a moment, sa (starts after) is gt and eb (ends before) is lt."""

    prefix: str
    stretch: Stretch

    @property
    def spans(self) -> tuple[Span, ...]:
        """The stretches of time in which a moment fits this term."""
        start, end = self.stretch.start, self.stretch.end
        table: dict[str, tuple[Span, ...]] = {
            "eq": ((start, end),),
            "ne": ((None, start), (end, None)),
            "gt": ((end, None),),
            "ge": ((start, None),),
            "sa": ((end, None),),
            "lt": ((None, start),),
            "eb": ((None, start),),
            "le": ((None, end),),
        }
        return table[self.prefix]

    def fits(self, moment: datetime) -> bool:
        """Whether an aware moment satisfies this term."""
        return any(
            (start is None or start <= moment) and (end is None or moment < end) for start, end in self.spans
        )


@dataclass(frozen=True, slots=True)
class ReferenceTerm:
    """One requester or owner asked for. `resource_type` and `base` are empty when not said."""

    resource_type: str
    resource_id: str
    base: str = ""


@dataclass(frozen=True, slots=True)
class TaskSearch:
    """What was asked. Values within a list are alternatives; None is: not asked.

    `owner_missing` and `requester_missing` are True (without), False (with) or None.
    Each term of `last_updated` must hold.
    """

    ids: frozenset[str] | None = None
    statuses: frozenset[str] | None = None
    requesters: frozenset[ReferenceTerm] | None = None
    owners: frozenset[ReferenceTerm] | None = None
    requester_missing: bool | None = None
    owner_missing: bool | None = None
    last_updated: tuple[DateBound, ...] = ()
    count: int = 50
    offset: int = 0


ALL_STATUSES: Final = next(element.codes for element in shape_of("Task").elements if element.name == "status")


def read_task_search(parameters: Iterable[tuple[str, str]]) -> TaskSearch:
    """Read decoded query parameters in order. Raises SearchRefused with the parameter's name."""
    search = TaskSearch()
    for name, value in parameters:
        plain, _, modifier = name.partition(":")
        if name in _ALSO_READ:
            continue
        reader = _READERS.get(plain)
        if reader is None:
            listed = ", ".join(PARAMETERS)
            raise SearchRefused(f"The search parameter {_shown(name)} is not known: use {listed}.")
        if not value.strip():
            raise SearchRefused(f"The search parameter {_shown(name)} has no value.")
        search = reader(search, modifier, value.strip())
    return search


def _shown(name: str) -> str:
    plain = re.sub(r"[^A-Za-z0-9_.:\-]", "?", name[:40])
    return f"'{plain}'"


def _no_modifier(name: str, modifier: str) -> None:
    if modifier:
        raise SearchRefused(f"{_shown(f'{name}:{modifier}')} is not supported: leave out ':…'.")


def _both(before: frozenset[T] | None, now: Iterable[T]) -> frozenset[T]:
    """Repeating a parameter means that both must hold."""
    return frozenset(now) if before is None else before & frozenset(now)


def _ids(search: TaskSearch, modifier: str, value: str) -> TaskSearch:
    _no_modifier("_id", modifier)
    listed = value.split(",")
    if not all(is_id(item) for item in listed):
        raise SearchRefused("_id must be one or more ids with commas between them.")
    return replace(search, ids=_both(search.ids, listed))


def _status(search: TaskSearch, modifier: str, value: str) -> TaskSearch:
    if modifier not in {"", "not"}:
        _no_modifier("status", modifier)
    listed = {_status_code(item) for item in value.split(",")}
    wanted = ALL_STATUSES - listed if modifier else listed
    return replace(search, statuses=_both(search.statuses, wanted))


def _status_code(term: str) -> str:
    system, bar, code = term.rpartition("|")
    if (bar and system not in {"", TASK_STATUS_SYSTEM}) or code not in ALL_STATUSES:
        listed = ", ".join(sorted(ALL_STATUSES))
        raise SearchRefused(f"status must be one or more of: {listed}.")
    return code


def _party(name: str) -> Callable[[TaskSearch, str, str], TaskSearch]:
    def read(search: TaskSearch, modifier: str, value: str) -> TaskSearch:
        if modifier == "missing":
            if value not in {"true", "false"}:
                raise SearchRefused(f"{name}:missing must be true or false.")
            missing = value == "true"
            if name == "owner":
                return replace(search, owner_missing=missing)
            return replace(search, requester_missing=missing)
        terms = [_reference(name, modifier, item) for item in value.split(",")]
        if name == "owner":
            return replace(search, owners=_both(search.owners, terms))
        return replace(search, requesters=_both(search.requesters, terms))

    return read


def _reference(name: str, modifier: str, value: str) -> ReferenceTerm:
    allowed = next(item.targets for item in shape_of("Task").elements if item.name == name)
    if modifier and modifier not in allowed:
        _no_modifier(name, modifier)
    if is_id(value):
        return ReferenceTerm(modifier, value)
    found = read_reference(value)
    if not found.resource_id or (modifier and modifier != found.resource_type):
        raise SearchRefused(f"{name} must be a reference, such as Organization/123.")
    return ReferenceTerm(found.resource_type, found.resource_id, found.base)


def _last_updated(search: TaskSearch, modifier: str, value: str) -> TaskSearch:
    _no_modifier("_lastUpdated", modifier)
    if "," in value:
        raise SearchRefused("_lastUpdated takes one date; repeat it to give a start and an end.")
    # A "+" that was not escaped in the URL arrives as a space.
    match = _DATE_TERM.fullmatch(_LOST_PLUS.sub(r"\1+\2", value))
    prefix = (match["prefix"] or "eq") if match else ""
    if match is None or prefix not in PREFIXES:
        raise _bad_date()
    try:
        bound = DateBound(prefix, read_date(match["value"]))
    except NotADate as wrong:
        raise _bad_date() from wrong
    return replace(search, last_updated=(*search.last_updated, bound))


def _bad_date() -> SearchRefused:
    sentence = f"_lastUpdated must be a date with one of {', '.join(PREFIXES)} before it, as gt2026-11."
    return SearchRefused(sentence)


def _whole(name: str, value: str) -> int:
    if re.fullmatch(r"[0-9]{1,9}", value) is None:
        raise SearchRefused(f"{name} must be a whole number from 0 to 999999999.")
    return int(value)


def _count(search: TaskSearch, modifier: str, value: str) -> TaskSearch:
    _no_modifier("_count", modifier)
    return replace(search, count=min(_whole("_count", value), MOST_PER_PAGE))


def _offset(search: TaskSearch, modifier: str, value: str) -> TaskSearch:
    _no_modifier("_offset", modifier)
    return replace(search, offset=_whole("_offset", value))


_READERS: Final[dict[str, Callable[[TaskSearch, str, str], TaskSearch]]] = {
    "_id": _ids,
    "status": _status,
    "requester": _party("requester"),
    "owner": _party("owner"),
    "_lastUpdated": _last_updated,
    "_count": _count,
    "_offset": _offset,
}
