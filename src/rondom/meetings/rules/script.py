"""The script of a meeting: steps, time boxes, and who speaks first (R-026, R-032)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

STEPS = ("welcome", "client", "roles", "goals", "obstacles", "options", "agreements", "closing")

BOXES = {
    "welcome": 5,
    "client": 10,
    "roles": 10,
    "goals": 10,
    "obstacles": 10,
    "options": 15,
    "agreements": 10,
    "closing": 5,
}
"""Minutes per step; a signal on the screen, never a bell that cuts somebody off."""

MEETING_MINUTES = sum(BOXES.values())


def next_step(step: str) -> str | None:
    """The step after this one; None after the last."""
    place = STEPS.index(step) + 1
    return STEPS[place] if place < len(STEPS) else None


def step_states(current: str) -> dict[str, str]:
    """done, current or todo for each step; all done when `current` is empty."""
    if not current:
        return dict.fromkeys(STEPS, "done")
    here = STEPS.index(current)
    return {
        step: "done" if place < here else "current" if place == here else "todo"
        for place, step in enumerate(STEPS)
    }


def box_ends_at(step: str, started_at: datetime) -> datetime:
    """Until when the time box of a step runs."""
    return started_at + timedelta(minutes=BOXES[step])


def first_position(who: Iterable[str], wanted: str) -> int | None:
    """The place (from 1) at which somebody first took the floor; None when never."""
    order: Sequence[str] = list(who)
    return order.index(wanted) + 1 if wanted in order else None
