"""Bottlenecks: neutral words, clocks and the route (R-016, R-021)."""

import re
from datetime import date

from rondom.kernel.working_days import Calendar, add_working_days, working_days_between
from rondom.plans.vocabulary import RouteStep

ROUTE = (
    RouteStep.JOINT_PLAN,
    RouteStep.BOTTLENECK,
    RouteStep.JOINT_ATTEMPT,
    RouteStep.CASE_MEETING,
    RouteStep.ESCALATION,
)

_BLAMING = re.compile(
    r"\b(schuld van|hun schuld|zijn schuld|haar schuld|jullie schuld|weigert|weigeren|onwil\w*|laks\w*|"
    r"lui|luie|nalatig\w*|onbekwaam\w*|belachelijk|schandalig|liegt|liegen|tegenwerk\w*|werkt tegen|"
    r"doet nooit|doen nooit|"
    r"fault|blame|refuses|refuse to|unwilling|lazy|incompetent|negligent|ridiculous|lies|lying|"
    r"never does|never do)\b",
    re.IGNORECASE,
)


def blaming_words(text: str) -> list[str]:
    """Words that put somebody in the dock. They bring a question to rewrite, never a silent change."""
    return list(dict.fromkeys(match.group(0).lower() for match in _BLAMING.finditer(text)))


def react_by(since: date, *, working_days: int, calendar: Calendar) -> date:
    """Until when the party concerned is the only one beside the circle who knows."""
    return add_working_days(since, working_days, calendar)


def is_next_step_offered(since: date, today: date, *, working_days: int, calendar: Calendar) -> bool:
    """Whether the next step of the route is offered: stuck for that many working days."""
    return working_days_between(since, today, calendar) >= working_days


def next_step(step: str) -> str | None:
    """The step of the route after this one, None after the last."""
    place = ROUTE.index(RouteStep(step))
    return ROUTE[place + 1] if place + 1 < len(ROUTE) else None


def skips(step: str, wanted: str) -> bool:
    """Whether going from `step` to `wanted` leaves a step out, which needs a reason (R-016)."""
    return ROUTE.index(RouteStep(wanted)) > ROUTE.index(RouteStep(step)) + 1


def is_backwards(step: str, wanted: str) -> bool:
    """Whether `wanted` lies at or before `step`."""
    return ROUTE.index(RouteStep(wanted)) <= ROUTE.index(RouteStep(step))
