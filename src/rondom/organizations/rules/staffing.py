"""Pure questions about periods, roles and workload."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

PARENT_KIND = {"district": "", "area": "district", "neighbourhood": "area"}
EXPERT = "expert_by_experience"
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def parent_kind(kind: str) -> str:
    """The kind of area that must stand above this kind; empty for a district (R-161)."""
    return PARENT_KIND[kind]


def overlaps(start: date, end: date | None, other_start: date, other_end: date | None) -> bool:
    """Whether two periods share a day; both ends count, no end means still open."""
    return (end is None or other_start <= end) and (other_end is None or start <= other_end)


def only_expert(functions: Iterable[str]) -> bool:
    """Whether somebody works here as an expert by experience and as nothing else (R-040)."""
    return set(functions) == {EXPERT}


def caseload_norm(
    *, weekly_hours: int, full_time_hours: int, full_time_weight: int, own: int | None = None
) -> int:
    """The weighted caseload somebody should carry: the own norm, else the city's scaled by hours (R-131).

    Rounded down, because a half household is a household too many; at least 1 for whoever works.
    """
    if own is not None:
        return own
    if weekly_hours <= 0:
        return 0
    return max(1, full_time_weight * min(weekly_hours, full_time_hours) // full_time_hours)


def weekdays(names: tuple[str, ...]) -> list[int]:
    """ISO numbers (Monday is 1) of days written as mon..sun, in order, each once. KeyError otherwise."""
    number = {name: place for place, name in enumerate(WEEK, start=1)}
    return sorted({number[name] for name in names})


def stand_in_circle(stand_ins: Mapping[str, str], start: str) -> bool:
    """Whether following stand-ins from `start` comes back to somebody already met."""
    met: set[str] = set()
    here = start
    while here:
        if here in met:
            return True
        met.add(here)
        here = stand_ins.get(here, "")
    return False
