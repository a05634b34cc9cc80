"""What a meeting asks of the plan: which plan agreements go to, and what its goals are about."""

from __future__ import annotations

from typing import Any

from rondom.access.scopes import all_of
from rondom.cases import queries as cases
from rondom.kernel.together import fetch_together
from rondom.plans.models import Action, Goal, Plan
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


def lines_to_show(case: Any) -> tuple[list[Goal], list[Action]]:
    """The open goals of the live plan in the order of the page, and all its actions. One query."""
    here = all_of(case.space)
    found = fetch_together(
        plans=Plan.objects.live().filter(space=case.space).select_related("case")[:1],
        goals=Goal.objects.filter(scope__range=here, state__in=lines.OPEN_GOALS),
        actions=Action.objects.filter(scope__range=here).order_by("due_on", "created_at"),
        grid=cases.domain_rows(case.pk),
        stopped=cases.suspensions(),
    )
    if not found["plans"]:
        return [], []
    plan = found["plans"][0]
    rows = {goal.pk: goal for goal in found["goals"] if goal.plan_id == plan.pk}
    order = goal_order(plan, rows.values(), along=found)
    return [rows[key] for key in order.ids], [a for a in found["actions"] if a.plan_id == plan.pk]


def goal_domains(space: int) -> set[int]:
    """The life domains of those goals."""
    return {goal.domain for goal in open_goals(space)}
