"""Who agrees with what, and when a plan is agreed (R-018)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rondom.plans.vocabulary import StanceKind


@dataclass(frozen=True)
class Said:
    """One stance as it was given."""

    line_id: UUID
    person_id: UUID
    stance: str
    order: int


def is_about_words_of_now(given_at: datetime, worded_at: datetime | None) -> bool:
    """Whether somebody said this about the line as it stands, and not about the words before."""
    return worded_at is None or given_at >= worded_at


def still_shows(stance: str, given_at: datetime, worded_at: datetime | None) -> bool:
    """Whether it stands beside the line: a "no" does not go away because others chose new words."""
    return stance == StanceKind.DISAGREES or is_about_words_of_now(given_at, worded_at)


def newest(stances: Iterable[Said]) -> dict[tuple[UUID, UUID], Said]:
    """The last word of each person on each line."""
    found: dict[tuple[UUID, UUID], Said] = {}
    for said in sorted(stances, key=lambda s: s.order):
        found[(said.line_id, said.person_id)] = said
    return found


def unheard(own_lines: Mapping[UUID, Iterable[UUID]], stances: Iterable[Said]) -> dict[UUID, list[UUID]]:
    """Per person the own lines on which they have not spoken (`own_lines`: person -> lines).

    "Could not be asked" is an answer about the asking, not about the line: the line stays open.
    """
    last = newest(stances)
    heard = {StanceKind.AGREES, StanceKind.DISAGREES}
    found = {
        person: [line for line in lines if (s := last.get((line, person))) is None or s.stance not in heard]
        for person, lines in own_lines.items()
    }
    return {person: lines for person, lines in found.items() if lines}


def is_agreed(own_lines: Mapping[UUID, Iterable[UUID]], stances: Iterable[Said]) -> bool:
    """Everybody has said yes to their own lines; one "no" keeps the plan visible as not agreed."""
    said = list(stances)
    last = newest(said)
    lines = [(line, person) for person, own in own_lines.items() for line in own]
    return bool(lines) and all(key in last and last[key].stance == StanceKind.AGREES for key in lines)
