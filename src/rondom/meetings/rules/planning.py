"""Who sits at the table and when (R-025, R-034)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

SOCIAL_WORK = frozenset({"social_worker"})
WORK_AND_INCOME = frozenset({"work_income"})
WORRYING_INTERPRETERS = frozenset({"child", "relative"})


@dataclass(frozen=True)
class Seat:
    """One invited person: kind (client, network, professional) and the functions held."""

    kind: str
    functions: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Slot:
    """A stretch of time; the end is not part of it."""

    starts_at: datetime
    ends_at: datetime


def table_warnings(
    seats: Iterable[Seat], *, money_or_work: bool, professionals_above_client: int
) -> list[str]:
    """Codes of what is wrong with the table: missing_social_work, missing_work_income, outnumbered.

    Whoever comes with the client from the own network stands on the client's side of the count.
    """
    seats = list(seats)
    functions = frozenset().union(*(seat.functions for seat in seats)) if seats else frozenset()
    professionals = sum(seat.kind == "professional" for seat in seats)
    own_side = sum(seat.kind != "professional" for seat in seats)
    found = []
    if money_or_work and not functions & SOCIAL_WORK:
        found.append("missing_social_work")
    if money_or_work and not functions & WORK_AND_INCOME:
        found.append("missing_work_income")
    if professionals - own_side > professionals_above_client:
        found.append("outnumbered")
    return found


def overlaps(one: Slot, other: Slot) -> bool:
    """Whether two stretches share a moment; one that starts when the other ends does not."""
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def usual_sight(*, trusted: bool, by_client: bool, expert: bool) -> str:
    """What an invited person sees unless somebody chose: strangers to the file the agenda only (R-005).

    An expert by experience sees what the client grants (R-040): more only when the client invites.
    """
    return "meeting" if trusted and (by_client or not expert) else "agenda"


def may_widen(kind: str, *, by_client: bool, trusted: bool, expert: bool) -> bool:
    """Whether the whole meeting may be opened: to expert, family and friends by the client (R-005, R-040)."""
    if by_client:
        return True
    return not expert and (trusted or kind == "professional")


def interpreter_warns(interpreter: str) -> bool:
    """A child or relative hears what they should not have to say (R-034)."""
    return interpreter in WORRYING_INTERPRETERS


def next_meeting_on(last_held_on: date, rhythm_weeks: int) -> date:
    """When the next meeting is due in the rhythm of the start phase."""
    return last_held_on + timedelta(weeks=rhythm_weeks)
