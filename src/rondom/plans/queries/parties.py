"""Who has lines of their own in a plan, and what everybody said."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from rondom.plans.models import Action, Goal, Plan, Stance
from rondom.plans.rules import lines
from rondom.plans.rules.agreement import Said, is_about_words_of_now, unheard
from rondom.plans.vocabulary import GoalOwner, OwnerKind


@dataclass(frozen=True)
class Party:
    """Somebody with lines of their own: the client, a professional, a supporter or a member."""

    id: UUID
    name: str
    kind: str
    line_ids: tuple[UUID, ...]
    asked_at: datetime | None = None
    """Since when a word on one of these lines is waited for; asked by the clock only."""


def parties_of(plan: Plan, goals: list[Goal], actions: list[Action], client_name: str) -> list[Party]:
    """Whose word is needed on which lines: own actions, own goals, and every goal for the client (R-018)."""
    found: dict[UUID, tuple[str, str, list[UUID]]] = {}

    def give(person_id: UUID, name: str, kind: str, line_id: UUID) -> None:
        found.setdefault(person_id, (name, kind, []))[2].append(line_id)

    for goal in goals:
        if goal.state not in lines.OPEN_GOALS:
            continue
        give(plan.case.client_id, client_name, "client", goal.pk)
        if goal.owner_id and goal.owner_id != plan.case.client_id:
            kind = OwnerKind.MEMBER if goal.owner == GoalOwner.MEMBER else OwnerKind.PROFESSIONAL
            give(goal.owner_id, goal.owner_name, kind, goal.pk)
    for action in actions:
        if action.state in lines.OPEN_ACTIONS:
            give(action.owner_id, action.owner_name, action.owner_kind, action.pk)
    return [Party(key, name, kind, tuple(ids)) for key, (name, kind, ids) in found.items()]


def said(stances: Iterable[Stance], lines_now: Iterable[Goal | Action]) -> list[Said]:
    """What was said about these lines as they stand, as the rules read it, in the order it was said.

    What was said about the words before stays in the file and counts no longer (R-018).
    """
    worded = {line.pk: line.worded_at for line in lines_now}
    found: list[Said] = []
    for place, one in enumerate(sorted(stances, key=lambda s: s.at)):
        key = one.goal_id or one.action_id
        if key in worded and is_about_words_of_now(one.at, worded[key]):
            found.append(Said(key, one.person_id, one.stance, place))
    return found


def silent_parties(plan: Plan, client_name: str) -> list[Party]:
    """Parties that have not spoken on at least one own line, as far as the reader sees.

    `asked_at` of each: since the line was there in these words and in a published version.
    """
    goals, actions = list(plan.goals.all()), list(plan.actions.all())
    parties = parties_of(plan, goals, actions, client_name)
    every: dict[UUID, Goal | Action] = {goal.pk: goal for goal in goals}
    every |= {action.pk: action for action in actions}
    open_lines = unheard({p.id: p.line_ids for p in parties}, said(plan.stances.all(), every.values()))
    return [
        replace(one, asked_at=min(_asked_at(plan, every[key]) for key in open_lines[one.id]))
        for one in parties
        if one.id in open_lines
    ]


def _asked_at(plan: Plan, line: Goal | Action) -> datetime:
    return max(filter(None, (plan.published_at, line.created_at, line.worded_at)))
