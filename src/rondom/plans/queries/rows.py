"""The rows of a plan, read at once, and the look written in the log."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, QuerySet, When

from rondom.access.actor import Actor
from rondom.access.scopes import all_of
from rondom.audit.log import record
from rondom.cases import queries as cases
from rondom.kernel.repeated import repeated
from rondom.plans.models import Action, Annex, Bottleneck, BottleneckStep, Goal, Plan, Stance
from rondom.plans.queries.story import rows_along
from rondom.plans.vocabulary import PlanState


@dataclass
class PlanRows:
    """Everything in a plan, and what its page shows of the case."""

    goals: list[Goal]
    actions: list[Action]
    stances: dict[UUID, list[Stance]]
    all_stances: list[Stance]
    bottlenecks: list[Bottleneck]
    steps: dict[UUID, list[BottleneckStep]]
    annexes: list[Annex]
    about: dict[str, list[Any]]
    """What the case below holds: `words`, `strengths`, `grid`, `stopped`, and what was said beside lines."""


def find_plan(case_id: UUID) -> Plan | None:
    """The live plan of a case, else its last one, when the reader may see it. One query."""
    return next(iter(_newest(case_id=case_id)["plans"]), None)


@repeated
def _newest(*, case_id: UUID) -> dict[str, QuerySet[Any]]:
    return {"plans": newest_plans(case_id).select_related("case__client", "case__case_manager")[:1]}


def newest_plans(case_id: UUID) -> QuerySet[Plan]:
    """The plans of a case, the live one first, then the newest."""
    ended = Case(When(state=PlanState.ENDED, then=1), default=0)
    return Plan.objects.filter(case_id=case_id).order_by(ended, "-started_at")


def log_look(actor: Actor, plan: Plan, relation: Any, *, at: datetime, part: str, action: str) -> None:
    """Write that somebody looked at (or took along) the plan of this client."""
    record(
        actor=actor,
        action=action,
        at=at,
        space=plan.space,
        subjects=[plan.case.client_id],
        part=part,
        object_type="plan",
        object_id=plan.pk,
        row=relation.row,
        ground=relation.ground,
    )


def read_rows(plan: Plan) -> PlanRows:
    """Everything in a plan, and what its page shows of the case: one query."""
    first, last = all_of(plan.space)
    found = _lists(
        plan_id=plan.pk, first=first, last=last, case_id=plan.case_id, client_id=plan.case.client_id
    )
    for name in ("goals", "actions", "stances", "bottlenecks", "annexes"):
        for row in found[name]:
            row.plan = plan
    by_line: dict[UUID, list[Stance]] = {}
    for stance in found["stances"]:
        by_line.setdefault(line_key(stance), []).append(stance)
    steps: dict[UUID, list[BottleneckStep]] = {}
    for step in found["steps"]:
        steps.setdefault(step.bottleneck_id, []).append(step)
    return PlanRows(
        goals=found["goals"],
        actions=found["actions"],
        stances=by_line,
        all_stances=found["stances"],
        bottlenecks=found["bottlenecks"],
        steps=steps,
        annexes=found["annexes"],
        about=found,
    )


@repeated
def _lists(
    *, plan_id: UUID, first: int, last: int, case_id: UUID, client_id: UUID
) -> dict[str, QuerySet[Any]]:
    barriers = Bottleneck.objects.filter(plan_id=plan_id, solved_at=None)
    return {
        "goals": Goal.objects.filter(plan_id=plan_id).order_by("rank"),
        "actions": Action.objects.filter(plan_id=plan_id).order_by("due_on", "created_at"),
        "stances": Stance.objects.filter(plan_id=plan_id).order_by("at"),
        "bottlenecks": barriers.order_by("since_on", "raised_at"),
        "steps": BottleneckStep.objects.filter(scope__range=(first, last)),
        "annexes": Annex.objects.filter(plan_id=plan_id).order_by("attached_at"),
        **rows_along(case_id, client_id),
        **cases.rows_beside(case_id, "goal", "action", "annex"),
    }


def line_key(stance: Stance) -> UUID:
    """The goal or action that a stance is about; the database keeps it at exactly one."""
    key = stance.goal_id or stance.action_id
    if key is None:
        raise ValueError("a stance is about one line")
    return key
