"""Questions about goals and actions."""

import re
from collections.abc import Iterable
from datetime import date

from rondom.plans.vocabulary import ActionState, GoalState, OwnerKind

NEXT_ACTION_STATES: dict[str, frozenset[str]] = {
    ActionState.PLANNED: frozenset(
        {
            ActionState.STARTED,
            ActionState.DONE,
            ActionState.STUCK,
            ActionState.DROPPED,
            ActionState.CARRIED_OVER,
        }
    ),
    ActionState.STARTED: frozenset(
        {ActionState.DONE, ActionState.STUCK, ActionState.DROPPED, ActionState.CARRIED_OVER}
    ),
    ActionState.STUCK: frozenset(
        {ActionState.STARTED, ActionState.DONE, ActionState.DROPPED, ActionState.CARRIED_OVER}
    ),
    ActionState.DONE: frozenset({ActionState.STARTED}),
    ActionState.DROPPED: frozenset(),
    ActionState.CARRIED_OVER: frozenset(),
}
"""Done may be taken back; dropped and carried over are final."""

NEXT_GOAL_STATES: dict[str, frozenset[str]] = {
    GoalState.PROPOSED: frozenset({GoalState.AGREED, GoalState.DROPPED}),
    GoalState.AGREED: frozenset({GoalState.REACHED, GoalState.DROPPED}),
    GoalState.REACHED: frozenset({GoalState.AGREED}),
    GoalState.DROPPED: frozenset({GoalState.PROPOSED}),
    GoalState.WITHDRAWN: frozenset(),
}
"""What others decide about a goal. Withdrawn is reached by `withdraw_own_goal` only, and is final: nobody
takes up what a young person took back; a new goal of their own can always be added."""

OPEN_ACTIONS = frozenset({ActionState.PLANNED, ActionState.STARTED, ActionState.STUCK})
OPEN_GOALS = frozenset({GoalState.PROPOSED, GoalState.AGREED})
NEEDS_REASON = frozenset({ActionState.DROPPED})

_GENERAL = re.compile(
    r"\b(beter|meer|minder|goed|better|more|less|good|improve|verbeteren|werken aan|work on)\b", re.IGNORECASE
)
_WORD_COUNT_OF_PLAIN_GOAL = 4


def may_action_become(old: str, new: str) -> bool:
    """Whether an action in state `old` may move to `new`."""
    return new in NEXT_ACTION_STATES.get(old, frozenset())


def may_goal_become(old: str, new: str) -> bool:
    """Whether a goal in state `old` may move to `new`."""
    return new in NEXT_GOAL_STATES.get(old, frozenset())


def is_overdue(state: str, due_on: date | None, today: date) -> bool:
    """Open, and the date has passed. The day itself is still on time."""
    return state in OPEN_ACTIONS and due_on is not None and due_on < today


def all_on_client(owner_kinds: Iterable[str]) -> bool:
    """Whether every open action lies with the client or the household: an imbalance to show (R-017)."""
    kinds = set(owner_kinds)
    return bool(kinds) and kinds <= {OwnerKind.CLIENT, OwnerKind.MEMBER}


def is_vague(title: str) -> bool:
    """A goal that says little: a prompt to ask what it would look like, never a block (R-017)."""
    words = title.split()
    return len(words) < 3 or (len(words) < _WORD_COUNT_OF_PLAIN_GOAL and bool(_GENERAL.search(title)))
