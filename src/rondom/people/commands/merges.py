"""Two entries that are one person: proposed by one colleague, confirmed by another, reversible (R-002)."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.scopes import Part, scope_of, space_of
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.people import policies
from rondom.people.commands.households import household_to_change, person_of
from rondom.people.commands.refusals import (
    EntryUnknown,
    MergeTooOld,
    PersonUnknown,
    SameColleagueConfirms,
    SamePerson,
    require,
)
from rondom.people.models import Person, PersonMerge


@command("person.propose_merge")
def propose_merge(
    *, actor: Actor, household_id: UUID, kept_id: UUID, double_id: UUID, at: datetime
) -> PersonMerge:
    """Propose that `double`, a person of this household, is the same as `kept`.

    The actor must see both. Refusals: HouseholdUnknown, PersonUnknown, NotAllowed, SamePerson.
    """
    household = household_to_change(actor, household_id, Part.ADDRESS)
    double = person_of(household, double_id)
    kept = Person.objects.filter(pk=kept_id, merged_into=None).first()
    if kept is None:
        raise PersonUnknown
    if kept.id == double.id:
        raise SamePerson
    row = PersonMerge.objects.create(
        scope=scope_of(household.space, Part.ADDRESS),
        kept=kept,
        double=double,
        proposed_by=actor.id,
        proposed_at=at,
    )
    _told(actor, row, "person.propose_merge", at)
    return row


@command("person.confirm_merge")
def confirm_merge(*, actor: Actor, merge_id: UUID, at: datetime) -> PersonMerge:
    """A second colleague confirms: `double` now points to `kept`. Nothing is moved or lost.

    Refusals: EntryUnknown, NotAllowed, SameColleagueConfirms.
    """
    row = PersonMerge.objects.filter(pk=merge_id, confirmed_at=None, undone_at=None).first()
    if row is None:
        raise EntryUnknown
    require(policies.may_change(actor, row.scope))
    if row.proposed_by == actor.id:
        raise SameColleagueConfirms
    row.confirmed_by = actor.id
    row.confirmed_at = at
    row.save(update_fields=["confirmed_by", "confirmed_at"])
    Person.objects.filter(pk=row.double_id).update(merged_into_id=row.kept_id)
    _told(actor, row, "person.confirm_merge", at)
    return row


@command("person.undo_merge")
def undo_merge(*, actor: Actor, merge_id: UUID, within_days: int, at: datetime) -> PersonMerge:
    """The two are different people after all; `within_days` is the city's setting in calendar days.

    Also withdraws a proposal that nobody confirmed. Refusals: EntryUnknown, NotAllowed, MergeTooOld.
    """
    row = PersonMerge.objects.filter(pk=merge_id, undone_at=None).first()
    if row is None:
        raise EntryUnknown
    require(policies.may_change(actor, row.scope))
    if row.confirmed_at and at > row.confirmed_at + timedelta(days=within_days):
        raise MergeTooOld(days=within_days)
    row.undone_at = at
    row.save(update_fields=["undone_at"])
    Person.objects.filter(pk=row.double_id, merged_into_id=row.kept_id).update(merged_into=None)
    _told(actor, row, "person.undo_merge", at)
    return row


def _told(actor: Actor, row: PersonMerge, action: str, at: datetime) -> None:
    record(
        actor=actor,
        action=action,
        at=at,
        space=space_of(row.scope),
        subjects=[row.kept_id, row.double_id],
        part="address",
        object_type="merge",
        object_id=row.id,
    )
