"""Households, who belongs to them, and what people are to each other."""

from __future__ import annotations

from datetime import date
from typing import Self, TypeVar

from django.db import models

from rondom.kernel.models import ScopedRow
from rondom.kernel.rls import next_space
from rondom.people.vocabulary import AuthoritySource, MemberRole, RelationshipKind


class Household(ScopedRow):
    """People who live together or share their care. Its space keys everything about it (scope OVERVIEW)."""

    space = models.BigIntegerField(unique=True, default=next_space, editable=False)
    name = models.CharField(max_length=120)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


_Row_co = TypeVar("_Row_co", bound=models.Model, covariant=True)


class PeriodQuerySet(models.QuerySet[_Row_co]):
    """Rows with `starts_on` and `ends_on`; the last day counts."""

    def current(self, on: date) -> Self:
        """Those that hold on this day."""
        return self.filter(models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=on), starts_on__lte=on)


class Period(ScopedRow):
    """A scoped row that holds from a day until a day, both included."""

    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class Member(Period):
    """A person in a household (scope CORE). Somebody may be in two; it gives no reading rights (R-002)."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="memberships")
    display_name = models.CharField(max_length=80)
    role = models.CharField(max_length=10, choices=MemberRole.choices)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["role", "starts_on"]
        indexes = [models.Index(fields=["person", "scope"], name="member_person_scope")]
        constraints = [
            models.UniqueConstraint(
                name="member_once_per_household",
                fields=["household", "person"],
                condition=models.Q(ends_on__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.display_name


class Relationship(Period):
    """What `person` is to `other`: "person is parent of other" (scope CORE)."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="relationships")
    other = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=RelationshipKind.choices)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="relationship_of_two", condition=~models.Q(other=models.F("person")))
        ]


class ParentalAuthority(Period):
    """A parent or guardian with authority over a child, with the source of that knowledge (scope CORE).

    `disputed` says that the guardians disagree: it is shown, never resolved by the platform (R-044).
    """

    parent = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="authorities")
    child = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="guardians")
    source = models.CharField(max_length=20, choices=AuthoritySource.choices)
    disputed = models.BooleanField(default=False)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "parental authorities"
        constraints = [
            models.CheckConstraint(name="authority_of_two", condition=~models.Q(child=models.F("parent")))
        ]
