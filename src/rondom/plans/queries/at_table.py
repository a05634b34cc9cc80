"""What a meeting asks of the plan: which plan agreements go to, and what its goals are about."""

from __future__ import annotations

from rondom.plans.models import Goal, Plan
from rondom.plans.rules import lines


def active_plan(space: int) -> Plan | None:
    """The one live plan of a household, draft or active, if the reader may see it."""
    return Plan.objects.live().filter(space=space).first()


def open_goals(space: int) -> list[Goal]:
    """Goals that are worked on or proposed, as far as the reader may see them, in the client's order."""
    rows = Goal.objects.filter(plan__space=space, plan__in=Plan.objects.live(), state__in=lines.OPEN_GOALS)
    return list(rows.order_by("rank"))


def goal_domains(space: int) -> set[int]:
    """The life domains of those goals."""
    return {goal.domain for goal in open_goals(space)}
