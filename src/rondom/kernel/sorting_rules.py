"""Every rule that sorts or flags people declares itself here; the public register is made from it.

    @sorting_rule("deadline_first", what=_("..."), why=_("..."), inputs=("deadline.due_on",))
    def order_cases(...): ...

A rule on a forbidden fact, or one that scores a person, cannot be declared: the program does not start.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.functional import Promise

F = TypeVar("F", bound=Callable[..., Any])

FORBIDDEN = (
    "nationality", "origin", "ethnic", "religion", "belief", "birthplace", "birth_country", "skin",
    "sexual", "language", "family_name", "postcode", "score", "risk", "profile",
)  # fmt: skip
"""Parts of names of facts that no rule may use (R-051); language and surname are proxies of origin."""


@dataclass(frozen=True)
class SortingRule:
    """One line of the register: what the rule does, with which facts, why, and where it stands."""

    slug: str
    what: str | Promise
    why: str | Promise
    inputs: tuple[str, ...]
    place: str


RULES: dict[str, SortingRule] = {}


class ForbiddenInputError(RuntimeError):
    """A rule uses a fact that no rule may use: a fault in the program."""


def sorting_rule(
    slug: str, *, what: str | Promise, why: str | Promise, inputs: tuple[str, ...]
) -> Callable[[F], F]:
    """Declare the function below as a rule that sorts or flags people (R-051)."""
    wrong = [name for name in inputs if any(part in name.lower() for part in FORBIDDEN)]
    if wrong or not inputs:
        raise ForbiddenInputError(f"{slug}: {wrong or 'no inputs named'}")

    def declare(function: F) -> F:
        RULES[slug] = SortingRule(slug, what, why, inputs, f"{function.__module__}.{function.__qualname__}")
        return function

    return declare
