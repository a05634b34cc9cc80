"""Households, members and relations, as far as the reader may see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from rondom.access.scopes import space_of
from rondom.kernel.repeated import repeated
from rondom.people import rules
from rondom.people.models import (
    Conflict,
    Household,
    Member,
    ParentalAuthority,
    Person,
    PersonMerge,
    Relationship,
)
from rondom.people.vocabulary import ConflictKind


@dataclass(frozen=True)
class MemberCard:
    """A member as a page shows it; `age` is in full years, None when the birth date is not known."""

    member_id: UUID
    person_id: UUID
    name: str
    display_name: str
    role: str
    role_label: str
    age: int | None
    language: str
    needs_interpreter: bool


def household(household_id: UUID) -> Household | None:
    """One household by key, when the reader may see it."""
    return Household.objects.filter(pk=household_id).first()


def household_of_space(space: int) -> Household | None:
    """The household with this space number, when the reader may see it."""
    return Household.objects.filter(space=space).first()


def person(person_id: UUID) -> Person | None:
    """One person by key, when the reader may see them."""
    return Person.objects.filter(pk=person_id).first()


def persons_named(ids: Iterable[UUID]) -> dict[UUID, Person]:
    """People by key in one query; whoever the reader may not see is missing."""
    return {one.id: one for one in Person.objects.filter(pk__in=list(ids))}


def members(household_id: UUID, on: date) -> QuerySet[Member]:
    """Who belongs to the household on this day, adults first."""
    return Member.objects.current(on).filter(household_id=household_id).select_related("person")


def members_of(household_ids: Iterable[UUID], on: date) -> QuerySet[Member]:
    """Who belongs to any of these households on this day, for deriving grants (run as the system)."""
    return Member.objects.current(on).filter(household_id__in=set(household_ids)).order_by()


def member(member_id: UUID) -> Member | None:
    """One membership by key, when the reader may see it."""
    return Member.objects.select_related("person", "household").filter(pk=member_id).first()


def member_cards(household_id: UUID, on: date) -> list[MemberCard]:
    """The members as a page shows them."""
    return [
        MemberCard(
            member_id=row.id,
            person_id=row.person_id,
            name=row.person.name,
            display_name=row.display_name,
            role=row.role,
            role_label=row.get_role_display(),
            age=rules.age_on(row.person.birth_date, on) if row.person.birth_date else None,
            language=row.person.language,
            needs_interpreter=row.person.needs_interpreter,
        )
        for row in _members(household_id=household_id, on=on)["members"]
    ]


@repeated
def _members(*, household_id: UUID, on: date) -> dict[str, QuerySet[Any]]:
    return {"members": members(household_id, on)}


def households_of(person_id: UUID, on: date) -> QuerySet[Household]:
    """The households somebody belongs to on this day, as far as the reader may see them."""
    return Household.objects.filter(
        pk__in=Member.objects.current(on).filter(person_id=person_id).values("household")
    )


def relationships(person_ids: Iterable[UUID], on: date) -> QuerySet[Relationship]:
    """Relations in which one of these people stands on either side, on this day."""
    ids = list(person_ids)
    rows = Relationship.objects.current(on).filter(Q(person_id__in=ids) | Q(other_id__in=ids))
    return rows.select_related("person", "other")


def guardians(child_id: UUID, on: date) -> QuerySet[ParentalAuthority]:
    """Everybody with parental authority over the child on this day; two are both listed (R-044)."""
    return ParentalAuthority.objects.current(on).filter(child_id=child_id).select_related("parent")


def has_authority(parent_id: UUID, child_id: UUID, on: date) -> bool:
    """Whether somebody has parental authority over a child on this day, as far as the reader sees."""
    return ParentalAuthority.objects.current(on).filter(parent_id=parent_id, child_id=child_id).exists()


def children_under_authority(parent_id: UUID, on: date) -> list[UUID]:
    """Keys of the children over whom somebody has authority on this day."""
    rows = ParentalAuthority.objects.current(on).filter(parent_id=parent_id)
    return list(rows.values_list("child_id", flat=True))


def age_band(who: Person, on: date, *, guardian_below: int, shared_below: int, adult_at: int) -> str:
    """Who speaks for this person by age (vocabulary.AgeBand); an unknown birth date counts as adult.

    The ages are the city's setting `age_bands`, in full years (R-044).
    """
    if who.birth_date is None:
        return "adult"
    return rules.age_band(
        who.birth_date, on, guardian_below=guardian_below, shared_below=shared_below, adult_at=adult_at
    )


def conflicts_of(person_ids: Iterable[UUID]) -> QuerySet[Conflict]:
    """Live conflicts of these people, for deriving grants (run as the system, which sees them all)."""
    return Conflict.objects.filter(person_id__in=list(person_ids), ended_at=None)


def has_conflict(person_ids: Iterable[UUID], counterpart_id: UUID) -> bool:
    """Whether the counterpart must be kept out as a relative of one of these people (D1)."""
    return conflicts_of(person_ids).filter(counterpart_id=counterpart_id, kind=ConflictKind.RELATIVE).exists()


def shielded_from(counterpart_id: UUID) -> list[UUID]:
    """Keys of the people under a safety shield against this resident (D2); for the system only."""
    rows = Conflict.objects.filter(counterpart_id=counterpart_id, kind=ConflictKind.SHIELD, ended_at=None)
    return list(rows.values_list("person_id", flat=True))


def spaces_shielded_from(counterpart_id: UUID) -> set[int]:
    """The spaces of the people who are or were under a shield against this resident; for the system only.

    Ended shields count: what was kept from somebody is not told afterwards.
    """
    rows = Conflict.objects.filter(counterpart_id=counterpart_id, kind=ConflictKind.SHIELD)
    return {space_of(scope) for scope in rows.values_list("scope", flat=True)}


def possible_doubles(who: Person, *, limit: int = 5) -> list[Person]:
    """People the reader can see who may be the same person: birth date and family name agree (R-002)."""
    if who.birth_date is None:
        return []
    same_day = Person.objects.filter(birth_date=who.birth_date, merged_into=None).exclude(pk=who.pk)
    wanted = rules.same_name_key(who.family_name)
    return [one for one in same_day if rules.same_name_key(one.family_name) == wanted][:limit]


def exact_matches(*, birth_date: date, family_name: str, limit: int) -> list[UUID]:
    """Keys of people with exactly this birth date and family name; for the identity lookup, as the system."""
    wanted = rules.same_name_key(family_name)
    rows = Person.objects.filter(birth_date=birth_date, merged_into=None).order_by("id")
    return [one.pk for one in rows if rules.same_name_key(one.family_name) == wanted][:limit]


def open_merges() -> QuerySet[PersonMerge]:
    """Proposals that wait for a second colleague, as far as the reader may see them."""
    waiting = PersonMerge.objects.filter(confirmed_at=None, undone_at=None)
    return waiting.select_related("kept", "double").order_by("proposed_at")
