"""Deciding together, and noticing what slips through (R-027, R-028, R-031)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

QUICK = timedelta(seconds=10)
MEETINGS_IN_A_ROW = 2


def is_draft(client_stance: str, *, urgent_reason: str = "") -> bool:
    """While the client was not asked a decision is a draft, unless it could not wait (with a reason)."""
    return client_stance == "not_asked" and not urgent_reason


def carried_out(client_stance: str, *, urgent_reason: str = "") -> bool:
    """Whether it may be carried out."""
    return not is_draft(client_stance, urgent_reason=urgent_reason)


def double_claims(claims: Iterable[tuple[str, str]]) -> list[str]:
    """Tasks that more than one person took: `claims` are (task, owner) pairs."""
    owners: dict[str, set[str]] = defaultdict(set)
    words: dict[str, str] = {}
    for task, owner in claims:
        key = " ".join(task.casefold().split()).rstrip(".!")
        words.setdefault(key, task)
        owners[key].add(owner)
    return [words[key] for key, who in owners.items() if len(who) > 1]


def quick_ticks(meetings: Sequence[Sequence[datetime]], *, concepts: int = 5) -> bool:
    """Whether all concepts were ticked within ten seconds, meeting after meeting (newest first)."""
    newest = meetings[:MEETINGS_IN_A_ROW]
    return len(newest) == MEETINGS_IN_A_ROW and all(
        len(moments) >= concepts and max(moments) - min(moments) < QUICK for moments in newest
    )
