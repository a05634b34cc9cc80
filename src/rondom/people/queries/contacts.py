"""How people are reached, as far as the reader may see it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from rondom.kernel import crypto
from rondom.kernel.bsn import mask_bsn
from rondom.kernel.crypto import FieldAddress
from rondom.kernel.keys import keyring
from rondom.people.models import ContactDetail, PersonIdentifier
from rondom.people.vocabulary import IdentifierKind


@dataclass(frozen=True)
class ContactLine:
    """A way to reach somebody. `value` is empty when it is shielded: a reveal is a command."""

    id: UUID
    person_id: UUID
    kind: str
    kind_label: str
    value: str
    shielded: bool
    safe_to_contact: bool


def contact_address(row_id: UUID) -> FieldAddress:
    """Where the value of a contact detail lives; its ciphertext opens only there."""
    return FieldAddress("people_contactdetail", str(row_id), "sealed")


def identifier_address(row_id: UUID) -> FieldAddress:
    """Where the number of an identifier lives; its ciphertext opens only there."""
    return FieldAddress("people_personidentifier", str(row_id), "sealed")


def contact_lines(household_id: UUID) -> list[ContactLine]:
    """Every live contact detail of the household that the reader may see, shielded ones without value."""
    rows = ContactDetail.objects.filter(member__household_id=household_id, ended_at=None)
    return [_line(row) for row in rows.select_related("member").order_by("member__starts_on", "kind")]


def reachable_at(person_id: UUID, kind: str) -> str:
    """A value that may be used to contact the person: live and safe; empty when there is none.

    For sending (notices), never for showing: it includes shielded values.
    """
    row = ContactDetail.objects.filter(
        member__person_id=person_id, kind=kind, ended_at=None, safe_to_contact=True
    ).first()
    return crypto.decrypt(keyring(), contact_address(row.id), bytes(row.sealed)) if row else ""


def masked_bsn(person_id: UUID) -> str:
    """The BSN as a page shows it (`*****1782`); empty when none is kept or the reader may not reach it."""
    row = PersonIdentifier.objects.filter(person_id=person_id, kind=IdentifierKind.BSN).first()
    return mask_bsn(crypto.decrypt(keyring(), identifier_address(row.id), bytes(row.sealed))) if row else ""


def _line(row: ContactDetail) -> ContactLine:
    return ContactLine(
        id=row.id,
        person_id=row.member.person_id,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        value="" if row.shielded else crypto.decrypt(keyring(), contact_address(row.id), bytes(row.sealed)),
        shielded=row.shielded,
        safe_to_contact=row.safe_to_contact,
    )
