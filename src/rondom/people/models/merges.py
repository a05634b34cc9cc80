"""One person entered twice: proposed by one colleague, confirmed by another, reversible (R-002)."""

from __future__ import annotations

from django.db import models

from rondom.kernel.models import ScopedRow


class PersonMerge(ScopedRow):
    """The proposal that `double` is the same person as `kept` (scope ADDRESS of the household at hand)."""

    kept = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    double = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    confirmed_by = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="merge_of_two", condition=~models.Q(kept=models.F("double"))),
            models.CheckConstraint(
                name="merge_by_two_people",
                condition=models.Q(confirmed_by__isnull=True)
                | ~models.Q(confirmed_by=models.F("proposed_by")),
            ),
        ]
