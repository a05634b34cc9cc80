"""Households, and reaching one for a change."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.grants import begin_space
from rondom.access.scopes import Part, scope_of
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.kernel.rls import next_space
from rondom.kernel.text import clean_line
from rondom.people import policies
from rondom.people.commands.refusals import HouseholdUnknown, NameMissing, PersonUnknown, require
from rondom.people.models import Household, Person, Relationship


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


def _is_related(person_id: UUID, core: int) -> bool:
    related = Relationship.objects.filter(scope=core)
    return related.filter(person_id=person_id).exists() or related.filter(other_id=person_id).exists()
