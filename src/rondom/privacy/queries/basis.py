"""On which basis a party may coordinate on a household: asked by whoever derives grants."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rondom.privacy.models import Consent
from rondom.privacy.vocabulary import ConsentKind, ConsentState, FeedbackDepth


@dataclass(frozen=True)
class Basis:
    """What consents give a party in a household now.

    `objected`: there was a consent and it was withdrawn or refused, and none stands (row D3).
    `until`: when the earliest standing consent ends, so that the grant ends by itself.
    """

    domains: frozenset[int]
    objected: bool
    until: datetime | None


NO_BASIS = Basis(frozenset(), objected=False, until=None)
"""Of a party without any consent."""


def bases_in(spaces: Iterable[int], *, at: datetime) -> dict[tuple[int, UUID], Basis]:
    """By household and party, what consents let each coordinate. One query. Read as the system.

    Who is missing has NO_BASIS.
    """
    rows: dict[tuple[int, UUID], list[Consent]] = defaultdict(list)
    for one in Consent.objects.filter(space__in=list(spaces), kind=ConsentKind.SHARING):
        rows[one.space, one.organization_id].append(one)
    return {key: _basis(found, at) for key, found in rows.items()}


def basis_for(*, space: int, organization_id: UUID, at: datetime) -> Basis:
    """The domains for which a standing consent lets this party coordinate here. Read as the system."""
    rows = Consent.objects.filter(space=space, organization_id=organization_id, kind=ConsentKind.SHARING)
    return _basis(list(rows), at)


def _basis(rows: list[Consent], at: datetime) -> Basis:
    standing = [c for c in rows if c.state == ConsentState.GIVEN and c.valid_until > at]
    ended = any(
        c.state in {ConsentState.WITHDRAWN, ConsentState.REFUSED, ConsentState.DISPUTED} for c in rows
    )
    return Basis(
        domains=frozenset(d for c in standing for d in c.domains),
        objected=ended and not standing,
        until=min((c.valid_until for c in standing), default=None),
    )


def feedback_depth(*, space: int, organization_id: UUID, at: datetime) -> FeedbackDepth:
    """How much may go back to a party that referred: the deepest standing consent, else nothing (R-066)."""
    order = list(FeedbackDepth)
    standing = Consent.objects.filter(
        space=space, organization_id=organization_id, state=ConsentState.GIVEN, valid_until__gt=at
    )
    depths = [FeedbackDepth(c.feedback) for c in standing]
    return max(depths, key=order.index, default=FeedbackDepth.NOTHING)
