"""The order of goals belongs to the client."""

from datetime import datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.plans import policies
from rondom.plans.commands import telling
from rondom.plans.commands.refusals import GoalUnknown, OrderIsTheClients, require
from rondom.plans.events import PlanChanged
from rondom.plans.models import Goal, Plan
from rondom.plans.queries.ordering import goal_order
from rondom.plans.rules import ordering
from rondom.plans.vocabulary import Channel, StepKind, Term


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
    named witness, who stands in the history (R-017, R-020). From the first move on the client's order holds,
    money on top or not. Refusals: NotFound, NotAllowed, PlanEnded, OrderIsTheClients, WitnessMissing,
    GoalUnknown (reached or left out meanwhile).
    """
    goal = telling.goal_to_change(goal_id)
    plan = telling.live_plan(goal.plan_id)
    said = {}
    if not policies.is_client(actor, plan):
        said = telling.witnessed(channel, witness, refusal=OrderIsTheClients)
        require(policies.may_witness(actor, plan.scope))
    plan = telling.live_plan(goal.plan_id, lock=True)
    shown = shown_order(plan)
    if goal.pk not in {place.id for place in shown}:
        raise GoalUnknown
    same_term = [p.id for p in shown if p.is_now == (goal.term == Term.NOW)]
    others = [p.id for p in shown if p.id not in same_term]
    moved = ordering.moved(same_term, goal.pk, up=up)
    order = [*moved, *others] if goal.term == Term.NOW else [*others, *moved]
    for rank, key in enumerate(order, start=1):
        Goal.objects.filter(pk=key).exclude(rank=rank).update(rank=rank)
    Plan.objects.filter(pk=plan.pk).update(ordered_by_client_at=at)
    if said:
        telling.add_step(actor=actor, line=goal, kind=StepKind.MOVED, state=goal.state, at=at, now=said)
    telling.tell_line(actor=actor, at=at, action="goal.move", line=goal)
    publish(PlanChanged(plan_id=plan.pk, scope=goal.scope, by_id=actor.id), at=at)
    return order


def shown_order(plan: Plan) -> list[ordering.GoalPlace]:
    """The open goals in the order in which a page shows them now."""
    return goal_order(plan, Goal.objects.filter(plan=plan)).places
