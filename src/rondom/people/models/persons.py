"""The person: the anchor to which everything else refers."""

from __future__ import annotations

from django.db import models

from rondom.kernel.models import Row


class Person(Row):
    """Somebody around a household. Whoever may see one of the person's memberships may read this row.

    The row holds what is needed to address somebody and nothing more: how to reach the person and what
    identifies them are rows of their own, with other readers.
    """

    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    birth_date = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=3, default="nl")
    needs_interpreter = models.BooleanField(default=False)
    # Set when this row was found to be somebody who was known already; reversible.
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="person_not_own_double",
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("id")),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Given name and family name."""
        return f"{self.given_name} {self.family_name}".strip()
