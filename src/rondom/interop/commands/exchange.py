"""What a partner's system writes: create, update, a whole transaction. All of it or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from rondom.access.actor import Actor
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.interop import directory, store
from rondom.interop.fhir.bundle import Entry, Stored, Transaction
from rondom.interop.fhir.issues import Issue, error
from rondom.interop.fhir.outcome import Conflict, NotFound, Unprocessable, VersionPassed
from rondom.interop.fhir.reading import part, word
from rondom.interop.fhir.references import read_reference
from rondom.interop.fhir.settle import settle_references
from rondom.interop.fhir.states import ENDED, forbidden_changes, why_not_move
from rondom.interop.intake import begin_referral, is_asking, refused
from rondom.interop.models import FhirResource
from rondom.interop.projection import show_referral
from rondom.kernel.refusals import Refusal
from rondom.referrals.commands import cancel_referral, sender_scope


@dataclass(frozen=True)
class Outcome:
    """What became of the entries, in the order of the Bundle, and what there is to say about them."""

    stored: tuple[Stored, ...]
    rows: dict[int, FhirResource]
    remarks: tuple[Issue, ...]


@command("fhir.send")
def carry_out(*, actor: Actor, transaction: Transaction, base_url: str, at: datetime) -> Outcome:
    """Store what is new, change what may change, and let every new referral Task become a referral.

    Raises FHIR refusals (Unprocessable, NotFound, VersionPassed, Conflict); then nothing is stored.
    """
    _require_targets(transaction)
    keys = {entry.place: uuid4() for entry in transaction.entries if entry.method == "POST"}
    references = {
        e.place: f"{e.resource_type}/{keys[e.place]}" for e in transaction.entries if e.place in keys
    }
    transaction, settled = settle_references(
        transaction, new_references=references, exists=is_known, own_base=base_url
    )
    scope = sender_scope(actor=actor, at=at)
    rows: dict[int, FhirResource] = {}
    for entry in transaction.in_storing_order:
        body = settled[entry.place]
        if entry.method == "PUT":
            rows[entry.place] = _update(actor, entry, body, at)
        else:
            rows[entry.place] = store.add(
                kind=entry.resource_type,
                body=body,
                scope=scope,
                organization_id=actor.id,
                key=keys[entry.place],
                at=at,
            )
            _log(actor, "fhir.create", rows[entry.place], at)
    _begin(actor, transaction, rows, at)
    # A referral that begins shows at once in what was just stored.
    now = FhirResource.objects.in_bulk([row.pk for row in rows.values()])
    rows = {place: now[row.pk] for place, row in rows.items()}
    stored = tuple(
        Stored(
            place=entry.place,
            reference=rows[entry.place].reference,
            version=rows[entry.place].version,
            last_modified=rows[entry.place].updated_at,
            created=entry.method == "POST",
        )
        for entry in transaction.entries
    )
    return Outcome(stored, rows, transaction.remarks)


def _require_targets(transaction: Transaction) -> None:
    """First of all: what somebody may not see must not answer about anything else."""
    for entry in transaction.entries:
        if entry.method == "PUT" and store.find("Task", entry.resource_id) is None:
            where = f"{entry.path}.resource.id"
            raise NotFound(f"{where}: this Task is not here, or it is not yours.", expression=where)


def is_known(reference: str) -> bool:
    """Whether `Type/id` is stored for this partner, or one of our own desks or colleagues."""
    read = read_reference(reference)
    if store.find(read.resource_type, read.resource_id):
        return True
    return directory.entry(read.resource_type, read.resource_id) is not None


def _begin(actor: Actor, transaction: Transaction, rows: dict[int, FhirResource], at: datetime) -> None:
    """After everything is stored: referrals from the new Tasks, and the tie from resource to referral."""
    for entry in transaction.entries:
        if entry.method != "POST" or entry.resource_type != "Task":
            continue
        row = rows[entry.place]
        task = store.body_of(row)
        if is_asking(task):
            _require_new(row)
        referral = begin_referral(actor=actor, task=task, at=at)
        if referral is None:
            continue
        tied = {row.pk} | {one.pk for one in rows.values()} | _tied(task)
        FhirResource.objects.filter(pk__in=tied, referral=None).update(referral=referral)
        show_referral(referral_id=referral.pk, at=at, first=True)


def _require_new(row: FhirResource) -> None:
    """The same referral sent again is one referral (R-061), until the first one has ended."""
    if not row.marks:
        return
    for mark in row.marks:
        store.lock_key(f"{row.organization_id}:{mark}")
    same = FhirResource.objects.filter(kind="Task", marks__overlap=row.marks, referral__isnull=False)
    earlier = same.exclude(pk=row.pk).exclude(status__in=ENDED).order_by("created_at").first()
    if earlier:
        sentence = f"Task.identifier: this referral is here already, as {earlier.reference}. Read that one."
        raise Conflict(issues=[error("duplicate", "Task.identifier", sentence)])


def _tied(task: Mapping[str, Any]) -> set[UUID]:
    found = (
        store.as_key(read_reference(word(part(task, key), "reference")).resource_id)
        for key in ("focus", "for")
    )
    return {key for key in found if key}


def _update(actor: Actor, entry: Entry, body: Mapping[str, Any], at: datetime) -> FhirResource:
    """The sender's one change: cancelling (the rest of a Task is the receiver's)."""
    row = store.find("Task", entry.resource_id, lock=True)
    if row is None:
        raise NotFound(f"There is no Task/{entry.resource_id} here, or it is not yours.")
    if entry.version != row.version:
        raise VersionPassed(f"Task/{entry.resource_id} is at version {row.version}: read it again first.")
    before = store.body_of(row)
    changed = forbidden_changes(before, body, "requester")
    if changed:
        where = f"Task.{changed[0]}"
        raise Unprocessable(f"{where} cannot be changed by the sender.", expression=where)
    old, new = word(before, "status"), word(body, "status")
    if row.referral_id is None or (why := why_not_move(old, new, "requester")):
        sentence = why if row.referral_id else "Task.status cannot change: this Task is kept as history."
        raise Conflict(sentence, expression="Task.status")
    if old == new:
        raise Unprocessable("Task.status: a sender can only cancel.", expression="Task.status")
    reason = word(part(body, "statusReason"), "text")
    try:
        cancel_referral(actor=actor, referral_id=row.referral_id, reason=reason, at=at)
    except Refusal as refusal:
        raise Conflict(refused(refusal).issues[0].diagnostics, expression="Task.status") from refusal
    row.refresh_from_db()
    _log(actor, "fhir.update", row, at)
    return row


def _log(actor: Actor, action: str, row: FhirResource, at: datetime) -> None:
    record(
        actor=actor,
        action=action,
        at=at,
        subjects=[row.subject_id] if row.subject_id else (),
        part="referral",
        object_type=row.kind,
        object_id=row.pk,
        row="sent",
    )
