"""Pure questions: what the answers of several people make together, and when a term began."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from rondom.privacy.vocabulary import ConsentState


def outcome(
    *, band: str, person_id: UUID, guardians: Collection[UUID], answers: Mapping[UUID, bool]
) -> ConsentState:
    """How a permission stands, by the age band of the person and the newest answer of each (R-044).

    `guardians` are those whose answer counts: below the first age every one of them, between the two
    ages the child as well. One who did not answer keeps it open; a yes beside a no is a disagreement.
    """
    own = answers.get(person_id)
    if band not in ("guardian", "shared"):
        return ConsentState.PROPOSED if own is None else _of(agreed=own)
    if band == "shared" and own is False:
        return ConsentState.REFUSED
    votes = {answers.get(one) for one in guardians}
    if not votes or None in votes:
        return ConsentState.PROPOSED
    if len(votes) == 2:
        return ConsentState.DISPUTED
    if votes == {False}:
        return ConsentState.REFUSED
    return ConsentState.PROPOSED if band == "shared" and own is None else ConsentState.GIVEN


def _of(*, agreed: bool) -> ConsentState:
    return ConsentState.GIVEN if agreed else ConsentState.REFUSED


def years_before(at: datetime, years: int) -> datetime:
    """The same day some years earlier; of 29 February the day before it."""
    try:
        return at.replace(year=at.year - years)
    except ValueError:
        return at.replace(year=at.year - years, day=28)
