"""Showing one thing to one person who holds nothing else of the household: an ex-partner, a teenager,
a helper from the own network. Each item lives in a part of its own, so that ending it ends the grant.
"""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from rondom.access import grants
from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.access.models import DynamicPart
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.kernel.text import clean_line, clean_text
from rondom.people import queries as people
from rondom.privacy import policies
from rondom.privacy.commands.refusals import (
    AppointmentWithoutTime,
    PersonUnrelated,
    SharedKindUnknown,
    SharedTitleMissing,
    SharedTooBriefly,
    ShieldForbids,
)
from rondom.privacy.events import BasisChanged, SharedWithPerson
from rondom.privacy.models import SharedItem
from rondom.privacy.vocabulary import SharedKind

SUPPORTER = "supporter"


@command("shared.give")
def share_with_person(
    *,
    actor: Actor,
    space: int,
    person_id: UUID,
    title: str,
    at: datetime,
    text: str = "",
    subject_id: UUID | None = None,
    kind: str = SharedKind.INFORMATION,
    starts_at: datetime | None = None,
    place: str = "",
    until: datetime | None = None,
    also: tuple[UUID, ...] = (),
) -> SharedItem:
    """Show one thing to one person, by the client or the case manager; `also` may see it too (readers).

    Refusals: NotAllowed, SharedTitleMissing, SharedKindUnknown, AppointmentWithoutTime, SharedTooBriefly,
    PersonUnrelated, ShieldForbids, TextTooLong, TextUnreadable.
    """
    if not (decision := policies.may_share(actor, space, at)):
        raise NotAllowed(reason=decision.reason)
    heading = clean_line(title, field="title", max_length=200)
    if not heading:
        raise SharedTitleMissing
    if kind not in SharedKind.values:
        raise SharedKindUnknown
    if kind == SharedKind.APPOINTMENT and starts_at is None:
        raise AppointmentWithoutTime
    if until is not None and until <= at:
        raise SharedTooBriefly
    _check_person(space, person_id, subject_id, at)
    readers = {person_id, *also} - {actor.id}
    part = _open_part(actor, space, readers, subject_id=subject_id, until=until, at=at)
    item = SharedItem.objects.create(
        scope=part.scope,
        space=space,
        part_id=part.pk,
        person_id=person_id,
        subject_id=subject_id,
        kind=kind,
        title=heading,
        text=clean_text(text, field="text", max_length=4000),
        starts_at=starts_at,
        place=clean_line(place, field="place", max_length=200),
        shared_by_id=actor.id,
        shared_by_name=actor.name,
        shared_by_function=str(actor.function),
        shared_at=at,
        until=until,
    )
    _record(actor, item, "shared.give", at, row=decision.row)
    publish(SharedWithPerson(item_id=item.pk), at=at)
    return item


def show_line(
    *,
    actor: Actor,
    part: DynamicPart,
    person_id: UUID,
    about_id: UUID,
    object_type: str,
    object_id: UUID,
    text: str,
    at: datetime,
    due_on: date | None = None,
) -> SharedItem:
    """Show one line of a plan in a supporter's part, as it stands today; inside a command of a higher module.

    Who may was decided there; a shield counts here too. Sharing it again replaces it. Raises ShieldForbids.
    """
    _check_shield(person_id, about_id, at)
    shown = SharedItem.objects.filter(part_id=part.pk, object_id=object_id, ended_at=None)
    shown.update(ended_at=at)
    item = SharedItem.objects.create(
        scope=part.scope,
        space=part.space,
        part_id=part.pk,
        person_id=person_id,
        subject_id=about_id,
        kind=SharedKind.GOAL,
        title=text[:200],
        text=text if len(text) > 200 else "",
        object_type=object_type,
        object_id=object_id,
        due_on=due_on,
        shared_by_id=actor.id,
        shared_by_name=actor.name,
        shared_by_function=str(actor.function),
        shared_at=at,
    )
    _record(actor, item, "shared.give", at, row="P8")
    return item


def follow_case_manager(*, space: int, former_id: UUID | None, next_id: UUID, at: datetime) -> None:
    """What the former case manager shared, or saw of it, goes along to the next: ending it stays possible.

    As the register of the case, inside its command; the caller rewrites the grants. Restricted notes do
    not go along: those are their author's.
    """
    if former_id is None:
        return
    items = SharedItem.objects.filter(space=space, ended_at=None).values("part_id")
    for part in DynamicPart.objects.filter(pk__in=items).exclude(kind=SUPPORTER):
        held = part.holders.filter(holder_id=former_id, valid_to=None)
        former = held.first()
        if former is None or part.holders.filter(holder_id=next_id, valid_to=None).exists():
            continue
        grants.name_holder(part=part, holder_id=next_id, can_write=former.can_write, at=at)
        held.update(valid_to=at)


def _check_shield(person_id: UUID, subject_id: UUID | None, at: datetime) -> None:
    with acting_as(system_actor("sharing"), at=at):
        subject = people.person(subject_id) if subject_id else None
        shielded = people.shielded_from(person_id)
    if subject and subject.pk in shielded:
        raise ShieldForbids(name=subject.given_name)


def _open_part(
    actor: Actor,
    space: int,
    readers: set[UUID],
    *,
    subject_id: UUID | None,
    until: datetime | None,
    at: datetime,
) -> DynamicPart:
    kind = "subject" if subject_id in readers else "shared"
    part = grants.open_part(space=space, kind=kind, subject_id=subject_id)
    grants.name_holder(part=part, holder_id=actor.id, can_write=True, at=at)
    for reader in readers:
        grants.name_holder(part=part, holder_id=reader, at=at, valid_to=until)
    publish(BasisChanged(space=space), at=at)
    return part


def _check_person(space: int, person_id: UUID, subject_id: UUID | None, at: datetime) -> None:
    with acting_as(system_actor("sharing"), at=at):
        known = policies.is_around(space, person_id, at)
        known = known and (subject_id is None or policies.is_around(space, subject_id, at))
    if not known:
        raise PersonUnrelated
    _check_shield(person_id, subject_id, at)


@command("shared.end")
def stop_sharing(*, actor: Actor, item_id: UUID, at: datetime) -> SharedItem:
    """Nobody else sees the item from this moment. Refusals: NotFound, NotAllowed."""
    item = SharedItem.objects.filter(pk=item_id, ended_at=None).first()
    if item is None:
        raise NotFound
    if not (decision := policies.may_share(actor, item.space, at)):
        raise NotAllowed(reason=decision.reason)
    with acting_as(system_actor("sharing"), at=at):
        part = DynamicPart.objects.get(pk=item.part_id)
        # A supporter's part holds more than this one thing, and ends with the supporter.
        own = (
            [] if part.kind == SUPPORTER else list(part.holders.filter(Q(valid_to=None) | Q(valid_to__gt=at)))
        )
        for holder in own:
            if holder.holder_id != item.shared_by_id:
                part.holders.filter(pk=holder.pk).update(valid_to=at)
        SharedItem.objects.filter(pk=item.pk).update(ended_at=at)
    item.ended_at = at
    _record(actor, item, "shared.end", at, row=decision.row)
    publish(BasisChanged(space=item.space), at=at)
    return item


def _record(actor: Actor, item: SharedItem, action: str, at: datetime, *, row: str = "named") -> None:
    # Who it is shared with is a data subject too; the log of the household must not name the other.
    record(
        actor=actor,
        action=action,
        at=at,
        space=item.space,
        subjects=[one for one in (item.subject_id, item.person_id) if one],
        part="shared",
        object_type="shared_item",
        object_id=item.pk,
        row=row,
    )
