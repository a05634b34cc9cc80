"""Working roles, leadership and standing in: who does what where, from when until when."""

from __future__ import annotations

from datetime import date
from typing import Self, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rondom.kernel.models import Row
from rondom.organizations.vocabulary import WorkFunction

_Row_co = TypeVar("_Row_co", bound=models.Model, covariant=True)


class PeriodQuerySet(models.QuerySet[_Row_co]):
    """Rows with `starts_on` and `ends_on`; the last day counts."""

    def current(self, on: date) -> Self:
        """Those that hold on this day."""
        return self.filter(models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=on), starts_on__lte=on)

    def unended(self, on: date) -> Self:
        """Those that hold on this day or begin later."""
        return self.filter(models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=on))


class Period(Row):
    """A row that holds from a day until a day, both included; without an end it still holds."""

    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class WorkingRole(Period):
    """A professional in a function, in a team or directly in an organization.

    Seconded when that team or organization is not the mother organization. `caseload_weight` replaces
    the city's norm for this person; without it the norm is scaled by `weekly_hours` (R-131).
    """

    professional = models.ForeignKey(
        "organizations.Professional", on_delete=models.PROTECT, related_name="roles"
    )
    function = models.CharField(max_length=30, choices=WorkFunction.choices)
    team = models.ForeignKey("organizations.Team", on_delete=models.PROTECT, null=True, related_name="roles")
    organization = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, null=True, related_name="roles"
    )
    working_days = ArrayField(models.PositiveSmallIntegerField(), default=list)
    weekly_hours = models.PositiveSmallIntegerField(default=36)
    collaboration_hours = models.PositiveSmallIntegerField(default=0)
    caseload_weight = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                name="workingrole_in_one_place",
                condition=models.Q(team__isnull=False, organization__isnull=True)
                | models.Q(team__isnull=True, organization__isnull=False),
            ),
            models.CheckConstraint(
                name="workingrole_ends_after_start",
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.professional}: {self.get_function_display()}"


class TeamLeadership(Period):
    """Who leads a team, and who acts when the leader is away or has left (requirements section 6, row 2)."""

    team = models.ForeignKey("organizations.Team", on_delete=models.PROTECT, related_name="leaderships")
    professional = models.ForeignKey(
        "organizations.Professional", on_delete=models.PROTECT, related_name="leaderships"
    )
    stand_in = models.ForeignKey(
        "organizations.Professional", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.UniqueConstraint(
                name="teamleadership_one_open", fields=["team"], condition=models.Q(ends_on__isnull=True)
            ),
            models.CheckConstraint(
                name="teamleadership_other_stand_in",
                condition=models.Q(stand_in__isnull=True) | ~models.Q(stand_in=models.F("professional")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team}: {self.professional}"


class SupportContact(Period):
    """To whom an expert by experience turns with her or his own questions (R-040).

    A row is ended, never overwritten: who supported whom stays readable. A contact who left or holds no
    role any more is no support; queries leave such a row out and pages ask for a successor.
    """

    professional = models.ForeignKey(
        "organizations.Professional", on_delete=models.PROTECT, related_name="support_contacts"
    )
    contact = models.ForeignKey(
        "organizations.Professional", on_delete=models.PROTECT, related_name="supports"
    )

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.UniqueConstraint(
                name="supportcontact_one_open",
                fields=["professional"],
                condition=models.Q(ends_on__isnull=True),
            ),
            models.CheckConstraint(
                name="supportcontact_is_somebody_else",
                condition=~models.Q(contact=models.F("professional")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contact} for {self.professional}"


class StandIn(Period):
    """Who answers for a colleague in a period (holiday, illness, days off)."""

    professional = models.ForeignKey(
        "organizations.Professional", on_delete=models.PROTECT, related_name="stand_ins"
    )
    stand_in = models.ForeignKey(
        "organizations.Professional", on_delete=models.PROTECT, related_name="stands_in_for"
    )

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                name="standin_is_somebody_else", condition=~models.Q(stand_in=models.F("professional"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.stand_in} for {self.professional}"
