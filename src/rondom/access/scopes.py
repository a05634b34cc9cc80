"""Scopes: the number on a row that decides who may see it.

A *space* is a household's (or a desk's) number; a *part* says which level and domain of it.
`scope = space << 16 | part`, so one comparison of a bigint answers level, domain and household.
"""

from enum import IntEnum

PART_BITS = 16
PLAN_DOMAIN = 32
RECORD_DOMAIN = 64
DOMAIN_LIMIT = 31
FIRST_DYNAMIC = 256


class Part(IntEnum):
    """The fixed parts of a household's space; a desk has DESK, who refers has SENT.

    CORE is what every party with a permission works with: who lives here, the frame of the plan.
    STORY is for who works for the household as a whole: own words, strengths, own network,
    introduction, referrals, handover, general notes (rights matrix, requirements 5.5).
    """

    OVERVIEW = 1
    INVOLVEMENT = 2
    INVOLVEMENT_MASKED = 3
    INVOLVEMENT_HIDDEN = 4
    CORE = 5
    ADDRESS = 6
    DESK = 7
    SENT = 8
    STORY = 9


def scope_of(space: int, part: int) -> int:
    """The scope of `part` in `space`."""
    if not 0 < part < 1 << PART_BITS:
        raise ValueError(f"not a part: {part}")
    return space << PART_BITS | part


def space_of(scope: int) -> int:
    """The space a scope belongs to."""
    return scope >> PART_BITS


def part_of(scope: int) -> int:
    """The part a scope points to."""
    return scope & ((1 << PART_BITS) - 1)


def plan_part(domain: int) -> int:
    """Plan lines (level 2) of a life domain, `domain` 0 to 30."""
    return PLAN_DOMAIN + _checked(domain)


def record_part(domain: int) -> int:
    """The domain record (level 3) of a life domain, `domain` 0 to 30."""
    return RECORD_DOMAIN + _checked(domain)


def _checked(domain: int) -> int:
    if not 0 <= domain < DOMAIN_LIMIT:
        raise ValueError(f"not a domain number: {domain}")
    return domain


def all_of(space: int) -> tuple[int, int]:
    """The first and the last scope of a space, both included, for `scope__range`."""
    first = space << PART_BITS
    return first, first | ((1 << PART_BITS) - 1)
