"""What somebody sees of plans outside the plan page: the panel, the portal, the own list."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from rondom.access.actor import Actor
from rondom.access.scopes import all_of, space_of
from rondom.audit.log import record
from rondom.cases import queries as cases
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.refusals import NotFound
from rondom.kernel.repeated import repeated
from rondom.people import queries as people
from rondom.plans.models import Action, Bottleneck, Goal, Plan
from rondom.plans.queries.action_cards import ActionView, action_view
from rondom.plans.queries.goal_cards import GoalView, goal_view
from rondom.plans.queries.ordering import goal_order
from rondom.plans.queries.rows import find_plan, newest_plans
from rondom.plans.queries.story import confirmed_supporters
from rondom.plans.rules import lines
from rondom.plans.vocabulary import PlanState, Term


@dataclass(frozen=True)
class PlanPanel:
    """The plan in a few lines, for the case page. `plan` is None while there is none (or none for you)."""

    plan: Plan | None
    goals: list[GoalView]
    next_actions: list[ActionView]
    late: int
    stuck: int


def plan_panel(actor: Actor, case: Any, *, at: datetime) -> PlanPanel:
    """The goals for now, the next actions, and what is late or stuck. One query.

    The case page writes the look in the log itself.
    """
    first, last = all_of(case.space)
    found = _panel_lists(case_id=case.pk, first=first, last=last)
    if not found["plans"]:
        return PlanPanel(None, [], [], 0, 0)
    plan = found["plans"][0]
    today = at.astimezone(AMSTERDAM).date()
    rows = {goal.pk: goal for goal in found["goals"] if goal.plan_id == plan.pk}
    order = goal_order(plan, rows.values(), along=found)
    goals = [rows[key] for key in order.ids if rows[key].term == Term.NOW]
    actions = [
        action_view(a, writable=frozenset(), me=actor.id, today=today)
        for a in found["actions"]
        if a.plan_id == plan.pk
    ]
    views = [
        goal_view(
            goal,
            writable=frozenset(),
            client=_("the client"),
            known={},
            money=None,
            actions=[a for a in actions if a.goal_id == goal.pk],
            stances=[],
        )
        for goal in goals
    ]
    late = sum(a.overdue for a in actions)
    return PlanPanel(plan, views, actions[:5], late, sum(b.plan_id == plan.pk for b in found["stuck"]))


@repeated
def _panel_lists(*, case_id: UUID, first: int, last: int) -> dict[str, QuerySet[Any]]:
    # By space, not by joining the plan: each table more makes the database count the reader's parts again.
    here = Q(scope__range=(first, last))
    return {
        "plans": newest_plans(case_id).select_related("case")[:1],
        "goals": Goal.objects.filter(here, state__in=lines.OPEN_GOALS),
        "actions": Action.objects.filter(here, state__in=lines.OPEN_ACTIONS).order_by("due_on"),
        "stuck": Bottleneck.objects.filter(here, solved_at=None),
        "grid": cases.domain_rows(case_id),
        "stopped": cases.suspensions(),
    }


def action_for(actor: Actor, action_id: UUID, *, at: datetime) -> Action:
    """One action, with the look in the log. Raises NotFound."""
    row = Action.objects.filter(pk=action_id).first()
    if row is None:
        raise NotFound
    _log_lines(actor, [row], at)
    return row


def goal_for(actor: Actor, goal_id: UUID, *, at: datetime) -> Goal:
    """One goal, with the look in the log. Raises NotFound."""
    row = Goal.objects.filter(pk=goal_id).first()
    if row is None:
        raise NotFound
    _log_lines(actor, [row], at)
    return row


def my_actions(actor: Actor, *, at: datetime, limit: int = 20) -> list[ActionView]:
    """Open actions that this actor owns, the nearest date first. One query; no log: a list of own work."""
    today = at.astimezone(AMSTERDAM).date()
    rows = Action.objects.open().filter(owner_id=actor.id).order_by("due_on")[:limit]
    return [action_view(a, writable=frozenset(), me=actor.id, today=today) for a in rows]


def live_plan_of(case_id: UUID) -> Plan | None:
    """The live plan of a case, when the reader may see it; for modules above."""
    plan = find_plan(case_id)
    return plan if plan is not None and plan.state != PlanState.ENDED else None


def goals_of(plan_id: UUID) -> list[Goal]:
    """The open goals of a plan in the client's order, for modules above."""
    plan = Plan.objects.select_related("case").filter(pk=plan_id).first()
    if plan is None:
        return []
    rows = {goal.pk: goal for goal in plan.goals.filter(state__in=lines.OPEN_GOALS)}
    return [rows[key] for key in goal_order(plan, rows.values()).ids]


def actions_of(plan_id: UUID) -> list[Action]:
    """The open actions of a plan, the nearest date first, for modules above."""
    return list(Action.objects.open().filter(plan_id=plan_id).order_by("due_on"))


def family_of(plan: Plan, *, at: datetime) -> list[tuple[str, UUID, str]]:
    """Who in the household something can be about: (kind, key, words), the client first. One query."""
    today = at.astimezone(AMSTERDAM).date()
    client = plan.case.client_id
    members = people.members(plan.household_id, today).select_related("person")
    return [
        ("client", client, str(plan.case.client)),
        *(("member", m.person_id, m.person.name) for m in members if m.person_id != client),
    ]


def owners_for(plan: Plan, *, at: datetime) -> list[tuple[str, UUID, str]]:
    """Who can own an action: (kind, key, words), the client first, then family, helpers, professionals."""
    rows = [r for r in cases.involved_parties(plan.case) if r.professional_id and r.professional]
    return [
        *family_of(plan, at=at),
        *(("supporter", key, name) for key, name in confirmed_supporters(plan.case)),
        *(("professional", r.professional_id, _with_party(r)) for r in rows if r.professional_id),
    ]


def _with_party(row: Any) -> str:
    name = str(row.professional.name)
    return f"{name}, {row.organization.name}" if row.organization else name


def _log_lines(actor: Actor, rows: list[Any], at: datetime) -> None:
    for row in rows:
        kind = "goal" if isinstance(row, Goal) else "action"
        space = space_of(row.scope)
        record(
            actor=actor,
            action=f"{kind}.view",
            at=at,
            space=space,
            subjects=[row.client_id],
            part="plan",
            object_type=kind,
            object_id=row.pk,
            row=cases.relation_of(actor, space, at=at).row,
        )
