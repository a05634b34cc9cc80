"""The order in which open goals are shown, everywhere the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rondom.cases import queries as cases
from rondom.kernel.sorting_rules import sorting_rule
from rondom.plans.models import Goal, Plan
from rondom.plans.queries.story import money_domain, money_is_problem, money_stands_out
from rondom.plans.rules import lines, ordering
from rondom.plans.vocabulary import Term

RULE = "money_first"


@dataclass(frozen=True)
class GoalOrder:
    """The places in order, and whether money was put on top as a proposal."""

    places: list[ordering.GoalPlace]
    money_on_top: bool

    @property
    def ids(self) -> list[UUID]:
        """The keys in order."""
        return [place.id for place in self.places]


@sorting_rule(
    RULE,
    what=_("Shows goals about money on top, until the client chooses an order."),
    why=_("Less worry about money gives calm. The client changes the order with one button."),
    inputs=("goal.domain", "goal.rank", "goal.term", "domain.problem"),
)
def goal_order(
    plan: Plan, goals: Iterable[Goal], *, along: Mapping[str, list[Any]] | None = None
) -> GoalOrder:
    """The open goals as a page shows them (R-017, R-020). No query once the client has ordered.

    `along`: the `grid` and the `stopped` of `rows_along`, when they were read already.
    """
    money = money_domain()
    places = [
        ordering.GoalPlace(g.pk, g.rank, g.domain == money, g.term == Term.NOW)
        for g in goals
        if g.state in lines.OPEN_GOALS
    ]
    by_client = plan.ordered_by_client_at is not None
    asks = not by_client and any(place.is_money for place in places)
    on_top = asks and _puts_money_on_top(plan, along)
    ordered = ordering.in_order(places, ordered_by_client=by_client, money_is_problem=on_top)
    return GoalOrder(ordered, on_top)


def _puts_money_on_top(plan: Plan, along: Mapping[str, list[Any]] | None) -> bool:
    if along is None:
        return money_is_problem(plan.case) and not cases.is_suspended(RULE)
    return money_stands_out(along["grid"]) and all(one.rule != RULE for one in along["stopped"])
