"""Ending what holds from a day until a day: a membership, a relation."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from rondom.access.actor import Actor
from rondom.people import policies
from rondom.people.commands.refusals import EndBeforeStart, EntryUnknown, require
from rondom.people.models import Member, Relationship

Held = TypeVar("Held", Member, Relationship)


def ended(row: Held | None, *, actor: Actor, ends_on: date) -> Held:
    """The row with its last day, which still counts; what is written in the log is the caller's.

    Refusals: EntryUnknown, NotAllowed, EndBeforeStart.
    """
    if row is None:
        raise EntryUnknown
    require(policies.may_change(actor, row.scope))
    if ends_on < row.starts_on:
        raise EndBeforeStart
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    return row
