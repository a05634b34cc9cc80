"""Grants: the decision table made into rows, so that the database itself can enforce it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rondom.kernel.models import Row


class Grant(Row):
    """What one holder may read and write in one space, from then until then, by that row of the table.

    `reads` are part numbers, `writes` those of them that may be written too. One row per holder and
    ground, not one per part: a city of a million cases keeps some millions of grants, not fifty.
    """

    holder_id = models.UUIDField()
    space = models.BigIntegerField()
    reads = ArrayField(models.IntegerField())
    writes = ArrayField(models.IntegerField(), default=list)
    row = models.CharField(max_length=8)
    ground = models.CharField(max_length=60, blank=True)
    reason = models.TextField(blank=True)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)
    granted_by = models.UUIDField()
    granted_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["holder_id"],
                # All that `sec.my_scopes()` reads, which every statement asks again.
                include=["valid_from", "valid_to", "space", "reads"],
                condition=Q(revoked_at=None),
                name="grant_live_holder",
            ),
            models.Index(fields=["space"], condition=Q(revoked_at=None), name="grant_live_space"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(row__in=["P5S", "P6S", "P11"])
                | Q(
                    valid_to__isnull=False,
                    valid_to__lte=F("valid_from") + models.Value("24:00:00", models.DurationField()),
                ),
                name="grant_self_given_is_short",
            ),
            models.CheckConstraint(
                condition=Q(writes__contained_by=F("reads")), name="grant_writes_what_it_reads"
            ),
        ]


class DynamicPart(Row):
    """A part of a space with holders named one by one: a child's own talk, a meeting, a shared line.

    `follows_story`: who may see the household's story sees this too (writes where that is written).
    """

    space = models.BigIntegerField()
    number = models.IntegerField()
    kind = models.CharField(max_length=20)
    subject_id = models.UUIDField(null=True)
    follows_story = models.BooleanField(default=False)
    scope = models.BigIntegerField(unique=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "number"], name="part_once_per_space")]


class PartHolder(Row):
    """Somebody who may see a dynamic part."""

    part = models.ForeignKey(DynamicPart, on_delete=models.CASCADE, related_name="holders")
    holder_id = models.UUIDField()
    scope = models.BigIntegerField()
    can_write = models.BooleanField(default=False)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["scope"], name="part_holder_scope")]


class EndedHolder(models.Model):
    """Somebody who left: from that moment no grant of theirs counts, whatever it says."""

    holder_id = models.UUIDField(primary_key=True)
    ended_at = models.DateTimeField()
