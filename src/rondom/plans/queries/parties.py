"""Who has lines of their own in a plan, and what everybody said."""

from dataclasses import dataclass
from uuid import UUID

from rondom.plans.models import Action, Goal, Plan, Stance
from rondom.plans.rules import lines
from rondom.plans.rules.agreement import Said, unheard
from rondom.plans.vocabulary import GoalOwner, OwnerKind


@dataclass(frozen=True)
class Party:
    """Somebody with lines of their own: the client, a professional, a supporter or a member."""

    id: UUID
    name: str
    kind: str
    line_ids: tuple[UUID, ...]


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


def said(stances: list[Stance]) -> list[Said]:
    """The stances as the rules read them, in the order in which they were given."""
    ordered = sorted(stances, key=lambda s: s.at)
    return [
        Said(s.goal_id or s.action_id, s.person_id, s.stance, place)  # type: ignore[arg-type]
        for place, s in enumerate(ordered)
    ]


def silent_parties(plan: Plan, client_name: str) -> list[Party]:
    """Parties that have not spoken on at least one own line, as far as the reader sees."""
    goals, actions = list(plan.goals.all()), list(plan.actions.all())
    parties = parties_of(plan, goals, actions, client_name)
    open_lines = unheard({p.id: p.line_ids for p in parties}, said(list(plan.stances.all())))
    return [p for p in parties if p.id in open_lines]
