"""Lines of plans as a resident sees them: the own plan, and what names this person in another's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from rondom.access.actor import Actor
from rondom.plans import queries as plans
from rondom.web.portal.doors import item_key
from rondom.web.portal.reading import Item, item

OPEN = {"planned", "started", "stuck"}


@dataclass(frozen=True)
class OwnPlan:
    """The own plan as its client sees it: goals with their actions, and what is attached."""

    goals: list[Item]
    annexes: list[Item]


def plan_lines(case: Any, actor: Actor) -> list[Item]:
    """The goals of the own plan in the client's order, each with its actions; then what has no goal."""
    return own_plan(case, actor).goals


def own_plan(case: Any, actor: Actor) -> OwnPlan:
    """The goals as `plan_lines`, and the documents beside the plan. One query."""
    found = plans.lines_to_show(case)
    annexes = annex_items(found.annexes, found.goals, actor)
    return OwnPlan(_own_goals(case, actor, found), annexes)


def annex_items(rows: Sequence[Any], goals: Iterable[Any], actor: Actor) -> list[Item]:
    """Documents beside a plan, the newest first; `object` holds the words of one and its older versions."""
    scopes = {row.pk: row.scope for row in rows}
    return [
        Item(
            key=item_key("annex", view.id, scopes[view.id], view.summary),
            title=view.summary,
            on=view.document_on,
            who=view.who,
            object=view,
        )
        for view in plans.annex_views(rows, goals, actor=actor, writable=frozenset())
    ]


def _own_goals(case: Any, actor: Actor, found: plans.ResidentLines) -> list[Item]:
    documents = {row.pk: row.summary for row in found.annexes}
    under: dict[UUID | None, list[Item]] = {}
    for row in found.actions:
        under.setdefault(row.goal_id, []).append(
            _action(row, actor, stance_url=reverse("plan_stances", args=[case.pk, "action", row.pk]))
        )
    goals = [
        _goal(
            goal,
            under.pop(goal.pk, []),
            stance_url=reverse("plan_stances", args=[case.pk, "goal", goal.pk]),
            accept_url=reverse("plan_goal_acceptance", args=[case.pk, goal.pk])
            if goal.state == "proposed"
            else "",
            source=documents.get(goal.annex_id, "") if goal.annex_id else "",
            drop_url=reverse("plan_goal_state", args=[case.pk, goal.pk])
            if goal.state == "proposed" and goal.annex_id
            else "",
        )
        for goal in found.goals
    ]
    loose = [one for rest in under.values() for one in rest]
    return [*goals, Item(key="", title="", object=loose)] if loose else goals


def lines_of_others(goals: Iterable[Any], actions: Iterable[Any], actor: Actor) -> list[Item]:
    """What names this person in somebody else's plan: own goals, each line with what can be said of it."""
    under: dict[UUID | None, list[Item]] = {}
    shown = list(goals)
    seen = {goal.pk for goal in shown}
    for row in actions:
        url = reverse("own_line_stances", args=["action", row.pk])
        place = row.goal_id if row.goal_id in seen else None
        under.setdefault(place, []).append(_action(row, actor, stance_url=url))
    found = [
        _goal(
            goal,
            under.get(goal.pk, []),
            **_own_goal_urls(goal, actor),
        )
        for goal in shown
    ]
    return [*found, Item(key="", title="", object=under[None])] if under.get(None) else found


def _own_goal_urls(goal: Any, actor: Actor) -> dict[str, str]:
    if goal.owner_id != actor.id:
        return {}
    return {
        "change_url": reverse("portal_own_goal", args=[goal.pk]),
        "withdraw_url": reverse("portal_own_goal_withdrawal", args=[goal.pk]),
    }


def _goal(goal: Any, actions: list[Item], **urls: str) -> Item:
    return item(
        "goal",
        goal,
        goal.title,
        text=goal.first_step,
        on=goal.due_on,
        who=goal.owner_name,
        state=str(goal.get_state_display()),
        kind=goal.state,
        object=actions,
        **urls,
    )


def _action(row: Any, actor: Actor, *, stance_url: str) -> Item:
    mine = row.owner_id == actor.id and row.state in OPEN
    return item(
        "action",
        row,
        row.what,
        who=row.owner_name,
        on=row.due_on,
        state=str(row.get_state_display()),
        kind=row.state,
        stance_url=stance_url,
        report_url=reverse("own_line_steps", args=[row.pk]) if mine else "",
    )
