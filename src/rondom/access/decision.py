"""A decision carries its reason."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Decision:
    """Whether, why (a sentence that can be shown), and by which row of the decision table."""

    allowed: bool
    reason: Any = ""
    row: str = ""
    obligations: frozenset[str] = field(default_factory=frozenset)

    def __bool__(self) -> bool:
        return self.allowed
