"""The city's own division: districts, areas, neighbourhoods (R-161)."""

from __future__ import annotations

from django.db import models

from rondom.kernel.models import Row
from rondom.organizations.vocabulary import AreaKind


class Area(Row):
    """A district, an area within it, or a neighbourhood. Names change, so each has its dates."""

    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    kind = models.CharField(max_length=20, choices=AreaKind.choices)
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=80, unique=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="area_district_on_top",
                condition=models.Q(kind=AreaKind.DISTRICT, parent__isnull=True)
                | (~models.Q(kind=AreaKind.DISTRICT) & models.Q(parent__isnull=False)),
            ),
            models.CheckConstraint(
                name="area_ends_after_start",
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name
