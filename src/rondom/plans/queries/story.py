"""What the plan needs to know of the case below it: own words, strengths, domains, own network."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

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


def own_words(case: Any) -> Story | None:
    """What the client said last; None while nothing was said."""
    row = case.own_words.filter(person_id=case.client_id).order_by("-version").first()
    if row is None or row.absence:
        return None
    return Story(row.matters, row.wants, row.refuses, row.language, row.written_at)


def has_own_words(case: Any) -> bool:
    """Whether the client's words are there, or a stored reason why they are not (R-001)."""
    return bool(case.own_words.filter(person_id=case.client_id).exists())


def strengths_of(case: Any) -> dict[UUID, str]:
    """The strengths to build on, by key (R-004)."""
    return dict(case.strengths.filter(ended_at=None).values_list("pk", "text"))


def money_domain() -> int | None:
    """The number of the life domain "money", None when the city does not use it."""
    found = organizations.life_domain_by_slug(MONEY_SLUG)
    return found.number if found else None


def money_is_problem(case: Any) -> bool:
    """Whether money stands as a problem in the case, as far as the reader may know (R-020)."""
    number = money_domain()
    if number is None:
        return False
    rows = case.domain_entries.filter(domain=number, replaced_at=None)
    return any(level in PROBLEM_LEVELS for level in rows.values_list("problem", flat=True))


def is_confirmed_supporter(case: Any, person_id: UUID) -> bool:
    """Whether the client let this person from the own network help (R-005)."""
    return bool(
        case.supporters.filter(person_id=person_id, state=SupporterState.CONFIRMED, ended_at=None).exists()
    )
