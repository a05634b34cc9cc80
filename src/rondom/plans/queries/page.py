"""The plan page: everything in the plan that its reader may see, in few queries."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.scopes import Part
from rondom.cases import queries as cases
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.refusals import NotFound
from rondom.plans.models import Action, Plan
from rondom.plans.queries.action_cards import ActionView, action_view
from rondom.plans.queries.annexes import AnnexView, annex_views
from rondom.plans.queries.barrier_cards import BarrierView
from rondom.plans.queries.goal_cards import GoalView, goal_view
from rondom.plans.queries.ordering import goal_order
from rondom.plans.queries.parties import Party, parties_of, said
from rondom.plans.queries.rows import PlanRows, find_plan, log_look, read_rows
from rondom.plans.queries.stance_cards import stance_views
from rondom.plans.queries.story import Story, money_domain, story_of
from rondom.plans.queries.stuck import RouteView, barrier_views, route_of
from rondom.plans.rules import lines
from rondom.plans.rules.agreement import is_agreed, unheard
from rondom.plans.vocabulary import PlanState, Term


@dataclass(frozen=True)
class PlanPage:
    """Everything that the plan page shows."""

    plan: Plan
    case: Any
    client: str
    relation: Any
    story: Story | None
    now: list[GoalView]
    later: list[GoalView]
    finished: list[GoalView]
    loose: list[ActionView]
    barriers: list[BarrierView]
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
    annexes: list[AnnexView] = field(default_factory=list)

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
    def may_publish_now(self) -> bool:
        """The client or the case manager, of a plan that is worked on and has a goal."""
        return self._has_goals and not self.is_draft and (self.is_client or self.is_case_manager)

    @property
    def may_start_now(self) -> bool:
        """A draft with a goal can be worked on."""
        return self._has_goals and self.is_draft and self.in_core

    @property
    def has_other_step(self) -> bool:
        """Something else than one more goal is the step to take now."""
        return self.may_publish_now or self.may_start_now

    @property
    def _has_goals(self) -> bool:
        return bool(self.now or self.later) and not self.has_ended


@dataclass(frozen=True)
class _Reader:
    actor: Actor
    plan: Plan
    client: str
    writable: frozenset[int]
    sees_story: bool
    today: date
    said: dict[UUID, list[cases.Said]]


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


def _page(actor: Actor, plan: Plan, relation: Any, at: datetime) -> PlanPage:
    today = at.astimezone(AMSTERDAM).date()
    client = plan.case.client.name
    rows = read_rows(plan)
    writable = frozenset(part for part, can in relation.parts.items() if can)
    money = money_domain()
    known = {row.pk: row.text for row in rows.about["strengths"]}
    reader = _Reader(
        actor,
        plan,
        client,
        writable,
        relation.reads(Part.STORY),
        today,
        cases.said_beside(rows.about, actor),
    )
    goals = _goal_views(reader, rows, known, money)
    order = goal_order(plan, rows.goals, along=rows.about)
    open_views = [goals[key] for key in order.ids]
    parties = parties_of(plan, rows.goals, rows.actions, client)
    own = {p.id: p.line_ids for p in parties}
    spoken = said(rows.all_stances, [*rows.goals, *rows.actions])
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
        route=route_of(plan, stuck),
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
        annexes=annex_views(rows.annexes, rows.goals, actor=actor, writable=writable, said=reader.said),
    )


def _goal_views(
    reader: _Reader, rows: PlanRows, known: dict[UUID, str], money: int | None
) -> dict[UUID, Any]:
    under: dict[UUID, list[ActionView]] = {}
    for action in rows.actions:
        if action.goal_id:
            under.setdefault(action.goal_id, []).append(_action(reader, action, rows))
    client = (reader.plan.case.client_id, reader.client)
    documents = {row.pk: row.summary for row in rows.annexes}
    found = {}
    for goal in rows.goals:
        expected = [client] if goal.state in lines.OPEN_GOALS else []
        if expected and goal.owner_id:
            expected.append((goal.owner_id, goal.owner_name))
        found[goal.pk] = goal_view(
            goal,
            writable=reader.writable,
            client=reader.client,
            known=known,
            sees_story=reader.sees_story,
            money=money,
            actions=under.get(goal.pk, []),
            stances=stance_views(rows.stances.get(goal.pk, []), expected, reader.actor.id, goal.worded_at),
            said=reader.said.get(goal.pk),
            from_annex=documents.get(goal.annex_id, "") if goal.annex_id else "",
        )
    return found


def _action(reader: _Reader, action: Action, rows: PlanRows) -> ActionView:
    expected = [(action.owner_id, action.owner_name)] if action.state in lines.OPEN_ACTIONS else []
    stances = stance_views(rows.stances.get(action.pk, []), expected, reader.actor.id, action.worded_at)
    return action_view(
        action,
        writable=reader.writable,
        me=reader.actor.id,
        today=reader.today,
        stances=stances,
        said=reader.said.get(action.pk, []),
    )


def _loose(reader: _Reader, rows: PlanRows) -> list[ActionView]:
    """Actions without a goal that the reader sees (the goal may stand in a part that is not theirs)."""
    seen = {goal.pk for goal in rows.goals}
    return [_action(reader, a, rows) for a in rows.actions if a.goal_id not in seen]
