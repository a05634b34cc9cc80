"""What people are to each other, and who has parental authority (R-002, R-044)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.scopes import Part, scope_of, space_of
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.people import policies, rules
from rondom.people.commands.households import household_to_change, person_of
from rondom.people.commands.periods import ended
from rondom.people.commands.persons import PersonFacts, cleaned
from rondom.people.commands.refusals import (
    AuthorityOverAdult,
    EndBeforeStart,
    EntryUnknown,
    KindUnknown,
    SamePerson,
    require,
)
from rondom.people.events import AuthorityChanged
from rondom.people.models import Household, ParentalAuthority, Person, Relationship
from rondom.people.vocabulary import AuthoritySource, RelationshipKind

ADULT_YEARS = 18


@command("relationship.add")
def add_relationship(
    *,
    actor: Actor,
    household_id: UUID,
    person_id: UUID,
    other_id: UUID,
    kind: str,
    starts_on: date,
    at: datetime,
) -> Relationship:
    """Note that `person` is `kind` of `other`; both are known in this household.

    Refusals: HouseholdUnknown, PersonUnknown, NotAllowed, SamePerson, KindUnknown.
    """
    household = household_to_change(actor, household_id, Part.CORE)
    person, other = person_of(household, person_id), person_of(household, other_id)
    return _relate(
        actor=actor, household=household, person=person, other=other, kind=kind, starts_on=starts_on, at=at
    )


@command("relationship.add_new")
def add_relative(
    *,
    actor: Actor,
    household_id: UUID,
    facts: PersonFacts,
    kind: str,
    other_id: UUID,
    starts_on: date,
    at: datetime,
) -> Relationship:
    """Enter somebody who lives elsewhere (a former partner, a sister) by the relation to a member.

    Answers the relation; its `person` is the new one. Refuses what add_relationship and add_member refuse.
    """
    household = household_to_change(actor, household_id, Part.CORE)
    other = person_of(household, other_id)
    clean = cleaned(facts, at)
    person = Person.objects.create(
        given_name=clean.given_name,
        family_name=clean.family_name,
        birth_date=clean.birth_date,
        language=clean.language,
        needs_interpreter=clean.needs_interpreter,
    )
    return _relate(
        actor=actor, household=household, person=person, other=other, kind=kind, starts_on=starts_on, at=at
    )


@command("relationship.end")
def end_relationship(*, actor: Actor, relationship_id: UUID, ends_on: date, at: datetime) -> Relationship:
    """A relation has ended; the last day still counts. Refusals: EntryUnknown, NotAllowed, EndBeforeStart."""
    found = Relationship.objects.filter(pk=relationship_id, ends_on=None).first()
    row = ended(found, actor=actor, ends_on=ends_on)
    record(
        actor=actor,
        action="relationship.end",
        at=at,
        space=space_of(row.scope),
        subjects=[row.person_id, row.other_id],
        part="core",
        object_type="relationship",
        object_id=row.id,
    )
    return row


@command("authority.record")
def record_authority(
    *,
    actor: Actor,
    household_id: UUID,
    parent_id: UUID,
    child_id: UUID,
    source: str,
    starts_on: date,
    at: datetime,
    disputed: bool = False,
) -> ParentalAuthority:
    """Note that somebody has parental authority over a child, and how that is known (R-044).

    The same two people again bring the row into line. Refusals: HouseholdUnknown, PersonUnknown,
    NotAllowed, SamePerson, KindUnknown, AuthorityOverAdult.
    """
    household = household_to_change(actor, household_id, Part.CORE)
    parent, child = person_of(household, parent_id), person_of(household, child_id)
    if parent.id == child.id:
        raise SamePerson(field="child")
    if source not in AuthoritySource.values:
        raise KindUnknown(field="source")
    if child.birth_date and rules.age_on(child.birth_date, starts_on) >= ADULT_YEARS:
        raise AuthorityOverAdult(name=child.name)
    row, _new = ParentalAuthority.objects.update_or_create(
        parent=parent,
        child=child,
        scope=scope_of(household.space, Part.CORE),
        ends_on=None,
        defaults={"source": source, "disputed": disputed},
        create_defaults={"source": source, "disputed": disputed, "starts_on": starts_on},
    )
    _told(actor, row, "authority.record", at)
    return row


@command("authority.end")
def end_authority(*, actor: Actor, authority_id: UUID, ends_on: date, at: datetime) -> ParentalAuthority:
    """Parental authority ended; that day still counts. Refusals: EntryUnknown, NotAllowed, EndBeforeStart."""
    row = ParentalAuthority.objects.filter(pk=authority_id, ends_on=None).first()
    if row is None:
        raise EntryUnknown
    require(policies.may_change(actor, row.scope))
    if ends_on < row.starts_on:
        raise EndBeforeStart
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    _told(actor, row, "authority.end", at)
    return row


def _told(actor: Actor, row: ParentalAuthority, action: str, at: datetime) -> None:
    record(
        actor=actor,
        action=action,
        at=at,
        space=space_of(row.scope),
        subjects=[row.parent_id, row.child_id],
        part="core",
        object_type="authority",
        object_id=row.id,
    )
    publish(AuthorityChanged(child_id=row.child_id, parent_id=row.parent_id))


def _relate(
    *,
    actor: Actor,
    household: Household,
    person: Person,
    other: Person,
    kind: str,
    starts_on: date,
    at: datetime,
) -> Relationship:
    if person.id == other.id:
        raise SamePerson
    if kind not in RelationshipKind.values:
        raise KindUnknown
    row = Relationship.objects.create(
        scope=scope_of(household.space, Part.CORE), person=person, other=other, kind=kind, starts_on=starts_on
    )
    record(
        actor=actor,
        action="relationship.add",
        at=at,
        space=household.space,
        subjects=[person.id, other.id],
        part="core",
        object_type="relationship",
        object_id=row.id,
    )
    return row
