"""What residents have of plans: the client the whole plan, somebody else the lines that are theirs."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from rondom.access.actor import Actor
from rondom.access.scopes import all_of, space_of
from rondom.audit.log import record
from rondom.cases import queries as cases
from rondom.kernel.repeated import repeated
from rondom.kernel.together import fetch_together
from rondom.plans.models import Action, Annex, Goal, Plan
from rondom.plans.queries.ordering import goal_order
from rondom.plans.rules import lines
from rondom.plans.vocabulary import ActionState


@dataclass(frozen=True)
class ResidentLines:
    """Goals in the order of the page, actions, the nearest date first, and what is attached.

    Rows, as far as the reader may see them.
    """

    goals: list[Goal]
    actions: list[Action]
    annexes: list[Annex] = field(default_factory=list)


def lines_to_show(case: Any) -> ResidentLines:
    """The open goals of the client's live plan, its actions but those put aside, its annexes. One query."""
    first, last = all_of(case.space)
    found = _lists(case_id=case.pk, space=case.space, first=first, last=last)
    if not found["plans"]:
        return ResidentLines([], [])
    plan = found["plans"][0]
    rows = {goal.pk: goal for goal in found["goals"] if goal.plan_id == plan.pk}
    order = goal_order(plan, rows.values(), along=found)
    return ResidentLines(
        [rows[key] for key in order.ids],
        [a for a in found["actions"] if a.plan_id == plan.pk],
        [a for a in found["annexes"] if a.plan_id == plan.pk],
    )


@repeated
def _lists(*, case_id: UUID, space: int, first: int, last: int) -> dict[str, QuerySet[Any]]:
    here = Q(scope__range=(first, last))
    aside = [ActionState.CARRIED_OVER, ActionState.DROPPED]
    return {
        "plans": Plan.objects.live().filter(space=space).select_related("case")[:1],
        "goals": Goal.objects.filter(here, state__in=lines.OPEN_GOALS),
        "actions": Action.objects.filter(here).exclude(state__in=aside).order_by("due_on", "created_at"),
        "annexes": Annex.objects.filter(here).order_by("attached_at"),
        "grid": cases.domain_rows(case_id),
        "stopped": cases.suspensions(),
    }


def lines_naming(actor: Actor, *, at: datetime) -> ResidentLines:
    """The lines of other people's plans that name this resident, with the looks in the log. One query.

    A young person's own goals and documents about them, what somebody from the own network does. No more of
    those plans than that.
    """
    found = fetch_together(
        goals=Goal.objects.filter(~Q(client_id=actor.id), state__in=lines.OPEN_GOALS).order_by("rank"),
        actions=Action.objects.open().filter(~Q(client_id=actor.id), owner_id=actor.id).order_by("due_on"),
        annexes=Annex.objects.filter(~Q(client_id=actor.id)).order_by("attached_at"),
    )
    mine = ResidentLines(found["goals"], found["actions"], found["annexes"])
    seen = {(row.scope, row.plan_id, row.client_id) for row in mine.goals}
    seen |= {(row.scope, row.plan_id, row.client_id) for row in mine.actions}
    seen |= {(row.scope, row.plan_id, row.client_id) for row in mine.annexes}
    for scope, plan_id, client_id in seen:
        record(
            actor=actor,
            action="plan.view",
            at=at,
            space=space_of(scope),
            subjects=[client_id, actor.id],
            part="plan",
            object_type="plan",
            object_id=plan_id,
            row="named",
        )
    return mine
