"""In which order goals stand. The client decides; until then money comes first (R-017, R-020)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class GoalPlace:
    """What the order of a goal depends on."""

    id: UUID
    rank: int
    is_money: bool = False
    is_now: bool = True


def in_order(
    goals: Iterable[GoalPlace], *, ordered_by_client: bool, money_is_problem: bool
) -> list[GoalPlace]:
    """The goals as they are shown: now before later, then the client's own order.

    Only while the client has chosen no order do money goals stand on top, and only when money is a
    problem.
    """

    def key(goal: GoalPlace) -> tuple[bool, bool, int, str]:
        money_on_top = goal.is_money and money_is_problem and not ordered_by_client
        return (not goal.is_now, not money_on_top, goal.rank, str(goal.id))

    return sorted(goals, key=key)


def moved(order: Sequence[UUID], goal_id: UUID, *, up: bool) -> list[UUID]:
    """The order with one goal changed with its neighbour; the same order when there is none."""
    found = list(order)
    here = found.index(goal_id)
    there = here - 1 if up else here + 1
    if 0 <= there < len(found):
        found[here], found[there] = found[there], found[here]
    return found


def has_room_now(now: int, *, limit: int) -> bool:
    """Whether one more goal can be for now."""
    return now < limit
