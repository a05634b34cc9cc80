"""What is stuck in a plan, and how far it went along the route."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.cases import queries as cases
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.refusals import NotFound
from rondom.plans.models import Bottleneck, Plan
from rondom.plans.queries.barrier_cards import BarrierView, barrier_view
from rondom.plans.queries.rows import PlanRows, log_look
from rondom.plans.rules import barriers
from rondom.plans.vocabulary import PlanState, RouteStep


@dataclass(frozen=True)
class RouteView:
    """One step of the route: label and `done`, `current` or `todo`."""

    label: str
    state: str


def barrier_views(actor: Actor, rows: PlanRows, writable: frozenset[int], today: date) -> list[BarrierView]:
    """What is stuck, the oldest first."""
    texts = {g.pk: g.title for g in rows.goals} | {a.pk: a.what for a in rows.actions}
    return [
        barrier_view(
            row,
            rows.steps.get(row.pk, []),
            writable=writable,
            organization_id=actor.organization_id if actor.is_professional else None,
            today=today,
            about=texts.get(row.action_id or row.goal_id, ""),  # type: ignore[arg-type]
        )
        for row in rows.bottlenecks
    ]


def route_of(plan: Plan, stuck: list[BarrierView]) -> list[RouteView]:
    """The steps of the route, with the one that the plan is at."""
    if plan.state == PlanState.DRAFT or not stuck:
        current = 0
    else:
        labels = [str(step.label) for step in barriers.ROUTE]
        current = max(labels.index(row.route) for row in stuck)
    return [
        RouteView(str(step.label), "done" if n < current else "current" if n == current else "todo")
        for n, step in enumerate(RouteStep)
    ]


def bottleneck_page(actor: Actor, bottleneck_id: UUID, *, at: datetime) -> tuple[Plan, BarrierView]:
    """One bottleneck with everything that happened to it. Raises NotFound."""
    row = Bottleneck.objects.filter(pk=bottleneck_id).first()
    plan = Plan.objects.select_related("case__client").filter(pk=row.plan_id).first() if row else None
    if row is None or plan is None:
        raise NotFound
    relation = cases.relation_of(actor, plan.space, at=at)
    log_look(actor, plan, relation, at=at, part="bottleneck", action="plan.view")
    writable = frozenset(part for part, can in relation.parts.items() if can)
    line = row.action or row.goal if row.action_id or row.goal_id else None
    about = getattr(line, "what", None) or getattr(line, "title", "") or ""
    view = barrier_view(
        row,
        list(row.steps.all()),
        writable=writable,
        organization_id=actor.organization_id if actor.is_professional else None,
        today=at.astimezone(AMSTERDAM).date(),
        about=about,
    )
    return plan, view
