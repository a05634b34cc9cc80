"""Writing grants: the difference between what the table says now and what was granted before."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Max

from rondom.access.actor import Actor
from rondom.access.models import DynamicPart, EndedHolder, Grant, PartHolder
from rondom.access.scopes import FIRST_DYNAMIC, Part, part_of, scope_of


@dataclass(frozen=True)
class Wanted:
    """One grant that should stand."""

    holder_id: UUID
    part: int
    can_write: bool
    row: str
    ground: str = ""
    valid_from: datetime | None = None
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
    parts = (Part.OVERVIEW, Part.INVOLVEMENT, Part.CORE, Part.ADDRESS)
    _insert(actor, space, [Wanted(actor.id, part, can_write=True, row="open") for part in parts], at)


def rewrite(
    *, actor: Actor, space: int, wanted: set[Wanted], at: datetime, apart: KeptApart | None = None
) -> tuple[int, int]:
    """Make the live grants of `space` equal to `wanted`; answers (added, revoked).

    Runs inside a system context (the caller opens it): a case manager does not see every fact
    that a grant rests on, a hidden involvement for one. `actor` is who caused it. Dynamic parts
    are added from their own holders, and follow the core where they say so.
    """
    goal = wanted | _dynamic(space, wanted, apart or KeptApart(), at)
    live = Grant.objects.filter(space=space, revoked_at=None).exclude(row__in=SELF_GIVEN)
    # A copy without valid_from: "from now on" must not look different every time.
    keyed = {(g.holder_id, part_of(g.scope), g.can_write, g.row, g.ground, g.valid_to): g for g in live}
    goal_keys = {_key(w): w for w in goal}
    added = [w for k, w in goal_keys.items() if k not in keyed]
    gone = [g for k, g in keyed.items() if k not in goal_keys]
    _insert(actor, space, added, at)
    Grant.objects.filter(pk__in=[g.pk for g in gone]).update(revoked_at=at, revoked_by=actor.id)
    return len(added), len(gone)


def _key(want: Wanted) -> tuple[object, ...]:
    return (want.holder_id, want.part, want.can_write, want.row, want.ground, want.valid_to)


def _dynamic(space: int, wanted: set[Wanted], apart: KeptApart, at: datetime) -> set[Wanted]:
    extra: set[Wanted] = set()
    core = [w for w in wanted if w.part == Part.CORE]
    for part in DynamicPart.objects.filter(space=space).prefetch_related("holders"):
        if part.follows_core:
            extra |= {
                Wanted(w.holder_id, part.number, w.can_write, w.row, w.ground, None, w.valid_to) for w in core
            }
        named = {h.holder_id: h for h in part.holders.all() if h.valid_to is None or h.valid_to > at}
        extra = {w for w in extra if not (w.part == part.number and w.holder_id in named)}
        extra |= {
            Wanted(h.holder_id, part.number, h.can_write, "named", "", h.valid_from, h.valid_to)
            for h in named.values()
            if h.holder_id not in apart.conflicted
            and part.subject_id not in apart.shields.get(h.holder_id, frozenset())
        }
    return extra


def _insert(actor: Actor, space: int, wants: Iterable[Wanted], at: datetime) -> None:
    Grant.objects.bulk_create(
        Grant(
            holder_id=want.holder_id,
            space=space,
            scope=scope_of(space, want.part),
            can_write=want.can_write,
            row=want.row,
            ground=want.ground,
            valid_from=want.valid_from or at,
            valid_to=want.valid_to,
            granted_by=actor.id,
            granted_at=at,
        )
        for want in wants
    )


def open_part(
    *, space: int, kind: str, subject_id: UUID | None = None, follows_core: bool = False
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
        follows_core=follows_core,
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
    for part, can_write in parts.items():
        Grant.objects.create(
            holder_id=actor.id,
            space=space,
            scope=scope_of(space, part),
            can_write=can_write,
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


def live_rows(space: int, holder_id: UUID, at: datetime) -> list[Grant]:
    """The grants a holder has in a space now, as the database would count them."""
    rows = Grant.objects.filter(space=space, holder_id=holder_id, revoked_at=None, valid_from__lte=at)
    return [g for g in rows if g.valid_to is None or g.valid_to > at]
