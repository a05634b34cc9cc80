"""Keeping two people apart: a professional and a relative (D1), a shielded person and whom they fear (D2)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.scopes import Part, scope_of, space_of
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.text import clean_line
from rondom.people import policies
from rondom.people.commands.households import household_to_change, person_of
from rondom.people.commands.refusals import (
    ConflictKnown,
    EntryUnknown,
    KindUnknown,
    SamePerson,
    ShieldNeedsResident,
    require,
)
from rondom.people.events import ConflictChanged
from rondom.people.models import Conflict
from rondom.people.vocabulary import ConflictKind, CounterpartKind


@command("conflict.declare")
def declare_conflict(
    *,
    actor: Actor,
    household_id: UUID,
    person_id: UUID,
    counterpart_kind: str,
    counterpart_id: UUID,
    kind: str,
    reason: str,
    at: datetime,
) -> Conflict:
    """Keep the counterpart away from this person's file from now on.

    A shield is a confidential entry: it never shows in a client's log, so the counterpart cannot infer
    it. Grants must be derived again: listen to ConflictChanged or do it in the same transaction.
    Refusals: HouseholdUnknown, PersonUnknown, NotAllowed, KindUnknown, SamePerson, ShieldNeedsResident,
    ConflictKnown, TextTooLong.
    """
    household = household_to_change(actor, household_id, Part.ADDRESS)
    person = person_of(household, person_id)
    if kind not in ConflictKind.values or counterpart_kind not in CounterpartKind.values:
        raise KindUnknown
    if counterpart_id == person.id:
        raise SamePerson(field="counterpart")
    if kind == ConflictKind.SHIELD and counterpart_kind != CounterpartKind.PERSON:
        raise ShieldNeedsResident
    known = Conflict.objects.filter(person=person, counterpart_id=counterpart_id, kind=kind, ended_at=None)
    if known.exists():
        raise ConflictKnown
    row = Conflict.objects.create(
        scope=scope_of(household.space, Part.ADDRESS),
        person=person,
        counterpart_kind=counterpart_kind,
        counterpart_id=counterpart_id,
        kind=kind,
        reason=clean_line(reason, field="reason", max_length=200),
        declared_by=actor.id,
        declared_at=at,
    )
    _told(actor, row, "conflict.declare", at)
    return row


@command("conflict.end")
def end_conflict(*, actor: Actor, conflict_id: UUID, at: datetime) -> Conflict:
    """Let two people near each other's file again. Refusals: EntryUnknown, NotAllowed."""
    row = Conflict.objects.filter(pk=conflict_id, ended_at=None).first()
    if row is None:
        raise EntryUnknown
    require(policies.may_end_conflict(actor, row.counterpart_id, row.scope))
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    _told(actor, row, "conflict.end", at)
    return row


def _told(actor: Actor, row: Conflict, action: str, at: datetime) -> None:
    record(
        actor=actor,
        action=action,
        at=at,
        space=space_of(row.scope),
        subjects=[row.person_id],
        part="address",
        object_type="conflict",
        object_id=row.id,
        confidential=row.kind == ConflictKind.SHIELD,
    )
    publish(ConflictChanged(person_id=row.person_id, counterpart_id=row.counterpart_id))
