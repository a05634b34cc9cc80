"""What the plan needs to know of the case below it: own words, strengths, domains, own network."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from rondom.cases import queries as cases
from rondom.cases.vocabulary import ProblemLevel, SupporterState
from rondom.organizations import queries as organizations
from rondom.plans.vocabulary import MONEY_SLUG

PROBLEM_LEVELS = frozenset({ProblemLevel.SOME, ProblemLevel.SERIOUS})


@dataclass(frozen=True)
class Story:
    """The client's newest own words, as three texts in the language they were told in."""

    matters: str
    wants: str
    refuses: str
    language: str
    written_at: datetime


def story_of(versions: list[Any]) -> Story | None:
    """What the client said last, confirmed or written down; None while nothing was said."""
    voice = cases.voice_of(versions)
    row = voice.spoken or voice.noted
    if row is None:
        return None
    return Story(row.matters, row.wants, row.refuses, row.language, row.written_at)


def rows_along(case_id: UUID, client_id: UUID) -> dict[str, QuerySet[Any]]:
    """What a plan shows of the case: `words`, `strengths`, and the `grid` and `stopped` of its order."""
    return {
        "words": cases.own_words_rows(case_id, client_id),
        "strengths": cases.strength_rows(case_id),
        "grid": cases.domain_rows(case_id),
        "stopped": cases.suspensions(),
    }


def has_own_words(case: Any) -> bool:
    """Whether the client's words are there, or a stored reason why they are not (R-001)."""
    return not cases.own_words_of(case).is_empty


def strengths_of(case: Any) -> dict[UUID, str]:
    """The strengths to build on, by key (R-004)."""
    return {row.pk: row.text for row in cases.strengths_of(case)}


def money_domain() -> int | None:
    """The number of the life domain "money", None when the city does not use it."""
    found = organizations.life_domain_by_slug(MONEY_SLUG)
    return found.number if found else None


def money_is_problem(case: Any) -> bool:
    """Whether money stands as a problem in the case, as far as the reader may know (R-020)."""
    return money_stands_out(cases.domain_rows(case.pk))


def money_stands_out(grid: Iterable[Any]) -> bool:
    """The same, of entries that were read already."""
    number = money_domain()
    if number is None:
        return False
    return any(row.domain == number and row.problem in PROBLEM_LEVELS for row in grid)


def confirmed_supporters(case: Any) -> list[tuple[UUID, str]]:
    """Who from the own network helps with an account, as the client decided (R-005)."""
    rows = cases.supporters_of(case)
    return [(r.person_id, r.name) for r in rows if r.person_id and r.state == SupporterState.CONFIRMED]


def is_confirmed_supporter(case: Any, person_id: UUID) -> bool:
    """Whether the client let this person from the own network help (R-005)."""
    return any(key == person_id for key, _name in confirmed_supporters(case))
