"""Who belongs to a household, from when to when."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.scopes import Part, scope_of
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.text import clean_line
from rondom.people.commands.households import household_to_change
from rondom.people.commands.periods import ended
from rondom.people.commands.persons import NAME_LENGTH, PersonFacts, cleaned
from rondom.people.commands.refusals import (
    AlreadyMember,
    PersonUnknown,
    RoleUnknown,
)
from rondom.people.events import MemberAdded, MemberLeft
from rondom.people.models import Household, Member, Person
from rondom.people.vocabulary import MemberRole


@command("member.add")
def add_member(
    *,
    actor: Actor,
    household_id: UUID,
    facts: PersonFacts,
    role: str,
    starts_on: date,
    at: datetime,
    display_name: str = "",
) -> Member:
    """Enter a new person into a household (R-002). Membership gives no reading rights.

    Refusals: HouseholdUnknown, NotAllowed, NameMissing, BirthDateImpossible, LanguageUnknown, RoleUnknown,
    TextTooLong, TextUnreadable.
    """
    household = household_to_change(actor, household_id, Part.CORE)
    clean = cleaned(facts, at)
    person = Person.objects.create(
        given_name=clean.given_name,
        family_name=clean.family_name,
        birth_date=clean.birth_date,
        language=clean.language,
        needs_interpreter=clean.needs_interpreter,
    )
    return _join(
        actor=actor,
        household=household,
        person=person,
        role=role,
        starts_on=starts_on,
        display_name=display_name,
        at=at,
    )


@command("member.add_known")
def add_known_member(
    *,
    actor: Actor,
    household_id: UUID,
    person_id: UUID,
    role: str,
    starts_on: date,
    at: datetime,
    display_name: str = "",
) -> Member:
    """Let somebody who is known belong to this household too (a child in two homes, R-002).

    The actor must be able to see the person. Refusals: HouseholdUnknown, PersonUnknown, NotAllowed,
    AlreadyMember, RoleUnknown.
    """
    household = household_to_change(actor, household_id, Part.CORE)
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise PersonUnknown
    if Member.objects.filter(household=household, person=person, ends_on__isnull=True).exists():
        raise AlreadyMember(name=person.name)
    return _join(
        actor=actor,
        household=household,
        person=person,
        role=role,
        starts_on=starts_on,
        display_name=display_name,
        at=at,
    )


@command("member.end")
def end_membership(*, actor: Actor, member_id: UUID, ends_on: date, at: datetime) -> Member:
    """Somebody no longer belongs to the household; the last day still counts.

    Refusals: EntryUnknown, NotAllowed, EndBeforeStart.
    """
    found = Member.objects.select_related("household", "person").filter(pk=member_id, ends_on=None)
    member = ended(found.first(), actor=actor, ends_on=ends_on)
    record(
        actor=actor,
        action="member.end",
        at=at,
        space=member.household.space,
        subjects=[member.person_id],
        part="core",
        object_type="member",
        object_id=member.id,
    )
    publish(MemberLeft(household_id=member.household_id, person_id=member.person_id))
    return member


def _join(
    *,
    actor: Actor,
    household: Household,
    person: Person,
    role: str,
    starts_on: date,
    display_name: str,
    at: datetime,
) -> Member:
    if role not in MemberRole.values:
        raise RoleUnknown
    shown = clean_line(display_name, field="display_name", max_length=NAME_LENGTH)
    member = Member.objects.create(
        household=household,
        person=person,
        scope=scope_of(household.space, Part.CORE),
        display_name=shown or person.given_name or person.family_name,
        role=role,
        starts_on=starts_on,
    )
    record(
        actor=actor,
        action="member.add",
        at=at,
        space=household.space,
        subjects=[person.id],
        part="core",
        object_type="member",
        object_id=member.id,
    )
    publish(MemberAdded(household_id=household.id, person_id=person.id))
    return member
