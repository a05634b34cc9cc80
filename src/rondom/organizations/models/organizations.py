"""Organizations, teams and the desks at which a referral can land."""

from __future__ import annotations

from datetime import date

from django.db import models

from rondom.kernel.models import Row
from rondom.kernel.rls import next_space
from rondom.organizations.vocabulary import HELPING_SORTS, PartyKind, PartySort, TeamKind


class OrganizationQuerySet(models.QuerySet["Organization"]):
    """Organizations by what matters to a reader."""

    def active(self, on: date) -> OrganizationQuerySet:
        """Those that exist on this day."""
        return self.filter(models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=on), starts_on__lte=on)


class Organization(Row):
    """A party around a household, inside or outside the municipality; also a department (`parent`).

    `sensitive` organizations give away something by their name alone (a shelter, addiction care): their
    involvement starts hidden or masked. `name_public` says whether the name may stand in lists that
    people outside a household can read.
    """

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=10, choices=PartyKind.choices)
    sort = models.CharField(max_length=30, choices=PartySort.choices)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="departments"
    )
    sensitive = models.BooleanField(default=False)
    name_public = models.BooleanField(default=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_internal(self) -> bool:
        """Part of the municipality."""
        return self.kind == PartyKind.INTERNAL

    @property
    def is_external(self) -> bool:
        """Outside the municipality and outside the help: a landlord, a school, the police (EXT, 5.5)."""
        return not self.is_internal and self.sort not in HELPING_SORTS


class Team(Row):
    """People who work together under one leader, in one area or for the whole city (R-106)."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="teams")
    area = models.ForeignKey(
        "organizations.Area", on_delete=models.PROTECT, null=True, blank=True, related_name="teams"
    )
    kind = models.CharField(max_length=20, choices=TeamKind.choices, default=TeamKind.NEIGHBOURHOOD)
    name = models.CharField(max_length=160)
    slug = models.SlugField(max_length=80, unique=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            # A neighbourhood team without an area cannot be scheduled.
            models.CheckConstraint(
                name="team_of_neighbourhood_has_area",
                condition=~models.Q(kind=TeamKind.NEIGHBOURHOOD) | models.Q(area__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Desk(Row):
    """Where a referral lands that names no person: the desk of an organization or of a team.

    `space` keys the rows that lie on this desk, as a household's space keys its rows.
    """

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=160)
    organization = models.OneToOneField(
        Organization, on_delete=models.PROTECT, null=True, related_name="desk"
    )
    team = models.OneToOneField(Team, on_delete=models.PROTECT, null=True, related_name="desk")
    space = models.BigIntegerField(unique=True, default=next_space, editable=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="desk_of_one_owner",
                condition=models.Q(organization__isnull=False, team__isnull=True)
                | models.Q(organization__isnull=True, team__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.name
