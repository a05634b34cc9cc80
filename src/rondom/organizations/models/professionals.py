"""Professionals and their role cards."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rondom.kernel.models import Row


class ProfessionalQuerySet(models.QuerySet["Professional"]):
    """Professionals by employment."""

    def employed(self) -> ProfessionalQuerySet:
        """Those who have not left."""
        return self.filter(ended_at__isnull=True)


class Professional(Row):
    """Somebody who works for a party, paid or not. The mother organization stays when seconded (R-104)."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    organization = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="professionals"
    )
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    # A contact about safety: residents see the team's number instead.
    phone_hidden = models.BooleanField(default=False)
    languages = ArrayField(models.CharField(max_length=8), default=list)
    photo_consent = models.BooleanField(default=False)
    started_on = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ProfessionalQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def has_left(self) -> bool:
        """The employment has ended; the row stays, because old minutes and logs name the person."""
        return self.ended_at is not None


class Portrait(Row):
    """The photo of somebody who works here, square and small (R-034). One each; a new one is another row.

    Its key is the address, so a removed or replaced photo has no address any more. The table is open, as
    everybody who is signed in sees the photo; the picture is encrypted and bound to this row, so that a
    copy of the database shows no faces.
    """

    professional = models.OneToOneField(Professional, on_delete=models.PROTECT, related_name="portrait")
    sealed = models.BinaryField()
    placed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.professional} ({self.placed_at:%Y-%m-%d})"


class RoleCard(Row):
    """What somebody does and may decide, in words a resident understands (R-104).

    A card is replaced, never edited: what a household was told last month stays readable.
    """

    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="cards")
    does = models.TextField()
    decides = models.TextField()
    does_not_decide = models.TextField()
    call_when = models.TextField()
    availability = models.TextField(blank=True)
    written_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-written_at"]
        constraints = [
            models.UniqueConstraint(
                name="rolecard_one_current",
                fields=["professional"],
                condition=models.Q(replaced_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.professional} ({self.written_at:%Y-%m-%d})"
