"""The public register of rules that sort or flag, and whether one is stopped."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from rondom.cases.models import RuleSuspension
from rondom.kernel.repeated import repeated
from rondom.kernel.sorting_rules import RULES, SortingRule


@dataclass(frozen=True)
class RegisteredRule:
    """A rule as the register shows it; `stopped_because` is empty while it works."""

    rule: SortingRule
    stopped_because: str


def rule_register() -> list[RegisteredRule]:
    """Every declared rule, by name, with whether it is stopped (R-051). Public."""
    stopped = {one.rule: one.reason for one in suspensions()}
    return [RegisteredRule(RULES[slug], stopped.get(slug, "")) for slug in sorted(RULES)]


def suspensions() -> QuerySet[RuleSuspension]:
    """The rules that are stopped, to be read along with other rows."""
    return RuleSuspension.objects.filter(ended_at=None)


def is_suspended(rule: str) -> bool:
    """Whether the privacy officer stopped this rule."""
    return any(stopped.rule == rule for stopped in _stopped()["stopped"])


@repeated
def _stopped() -> dict[str, QuerySet[Any]]:
    return {"stopped": suspensions()}
