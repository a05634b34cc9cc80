"""The order of goals belongs to the client."""

from datetime import datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.dispatch.commands import command
from rondom.plans import policies
from rondom.plans.commands import telling
from rondom.plans.commands.refusals import OrderIsTheClients, WitnessMissing, require
from rondom.plans.models import Goal, Plan
from rondom.plans.queries.ordering import goal_order
from rondom.plans.rules import ordering
from rondom.plans.vocabulary import Channel, Term


@command("goal.move")
def move_goal(
    *,
    actor: Actor,
    goal_id: UUID,
    up: bool,
    at: datetime,
    channel: str = Channel.SCREEN,
    witness: str = "",
) -> list[UUID]:
    """Move a goal one place up or down among those of the same term; answers the new order.

    Only the client orders; a professional does it with the client's yes on paper or by telephone and a
    named witness (R-017, R-020). From the first move on the client's order holds, money on top or not.
    Refusals: NotFound, NotAllowed, PlanEnded, OrderIsTheClients, WitnessMissing.
    """
    goal = telling.goal_to_change(goal_id)
    plan = telling.live_plan(goal.plan_id)
    named = telling.name_line(witness, field="witness")
    if not policies.is_client(actor, plan):
        if channel == Channel.SCREEN:
            raise OrderIsTheClients
        if not named:
            raise WitnessMissing
        require(policies.may_witness(actor, plan.scope))
    plan = telling.live_plan(goal.plan_id, lock=True)
    shown = shown_order(plan)
    same_term = [p.id for p in shown if p.is_now == (goal.term == Term.NOW)]
    others = [p.id for p in shown if p.id not in same_term]
    moved = ordering.moved(same_term, goal.pk, up=up) if goal.pk in same_term else same_term
    order = [*moved, *others] if goal.term == Term.NOW else [*others, *moved]
    for rank, key in enumerate(order, start=1):
        Goal.objects.filter(pk=key).exclude(rank=rank).update(rank=rank)
    Plan.objects.filter(pk=plan.pk).update(ordered_by_client_at=at)
    telling.tell_line(actor=actor, at=at, action="goal.move", line=goal)
    return order


def shown_order(plan: Plan) -> list[ordering.GoalPlace]:
    """The open goals in the order in which a page shows them now."""
    return goal_order(plan, Goal.objects.filter(plan=plan)).places
