"""Reading and writing rows of the resource store, within the open context."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from rondom.interop.fhir.mapping.outgoing import with_version
from rondom.interop.fhir.reading import part, parts, word
from rondom.interop.fhir.references import read_reference
from rondom.interop.models import FhirResource
from rondom.interop.sealing import seal, unseal
from rondom.kernel import crypto
from rondom.kernel.keys import keyring

TABLE = "interop_fhirresource"
WHOM = ("for", "subject", "patient")


def milliseconds(at: datetime) -> datetime:
    """The moment as FHIR writes it, so that a search by what was answered finds it again."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def as_key(resource_id: str) -> UUID | None:
    """The key behind a resource id; None when it cannot be one of ours."""
    try:
        key = UUID(resource_id)
    except ValueError:
        return None
    return key if str(key) == resource_id else None


def find(kind: str, resource_id: str, *, lock: bool = False) -> FhirResource | None:
    """A stored resource that the open context may see."""
    key = as_key(resource_id)
    rows = FhirResource.objects.select_for_update(no_key=True) if lock else FhirResource.objects.all()
    return rows.filter(kind=kind, pk=key).first() if key else None


def body_of(row: FhirResource) -> dict[str, Any]:
    """The resource as its owner reads it now."""
    body: dict[str, Any] = unseal(TABLE, row.pk, "sealed_body", row.sealed_body)
    return body


def received_of(row: FhirResource) -> dict[str, Any]:
    """The resource as it was sent."""
    if row.sealed_received is None:
        return body_of(row)
    body: dict[str, Any] = unseal(TABLE, row.pk, "sealed_received", row.sealed_received)
    return body


def marks_of(body: Mapping[str, Any]) -> list[str]:
    """Keyed digests of a Task's own identifiers; they may name a person, so they are not kept as text."""
    if word(body, "resourceType") != "Task":
        return []
    said = [(word(item, "system"), word(item, "value")) for item in parts(body, "identifier")]
    ring = keyring()
    marks = {crypto.blind_index(ring, "task-identifier", json.dumps(pair)).hex() for pair in said if pair[1]}
    return sorted(marks)


def resolve(reference: str) -> Mapping[str, Any] | None:
    """The resource behind `Type/id`, or None."""
    read = read_reference(reference)
    row = find(read.resource_type, read.resource_id) if read.kind == "relative" else None
    return body_of(row) if row else None


def add(
    *,
    kind: str,
    body: Mapping[str, Any],
    scope: int,
    organization_id: UUID,
    at: datetime,
    key: UUID | None = None,
    referral_id: UUID | None = None,
    subject_id: UUID | None = None,
    made_here: bool = False,
) -> FhirResource:
    """Store a new resource as version 1."""
    at = milliseconds(at)
    row = FhirResource(
        id=key or uuid4(),
        kind=kind,
        scope=scope,
        organization_id=organization_id,
        referral_id=referral_id,
        subject_id=subject_id,
        made_here=made_here,
        created_at=at,
        updated_at=at,
    )
    put(row, with_version(body, resource_id=str(row.pk), version=1, last_modified=at))
    row.save(force_insert=True)
    return row


def put(row: FhirResource, body: Mapping[str, Any]) -> None:
    """Lay a body in a row, with what a search needs. Does not save."""
    row.sealed_body = seal(TABLE, row.pk, "sealed_body", body)
    row.status = word(body, "status")[:30]
    row.requester = word(part(body, "requester"), "reference")[:300]
    row.owner = word(part(body, "owner"), "reference")[:300]
    row.marks = marks_of(body)
    row.about = next((text for key in WHOM if (text := word(part(body, key), "reference"))), "")[:300]


def renew(row: FhirResource, body: Mapping[str, Any], at: datetime) -> None:
    """Save the next version of a row; keeps what was sent."""
    if row.sealed_received is None:
        row.sealed_received = seal(TABLE, row.pk, "sealed_received", body_of(row))
    put(row, body)
    row.updated_at = milliseconds(at)
    row.save()


def lock_key(text: str) -> None:
    """Let two requests with the same id wait for each other, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 67))", [text])
