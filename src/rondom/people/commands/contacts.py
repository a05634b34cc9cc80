"""How somebody is reached: encrypted, shielded where it must be, shown in full only with a record."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from rondom.access.actor import Actor
from rondom.access.scopes import Part, scope_of, space_of
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.kernel import crypto
from rondom.kernel.keys import keyring
from rondom.kernel.text import clean_line
from rondom.people import policies, rules
from rondom.people.commands.refusals import ContactUnusable, EntryUnknown, KindUnknown, require
from rondom.people.models import ContactDetail, Member
from rondom.people.queries.contacts import contact_address
from rondom.people.vocabulary import ContactKind


@command("contact.add")
def add_contact_detail(
    *,
    actor: Actor,
    member_id: UUID,
    kind: str,
    value: str,
    at: datetime,
    shielded: bool = False,
    safe_to_contact: bool = True,
) -> ContactDetail:
    """Note a phone number, e-mail or address of a member.

    Refusals: EntryUnknown, NotAllowed, KindUnknown, ContactUnusable, TextTooLong, TextUnreadable.
    """
    member = Member.objects.select_related("household").filter(pk=member_id).first()
    if member is None:
        raise EntryUnknown
    scope = scope_of(member.household.space, Part.ADDRESS)
    require(policies.may_change(actor, scope))
    if kind not in ContactKind.values:
        raise KindUnknown
    row_id = uuid4()
    row = ContactDetail.objects.create(
        id=row_id,
        scope=scope,
        member=member,
        kind=kind,
        sealed=crypto.encrypt(keyring(), contact_address(row_id), _usable(kind, value)),
        shielded=shielded,
        safe_to_contact=safe_to_contact,
    )
    _told(actor, row, member.person_id, "contact.add", at)
    return row


@command("contact.protect")
def protect_contact_detail(
    *, actor: Actor, contact_id: UUID, shielded: bool, safe_to_contact: bool, at: datetime
) -> ContactDetail:
    """Shield a contact detail or mark it unsafe to use (R-002). Refusals: EntryUnknown, NotAllowed."""
    row = _live(contact_id)
    require(policies.may_change(actor, row.scope))
    row.shielded = shielded
    row.safe_to_contact = safe_to_contact
    row.save(update_fields=["shielded", "safe_to_contact"])
    _told(actor, row, row.member.person_id, "contact.protect", at)
    return row


@command("contact.end")
def end_contact_detail(*, actor: Actor, contact_id: UUID, at: datetime) -> None:
    """The number or address no longer holds. Refusals: EntryUnknown, NotAllowed."""
    row = _live(contact_id)
    require(policies.may_change(actor, row.scope))
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    _told(actor, row, row.member.person_id, "contact.end", at)


@command("contact.reveal")
def reveal_contact(*, actor: Actor, contact_id: UUID, at: datetime) -> str:
    """The full value of a shielded detail; the look is logged and the person can see it.

    Refusals: EntryUnknown (also when the actor may not reach it), NotAllowed.
    """
    row = _live(contact_id)
    require(policies.may_reveal(actor, row.member.person_id))
    _told(actor, row, row.member.person_id, "contact.reveal", at)
    return crypto.decrypt(keyring(), contact_address(row.id), bytes(row.sealed))


def _live(contact_id: UUID) -> ContactDetail:
    row = ContactDetail.objects.select_related("member").filter(pk=contact_id, ended_at=None).first()
    if row is None:
        raise EntryUnknown
    return row


def _usable(kind: str, value: str) -> str:
    text = clean_line(value, field="value", max_length=200)
    if kind == ContactKind.EMAIL:
        try:
            validate_email(text)
        except ValidationError:
            raise ContactUnusable from None
    if not text or (kind == ContactKind.PHONE and not rules.is_phone(text)):
        raise ContactUnusable
    return text


def _told(actor: Actor, row: ContactDetail, person_id: UUID, action: str, at: datetime) -> None:
    record(
        actor=actor,
        action=action,
        at=at,
        space=space_of(row.scope),
        subjects=[person_id],
        part="address",
        object_type="contact",
        object_id=row.id,
        row="ID",
    )
