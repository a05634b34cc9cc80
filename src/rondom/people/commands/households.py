"""Households and the people in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.grants import begin_space
from rondom.access.scopes import Part, scope_of
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.rls import next_space
from rondom.kernel.text import clean_line
from rondom.people import policies, rules
from rondom.people.commands.refusals import (
    AlreadyMember,
    BirthDateImpossible,
    EndBeforeStart,
    EntryUnknown,
    HouseholdUnknown,
    LanguageUnknown,
    NameMissing,
    PersonUnknown,
    RoleUnknown,
    require,
)
from rondom.people.events import MemberAdded, MemberLeft
from rondom.people.models import Household, Member, Person, Relationship
from rondom.people.vocabulary import MemberRole

NAME_LENGTH = 80


@dataclass(frozen=True, kw_only=True)
class PersonFacts:
    """What is asked of a person. The birth date may be unknown; the language is an ISO 639 code."""

    given_name: str
    family_name: str = ""
    birth_date: date | None = None
    language: str = "nl"
    needs_interpreter: bool = False


@command("household.create")
def create_household(*, actor: Actor, name: str, at: datetime) -> Household:
    """Start a household with a space of its own, which the actor may write in until grants are derived.

    Refusals: NotAllowed, NameMissing, TextTooLong, TextUnreadable.
    """
    require(policies.may_start_household(actor))
    clean = clean_line(name, field="name", max_length=120)
    if not clean:
        raise NameMissing(field="name")
    space = next_space()
    begin_space(actor=actor, space=space, at=at)
    household = Household.objects.create(
        space=space, scope=scope_of(space, Part.OVERVIEW), name=clean, created_at=at
    )
    record(
        actor=actor,
        action="household.create",
        at=at,
        space=space,
        object_type="household",
        object_id=household.id,
    )
    return household


@command("household.rename")
def rename_household(*, actor: Actor, household_id: UUID, name: str, at: datetime) -> Household:
    """Give a household another name. Refusals: HouseholdUnknown, NotAllowed, NameMissing, TextTooLong."""
    household = household_to_change(actor, household_id, Part.OVERVIEW)
    household.name = clean_line(name, field="name", max_length=120)
    if not household.name:
        raise NameMissing(field="name")
    household.save(update_fields=["name"])
    record(
        actor=actor,
        action="household.rename",
        at=at,
        space=household.space,
        subjects=subjects_of(household),
        object_type="household",
        object_id=household.id,
    )
    return household


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
    member = Member.objects.select_related("household", "person").filter(pk=member_id, ends_on=None).first()
    if member is None:
        raise EntryUnknown
    require(policies.may_change(actor, member.scope))
    if ends_on < member.starts_on:
        raise EndBeforeStart
    member.ends_on = ends_on
    member.save(update_fields=["ends_on"])
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


@command("person.change")
def change_person(
    *, actor: Actor, person_id: UUID, household_id: UUID, facts: PersonFacts, at: datetime
) -> Person:
    """Correct what is known about a person of this household.

    Refusals: HouseholdUnknown, PersonUnknown, NotAllowed, NameMissing, BirthDateImpossible,
    LanguageUnknown, TextTooLong, TextUnreadable.
    """
    household = household_to_change(actor, household_id, Part.CORE)
    person = person_of(household, person_id)
    clean = cleaned(facts, at)
    for name in ("given_name", "family_name", "birth_date", "language", "needs_interpreter"):
        setattr(person, name, getattr(clean, name))
    person.save(update_fields=["given_name", "family_name", "birth_date", "language", "needs_interpreter"])
    record(
        actor=actor,
        action="person.change",
        at=at,
        space=household.space,
        subjects=[person.id],
        part="core",
        object_type="person",
        object_id=person.id,
    )
    return person


def household_to_change(actor: Actor, household_id: UUID, part: Part) -> Household:
    """The household, when the actor may write in that part. Refusals: HouseholdUnknown, NotAllowed."""
    household = Household.objects.filter(pk=household_id).first()
    if household is None:
        raise HouseholdUnknown
    require(policies.may_change(actor, scope_of(household.space, part)))
    return household


def person_of(household: Household, person_id: UUID) -> Person:
    """The person, when a member of the household now or before, or related to one. Refusal: PersonUnknown."""
    person = Person.objects.filter(pk=person_id).first()
    core = scope_of(household.space, Part.CORE)
    if person is None or not (
        person.memberships.filter(household=household).exists() or _is_related(person_id, core)
    ):
        raise PersonUnknown
    return person


def subjects_of(household: Household) -> list[UUID]:
    """Whom a change of the household as a whole concerns: everybody in it that the actor can see."""
    return list(household.members.filter(ends_on=None).values_list("person_id", flat=True))


def cleaned(facts: PersonFacts, at: datetime) -> PersonFacts:
    """The facts with clean text. Refusals: NameMissing, BirthDateImpossible, LanguageUnknown, TextTooLong."""
    given = clean_line(facts.given_name, field="given_name", max_length=NAME_LENGTH)
    family = clean_line(facts.family_name, field="family_name", max_length=NAME_LENGTH)
    if not given and not family:
        raise NameMissing
    today = at.astimezone(AMSTERDAM).date()
    if facts.birth_date and not rules.is_possible_birth_date(facts.birth_date, today):
        raise BirthDateImpossible
    if not rules.is_language(facts.language):
        raise LanguageUnknown
    return PersonFacts(
        given_name=given,
        family_name=family,
        birth_date=facts.birth_date,
        language=facts.language,
        needs_interpreter=facts.needs_interpreter,
    )


def _is_related(person_id: UUID, core: int) -> bool:
    related = Relationship.objects.filter(scope=core)
    return related.filter(person_id=person_id).exists() or related.filter(other_id=person_id).exists()


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
