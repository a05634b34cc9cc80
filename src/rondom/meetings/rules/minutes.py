"""Terms after the meeting (R-031, R-033, R-035). Days are calendar days in Amsterdam."""

from __future__ import annotations

from datetime import date

from rondom.kernel.working_days import Calendar, add_working_days, working_days_between


def fixed_on(held_on: date, correction_days: int, calendar: Calendar) -> date:
    """The last day on which professionals may correct; after it the summary is final."""
    return add_working_days(held_on, correction_days, calendar)


def is_late(held_on: date, sent_on: date | None, today: date, limit: int, calendar: Calendar) -> bool:
    """Whether the summary came, or still waits, later than `limit` working days."""
    return working_days_between(held_on, sent_on or today, calendar) > limit


def stance_due_on(noted_on: date, days: int, calendar: Calendar) -> date:
    """The last day for an absent client to confirm a stance that others noted."""
    return add_working_days(noted_on, days, calendar)


def tell_client_by(held_on: date, days: int, calendar: Calendar) -> date:
    """The last day to tell an absent client what happened."""
    return add_working_days(held_on, days, calendar)
