"""What a meeting asks of the plan: which plan agreements go to, and what its goals are about."""

from __future__ import annotations

from rondom.plans.models import Goal, Plan
from rondom.plans.queries.ordering import goal_order
from rondom.plans.rules import lines


def active_plan(space: int) -> Plan | None:
    """The one live plan of a household, draft or active, if the reader may see it."""
    return Plan.objects.live().filter(space=space).first()


def open_goals(space: int) -> list[Goal]:
    """Goals that are worked on or proposed, as far as the reader may see them, in the order of the page."""
    plan = Plan.objects.live().filter(space=space).select_related("case").first()
    if plan is None:
        return []
    rows = {goal.pk: goal for goal in plan.goals.filter(state__in=lines.OPEN_GOALS)}
    return [rows[key] for key in goal_order(plan, rows.values()).ids]


def goal_domains(space: int) -> set[int]:
    """The life domains of those goals."""
    return {goal.domain for goal in open_goals(space)}
