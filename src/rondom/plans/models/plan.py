"""The plan and its frozen versions."""

from django.db import models
from django.db.models import Q

from rondom.kernel.models import ScopedRow
from rondom.plans.vocabulary import LineKind, PlanState


class PlanQuerySet(models.QuerySet["Plan"]):
    """Plans by where they stand."""

    def live(self) -> "PlanQuerySet":
        """Draft or active: the one plan of a household."""
        return self.filter(state__in=[PlanState.DRAFT, PlanState.ACTIVE])


class Plan(ScopedRow):
    """The frame of a household's plan (scope CORE). One live plan per household, kept by the database.

    `published_number` and `published_at` repeat the newest version, for pages of one query.
    """

    space = models.BigIntegerField(db_index=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="plans")
    household = models.ForeignKey("people.Household", on_delete=models.PROTECT, related_name="plans")
    state = models.CharField(max_length=10, choices=PlanState, default=PlanState.DRAFT)
    started_at = models.DateTimeField()
    started_by_id = models.UUIDField()
    started_by_name = models.CharField(max_length=120)
    activated_at = models.DateTimeField(null=True)
    without_words_reason = models.TextField(blank=True)
    ordered_by_client_at = models.DateTimeField(null=True)
    published_number = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["household"], condition=Q(state__in=["draft", "active"]), name="plan_one_live"
            ),
            models.CheckConstraint(
                condition=~Q(state="active") | Q(activated_at__isnull=False), name="plan_active_has_moment"
            ),
        ]


class PlanVersion(ScopedRow):
    """A version as it was published (scope CORE). The lines stand in rows of their own scope."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    published_at = models.DateTimeField()
    published_by_id = models.UUIDField()
    published_by_name = models.CharField(max_length=120)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once")]


class VersionLine(ScopedRow):
    """One line as it stood in a version, in the scope of the line itself; never changed."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=10, choices=LineKind)
    line_id = models.UUIDField()
    position = models.PositiveIntegerField()
    carried_over = models.BooleanField(default=False)
    body = models.JSONField()

    class Meta:
        ordering = ["kind", "position"]
        constraints = [models.UniqueConstraint(fields=["version", "line_id"], name="version_line_once")]
