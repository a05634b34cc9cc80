"""The BSN: kept encrypted and bound to its row, shown in full only with a record, found only exactly."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.access.scopes import Part, scope_of, space_of
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.kernel import crypto
from rondom.kernel.bsn import clean_bsn
from rondom.kernel.keys import keyring
from rondom.people import policies
from rondom.people.commands.households import household_to_change, person_of
from rondom.people.commands.refusals import EntryUnknown, require
from rondom.people.models import IdentifierIndex, PersonIdentifier
from rondom.people.queries.contacts import identifier_address
from rondom.people.queries.seeking import sought
from rondom.people.vocabulary import IdentifierKind


@command("bsn.write")
def record_bsn(
    *, actor: Actor, household_id: UUID, person_id: UUID, bsn: str, at: datetime, ground: str = ""
) -> PersonIdentifier:
    """Keep somebody's BSN; an earlier one of this person in this household is replaced.

    Whether the number is known elsewhere is never told here: that would be a search.
    Refusals: HouseholdUnknown, PersonUnknown, NotAllowed, BsnInvalid.
    """
    household = household_to_change(actor, household_id, Part.ADDRESS)
    person = person_of(household, person_id)
    number = clean_bsn(bsn, field="bsn")
    scope = scope_of(household.space, Part.ADDRESS)
    row = PersonIdentifier.objects.filter(person=person, kind=IdentifierKind.BSN, scope=scope).first()
    if row is None:
        row = PersonIdentifier(id=uuid4(), person=person, kind=IdentifierKind.BSN, scope=scope)
    else:
        _forget(row, at)
    row.sealed = crypto.encrypt(keyring(), identifier_address(row.id), number)
    row.save()
    _index(person.id, number)
    _told(actor, row, "bsn.write", at, ground)
    return row


@command("bsn.reveal")
def reveal_bsn(*, actor: Actor, person_id: UUID, at: datetime, ground: str = "") -> str:
    """The nine digits of somebody's BSN; the look is logged and the person can see it.

    Refusals: EntryUnknown (also when the actor may not reach it), NotAllowed.
    """
    row = PersonIdentifier.objects.filter(person_id=person_id, kind=IdentifierKind.BSN).first()
    if row is None:
        raise EntryUnknown
    require(policies.may_reveal(actor, person_id))
    _told(actor, row, "bsn.reveal", at, ground)
    return _opened(row)


@command("bsn.remove")
def remove_bsn(*, actor: Actor, person_id: UUID, household_id: UUID, at: datetime) -> None:
    """Delete somebody's BSN from this household, for instance when it was asked without a ground.

    Refusals: HouseholdUnknown, EntryUnknown, NotAllowed.
    """
    household = household_to_change(actor, household_id, Part.ADDRESS)
    scope = scope_of(household.space, Part.ADDRESS)
    row = PersonIdentifier.objects.filter(person_id=person_id, kind=IdentifierKind.BSN, scope=scope).first()
    if row is None:
        raise EntryUnknown
    _told(actor, row, "bsn.remove", at, "")
    _forget(row, at)
    row.delete()


@command("bsn.search")
def find_by_bsn(*, actor: Actor, bsn: str, at: datetime) -> UUID | None:
    """The key of the person with exactly this BSN, or None; every search is logged (P7).

    The log keeps a keyed digest and never the number, and names the person found as subject. The
    answer gives no right to read anything about the person. Refusals: BsnInvalid, NotAllowed.
    """
    require(policies.may_search_by_number(actor))
    number = clean_bsn(bsn, field="bsn")
    digest = _digest(number)
    with sought(digest):
        found = IdentifierIndex.objects.filter(digest=digest).values_list("person_id", flat=True).first()
    record(
        actor=actor,
        action="bsn.search",
        at=at,
        subjects=[found] if found else (),
        object_type="person",
        query=digest.hex(),
        row="P7",
    )
    return found


def _index(person_id: UUID, number: str) -> None:
    digest = _digest(number)
    with sought(digest):
        if not IdentifierIndex.objects.filter(digest=digest, person_id=person_id).exists():
            IdentifierIndex.objects.create(digest=digest, person_id=person_id)


def _forget(gone: PersonIdentifier, at: datetime) -> None:
    """Take a number out of the index, unless another household keeps it for the same person."""
    number = _opened(gone)
    # As the system: the actor does not see what the other household of a child in two homes keeps.
    with acting_as(system_actor("identifier index"), at=at):
        kept = PersonIdentifier.objects.filter(person_id=gone.person_id, kind=IdentifierKind.BSN)
        if any(_opened(row) == number for row in kept.exclude(pk=gone.pk)):
            return
    digest = _digest(number)
    with sought(digest):
        IdentifierIndex.objects.filter(digest=digest, person_id=gone.person_id).delete()


def _digest(number: str) -> bytes:
    return crypto.blind_index(keyring(), IdentifierKind.BSN.value, number)


def _opened(row: PersonIdentifier) -> str:
    return crypto.decrypt(keyring(), identifier_address(row.id), bytes(row.sealed))


def _told(actor: Actor, row: PersonIdentifier, action: str, at: datetime, ground: str) -> None:
    record(
        actor=actor,
        action=action,
        at=at,
        space=space_of(row.scope),
        subjects=[row.person_id],
        part="address",
        object_type="identifier",
        object_id=row.id,
        row="ID",
        ground=ground,
    )
