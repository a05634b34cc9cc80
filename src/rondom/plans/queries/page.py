"""The plan page, the panel on the case page, and the plan of a resident: few queries each."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, QuerySet, When

from rondom.access.actor import Actor
from rondom.access.scopes import Part, all_of
from rondom.audit.log import record
from rondom.cases import queries as cases
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.refusals import NotFound
from rondom.kernel.together import fetch_together
from rondom.plans.models import Action, Bottleneck, BottleneckStep, Goal, Plan, Stance
from rondom.plans.queries import cards
from rondom.plans.queries.ordering import goal_order
from rondom.plans.queries.parties import Party, parties_of, said
from rondom.plans.queries.story import Story, money_domain, rows_along, story_of
from rondom.plans.rules import barriers, lines
from rondom.plans.rules.agreement import is_agreed, unheard
from rondom.plans.vocabulary import PlanState, RouteStep, Term


@dataclass(frozen=True)
class RouteView:
    """One step of the route: label and `done`, `current` or `todo`."""

    label: str
    state: str


@dataclass(frozen=True)
class PlanPage:
    """Everything that the plan page shows."""

    plan: Plan
    case: Any
    client: str
    relation: Any
    story: Story | None
    now: list[cards.GoalView]
    later: list[cards.GoalView]
    finished: list[cards.GoalView]
    loose: list[cards.ActionView]
    barriers: list[cards.BarrierView]
    route: list[RouteView]
    silent: list[Party]
    agreed: bool
    all_on_client: bool
    money_on_top: bool
    is_client: bool
    is_case_manager: bool
    in_core: bool
    sees_story: bool
    """Own words and strengths are this reader's to see; else the page says that they are not."""
    today: date
    strengths: list[str] = field(default_factory=list)

    @property
    def is_draft(self) -> bool:
        """Not active yet."""
        return self.plan.state == PlanState.DRAFT

    @property
    def has_ended(self) -> bool:
        """History: shown, not changed."""
        return self.plan.state == PlanState.ENDED

    @property
    def why_not_story(self) -> object:
        """The sentence in the place of own words and strengths that are not this reader's to see."""
        return cases.why_not_seen(self.relation, Part.STORY)

    @property
    def may_publish(self) -> bool:
        """The client or the case manager, of a live plan."""
        return not self.has_ended and (self.is_client or self.is_case_manager)


@dataclass(frozen=True)
class _Reader:
    actor: Actor
    plan: Plan
    client: str
    writable: frozenset[int]
    sees_story: bool
    today: date


@dataclass
class _Rows:
    goals: list[Goal]
    actions: list[Action]
    stances: dict[UUID, list[Stance]]
    all_stances: list[Stance]
    bottlenecks: list[Bottleneck]
    steps: dict[UUID, list[BottleneckStep]]
    about: dict[str, list[Any]]
    """What the case below holds: `words`, `strengths`, `grid`, `stopped`."""


def find_plan(case_id: UUID) -> Plan | None:
    """The live plan of a case, else its last one, when the reader may see it. One query."""
    return newest_plans(case_id).select_related("case__client", "case__case_manager").first()


def newest_plans(case_id: UUID) -> QuerySet[Plan]:
    """The plans of a case, the live one first, then the newest."""
    ended = Case(When(state=PlanState.ENDED, then=1), default=0)
    return Plan.objects.filter(case_id=case_id).order_by(ended, "-started_at")


def plan_page(
    actor: Actor,
    case_id: UUID,
    *,
    at: datetime,
    part: str = "plan",
    action: str = "plan.view",
    plan: Plan | None = None,
) -> PlanPage:
    """The whole plan as the actor may see it, with the look in the log. Raises NotFound without a plan.

    `plan`: the answer of `find_plan`, when the door asked already.
    """
    plan = plan or find_plan(case_id)
    if plan is None:
        raise NotFound
    relation = cases.relation_of(actor, plan.space, at=at)
    log_look(actor, plan, relation, at=at, part=part, action=action)
    return _page(actor, plan, relation, at)


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


def _page(actor: Actor, plan: Plan, relation: Any, at: datetime) -> PlanPage:
    today = at.astimezone(AMSTERDAM).date()
    client = plan.case.client.name
    rows = read_rows(plan)
    writable = frozenset(part for part, can in relation.parts.items() if can)
    money = money_domain()
    known = {row.pk: row.text for row in rows.about["strengths"]}
    reader = _Reader(actor, plan, client, writable, relation.reads(Part.STORY), today)
    goals = _goal_views(reader, rows, known, money)
    order = goal_order(plan, rows.goals, along=rows.about)
    open_views = [goals[key] for key in order.ids]
    parties = parties_of(plan, rows.goals, rows.actions, client)
    own = {p.id: p.line_ids for p in parties}
    spoken = said(rows.all_stances)
    silent = unheard(own, spoken)
    open_owners = [a.owner_kind for a in rows.actions if a.state in lines.OPEN_ACTIONS]
    stuck = barrier_views(actor, rows, writable, today)
    return PlanPage(
        plan=plan,
        case=plan.case,
        client=client,
        relation=relation,
        story=story_of(rows.about["words"]),
        now=[g for g in open_views if g.term == Term.NOW],
        later=[g for g in open_views if g.term != Term.NOW],
        finished=[g for g in goals.values() if not g.is_open],
        loose=_loose(reader, rows),
        barriers=stuck,
        route=_route(plan, stuck),
        silent=[p for p in parties if p.id in silent],
        agreed=is_agreed(own, spoken),
        all_on_client=lines.all_on_client(open_owners),
        money_on_top=order.money_on_top,
        is_client=actor.is_resident and actor.id == plan.case.client_id,
        is_case_manager=actor.id == plan.case.case_manager_id,
        in_core=relation.writes(Part.CORE),
        sees_story=reader.sees_story,
        today=today,
        strengths=list(known.values()),
    )


def read_rows(plan: Plan) -> _Rows:
    """Everything in a plan, and what its page shows of the case: one query."""
    found = fetch_together(
        goals=plan.goals.order_by("rank"),
        actions=plan.actions.order_by("due_on", "created_at"),
        stances=plan.stances.order_by("at"),
        bottlenecks=plan.bottlenecks.filter(solved_at=None).order_by("since_on", "raised_at"),
        steps=BottleneckStep.objects.filter(scope__range=all_of(plan.space)),
        **rows_along(plan.case),
    )
    by_line: dict[UUID, list[Stance]] = {}
    for stance in found["stances"]:
        by_line.setdefault(line_key(stance), []).append(stance)
    steps: dict[UUID, list[BottleneckStep]] = {}
    for step in found["steps"]:
        steps.setdefault(step.bottleneck_id, []).append(step)
    return _Rows(
        goals=found["goals"],
        actions=found["actions"],
        stances=by_line,
        all_stances=found["stances"],
        bottlenecks=found["bottlenecks"],
        steps=steps,
        about=found,
    )


def _goal_views(reader: _Reader, rows: _Rows, known: dict[UUID, str], money: int | None) -> dict[UUID, Any]:
    under: dict[UUID, list[cards.ActionView]] = {}
    for action in rows.actions:
        if action.goal_id:
            under.setdefault(action.goal_id, []).append(_action(reader, action, rows))
    client = (reader.plan.case.client_id, reader.client)
    found = {}
    for goal in rows.goals:
        expected = [client] if goal.state in lines.OPEN_GOALS else []
        if expected and goal.owner_id:
            expected.append((goal.owner_id, goal.owner_name))
        found[goal.pk] = cards.goal_view(
            goal,
            writable=reader.writable,
            client=reader.client,
            known=known,
            sees_story=reader.sees_story,
            money=money,
            actions=under.get(goal.pk, []),
            stances=cards.stance_views(rows.stances.get(goal.pk, []), expected, reader.actor.id),
        )
    return found


def _action(reader: _Reader, action: Action, rows: _Rows) -> cards.ActionView:
    expected = [(action.owner_id, action.owner_name)] if action.state in lines.OPEN_ACTIONS else []
    stances = cards.stance_views(rows.stances.get(action.pk, []), expected, reader.actor.id)
    return cards.action_view(
        action, writable=reader.writable, me=reader.actor.id, today=reader.today, stances=stances
    )


def _loose(reader: _Reader, rows: _Rows) -> list[cards.ActionView]:
    """Actions without a goal that the reader sees (the goal may stand in a part that is not theirs)."""
    seen = {goal.pk for goal in rows.goals}
    return [_action(reader, a, rows) for a in rows.actions if a.goal_id not in seen]


def line_key(stance: Stance) -> UUID:
    """The goal or action that a stance is about; the database keeps it at exactly one."""
    key = stance.goal_id or stance.action_id
    if key is None:
        raise ValueError("a stance is about one line")
    return key


def barrier_views(
    actor: Actor, rows: _Rows, writable: frozenset[int], today: date
) -> list[cards.BarrierView]:
    """What is stuck, the oldest first."""
    texts = {g.pk: g.title for g in rows.goals} | {a.pk: a.what for a in rows.actions}
    return [
        cards.barrier_view(
            row,
            rows.steps.get(row.pk, []),
            writable=writable,
            organization_id=actor.organization_id if actor.is_professional else None,
            today=today,
            about=texts.get(row.action_id or row.goal_id, ""),  # type: ignore[arg-type]
        )
        for row in rows.bottlenecks
    ]


def _route(plan: Plan, stuck: list[cards.BarrierView]) -> list[RouteView]:
    if plan.state == PlanState.DRAFT or not stuck:
        current = 0
    else:
        labels = [str(step.label) for step in barriers.ROUTE]
        current = max(labels.index(row.route) for row in stuck)
    return [
        RouteView(str(step.label), "done" if n < current else "current" if n == current else "todo")
        for n, step in enumerate(RouteStep)
    ]


def bottleneck_page(actor: Actor, bottleneck_id: UUID, *, at: datetime) -> tuple[Plan, cards.BarrierView]:
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
    view = cards.barrier_view(
        row,
        list(row.steps.all()),
        writable=writable,
        organization_id=actor.organization_id if actor.is_professional else None,
        today=at.astimezone(AMSTERDAM).date(),
        about=about,
    )
    return plan, view
