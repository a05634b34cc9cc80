"""Pure questions about countdowns, load, ages of pages and the multi-problem mark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from rondom.kernel.working_days import Calendar, on_or_before
from rondom.kernel.zone import AMSTERDAM

MONTH_DAYS = 30.4375
EXPERT = "expert_by_experience"
CASE_MANAGER = "case_manager"


def function_here(asked: str, held: Iterable[str]) -> str:
    """In which function somebody helps in a case, given the functions held and the one that was asked for.

    Who holds the role of an expert by experience helps as one, and sees what a client grants, unless
    another function was named that she or he holds too (R-040). Managing a case is done in such another one.
    """
    others = set(held) - {EXPERT}
    if EXPERT not in set(held) or asked in others or (asked == CASE_MANAGER and others):
        return asked
    return EXPERT


def due_threshold(due_on: date, today: date, thresholds: Sequence[int], calendar: Calendar) -> int | None:
    """The tightest threshold (days before `due_on`) whose alarm day has come, or None (R-049).

    A threshold on a day that is not a working day fires on the working day before it.
    """
    if today > due_on:
        return None
    reached = [days for days in thresholds if today >= alarm_day(due_on, days, calendar)]
    return min(reached, default=None)


def alarm_day(due_on: date, days: int, calendar: Calendar) -> date:
    """The day on which the alarm of this threshold fires."""
    return on_or_before(due_on - timedelta(days=days), calendar)


def alarm_goes_to_leader(threshold: int, thresholds: Sequence[int]) -> bool:
    """The first two thresholds are the case manager's; from the third on the team leader's too (R-049)."""
    return sorted(thresholds, reverse=True).index(threshold) >= 2


def has_multiple_problems(levels: Iterable[tuple[int, str]], above: int) -> bool:
    """Whether problems exist on more than `above` domains; "unknown" and "none" never count (R-003).

    `levels` are (domain, level) pairs of persons and household together: a domain counts once.
    """
    return len({domain for domain, level in levels if level in ("some", "serious")}) > above


def is_out_of_date(written_at: datetime, at: datetime, months: int) -> bool:
    """Whether a page is older than the term (R-006)."""
    return at - written_at > timedelta(days=round(months * MONTH_DAYS))


def is_above_norm(load: int, weight: int, norm: int) -> bool:
    """Whether one more case of this weight goes above the norm; 0 means that no norm was agreed (R-131)."""
    return norm > 0 and load + weight > norm


def day_of(at: datetime) -> date:
    """The calendar day in Amsterdam of a moment."""
    return at.astimezone(AMSTERDAM).date()
