"""Writing grants: the difference between what the table says now and what was granted before."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Max

from rondom.access.actor import Actor
from rondom.access.models import DynamicPart, EndedHolder, Grant, PartHolder
from rondom.access.scopes import FIRST_DYNAMIC, Part, scope_of


@dataclass(frozen=True)
class Wanted:
    """One grant that should stand."""

    holder_id: UUID
    part: int
    can_write: bool
    row: str
    ground: str = ""
    valid_to: datetime | None = None


@dataclass(frozen=True)
class KeptApart:
    """Who must get nothing here (D1), and who must see nothing about which people (D2)."""

    conflicted: frozenset[UUID] = frozenset()
    shields: dict[UUID, frozenset[UUID]] = field(default_factory=dict)


SELF_GIVEN = ("P5S", "P6S", "P11")
"""Rows that are granted one by one with a reason and an end, and that a rewrite leaves alone."""


def begin_space(*, actor: Actor, space: int, at: datetime) -> None:
    """Give the actor writing access to a space that nobody holds yet (the database checks that)."""
    parts = (
        *(Part.OVERVIEW, Part.INVOLVEMENT, Part.INVOLVEMENT_MASKED),
        *(Part.CORE, Part.STORY, Part.ADDRESS),
    )
    rows = _rows({Wanted(actor.id, part, can_write=True, row="open") for part in parts})
    _insert(actor, [(space, row) for row in rows], at)


@dataclass(frozen=True)
class Goal:
    """What should stand in one space, besides what its dynamic parts say themselves."""

    wanted: set[Wanted]
    apart: KeptApart = field(default_factory=KeptApart)


def rewrite(*, actor: Actor, space: int, wanted: set[Wanted], at: datetime) -> tuple[int, int]:
    """Make the live grants of one space equal to `wanted`; see `rewrite_each`."""
    return rewrite_each(actor=actor, goals={space: Goal(wanted)}, at=at)


def rewrite_each(*, actor: Actor, goals: dict[int, Goal], at: datetime) -> tuple[int, int]:
    """Make the live grants of each space equal to its goal; answers (added, revoked).

    Runs inside a system context (the caller opens it): a case manager does not see every fact
    that a grant rests on, a hidden involvement for one. `actor` is who caused it. Dynamic parts
    are added from their own holders, and follow the story where they say so. Five statements,
    whatever the number of spaces.
    """
    parts: dict[int, list[DynamicPart]] = defaultdict(list)
    for part in DynamicPart.objects.filter(space__in=list(goals)).prefetch_related("holders"):
        parts[part.space].append(part)
    standing: dict[int, dict[_Row, Grant]] = defaultdict(dict)
    live = Grant.objects.filter(space__in=list(goals), revoked_at=None).exclude(row__in=SELF_GIVEN)
    for one in live:
        standing[one.space][_row_of(one)] = one
    added: list[tuple[int, _Row]] = []
    gone: list[UUID] = []
    for space, goal in goals.items():
        rows = _rows(goal.wanted | _dynamic(parts[space], goal, at))
        added += [(space, row) for row in rows if row not in standing[space]]
        gone += [grant.pk for row, grant in standing[space].items() if row not in rows]
    _insert(actor, added, at)
    if gone:
        Grant.objects.filter(pk__in=gone).update(revoked_at=at, revoked_by=actor.id)
    return len(added), len(gone)


@dataclass(frozen=True)
class _Row:
    """A grant as it would stand; without its start, so that "from now on" is not new every time."""

    holder_id: UUID
    row: str
    ground: str
    valid_to: datetime | None
    reads: tuple[int, ...]
    writes: tuple[int, ...]


def _row_of(grant: Grant) -> _Row:
    reads, writes = tuple(sorted(grant.reads)), tuple(sorted(grant.writes))
    return _Row(grant.holder_id, grant.row, grant.ground, grant.valid_to, reads, writes)


def _rows(wanted: set[Wanted]) -> set[_Row]:
    grouped: dict[tuple[UUID, str, str, datetime | None], set[Wanted]] = {}
    for want in wanted:
        grouped.setdefault((want.holder_id, want.row, want.ground, want.valid_to), set()).add(want)
    return {
        _Row(
            *key,
            reads=tuple(sorted({int(w.part) for w in group})),
            writes=tuple(sorted({int(w.part) for w in group if w.can_write})),
        )
        for key, group in grouped.items()
    }


def _dynamic(parts: Iterable[DynamicPart], goal: Goal, at: datetime) -> set[Wanted]:
    extra: set[Wanted] = set()
    story = [w for w in goal.wanted if w.part == Part.STORY]
    for part in parts:
        if part.follows_story:
            extra |= {
                Wanted(w.holder_id, part.number, w.can_write, w.row, w.ground, w.valid_to) for w in story
            }
        named = {h.holder_id: h for h in part.holders.all() if h.valid_to is None or h.valid_to > at}
        extra = {w for w in extra if not (w.part == part.number and w.holder_id in named)}
        extra |= {
            Wanted(h.holder_id, part.number, h.can_write, "named", "", h.valid_to)
            for h in named.values()
            if h.holder_id not in goal.apart.conflicted
            and part.subject_id not in goal.apart.shields.get(h.holder_id, frozenset())
        }
    return extra


def _insert(actor: Actor, rows: Iterable[tuple[int, _Row]], at: datetime) -> None:
    Grant.objects.bulk_create(
        Grant(
            holder_id=row.holder_id,
            space=space,
            reads=list(row.reads),
            writes=list(row.writes),
            row=row.row,
            ground=row.ground,
            valid_from=at,
            valid_to=row.valid_to,
            granted_by=actor.id,
            granted_at=at,
        )
        for space, row in rows
    )


def open_part(
    *, space: int, kind: str, subject_id: UUID | None = None, follows_story: bool = False
) -> DynamicPart:
    """Open a dynamic part; needs writing access to the overview of the space.

    Nobody holds it until `name_holder` and a `rewrite` follow in the same transaction.
    """
    top = DynamicPart.objects.filter(space=space).aggregate(top=Max("number"))["top"]
    number = FIRST_DYNAMIC if top is None else top + 1
    return DynamicPart.objects.create(
        space=space,
        number=number,
        kind=kind,
        subject_id=subject_id,
        follows_story=follows_story,
        scope=scope_of(space, number),
    )


def name_holder(
    *,
    part: DynamicPart,
    holder_id: UUID,
    can_write: bool = False,
    at: datetime,
    valid_to: datetime | None = None,
    reason: str = "",
) -> None:
    """Name somebody as holder of a dynamic part; a rewrite makes it a grant."""
    PartHolder.objects.create(
        part=part,
        scope=part.scope,
        holder_id=holder_id,
        can_write=can_write,
        valid_from=at,
        valid_to=valid_to,
        reason=reason,
    )


def drop_holder(*, part: DynamicPart, holder_id: UUID, at: datetime) -> None:
    """End somebody's holding of a dynamic part; a rewrite ends the grant."""
    PartHolder.objects.filter(part=part, holder_id=holder_id, valid_to=None).update(valid_to=at)


def grant_self(
    *, actor: Actor, space: int, parts: dict[int, bool], row: str, reason: str, at: datetime, hours: int
) -> None:
    """A short grant to oneself with a reason (stand-in, supervision, emergency)."""
    until = at + timedelta(hours=hours)
    Grant.objects.create(
        holder_id=actor.id,
        space=space,
        reads=[int(p) for p in parts],
        writes=[int(p) for p, can_write in parts.items() if can_write],
        row=row,
        reason=reason,
        valid_from=at,
        valid_to=until,
        granted_by=actor.id,
        granted_at=at,
    )


def end_holder(*, holder_id: UUID, at: datetime) -> None:
    """Nothing this holder was granted counts from `at` on (leaver; safety mode for one person)."""
    EndedHolder.objects.update_or_create(holder_id=holder_id, defaults={"ended_at": at})
