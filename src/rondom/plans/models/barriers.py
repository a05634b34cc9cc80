"""What is stuck, and what asks for attention."""

from django.db import models
from django.db.models import Q

from rondom.kernel.models import ScopedRow
from rondom.plans.models.lines import Action, Goal
from rondom.plans.models.plan import Plan
from rondom.plans.vocabulary import AlertKind, BarrierStep, BottleneckKind, RouteStep


class Bottleneck(ScopedRow):
    """Something is stuck, in plain words (scope of the line it belongs to) (R-021).

    `route` and `solved_at` repeat the newest steps; the party's own answer is a step only, because the
    party may read this line without writing in it.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="bottlenecks")
    action = models.ForeignKey(Action, on_delete=models.SET_NULL, null=True, related_name="bottlenecks")
    goal = models.ForeignKey(Goal, on_delete=models.SET_NULL, null=True, related_name="bottlenecks")
    domain = models.SmallIntegerField()
    kind = models.CharField(max_length=14, choices=BottleneckKind)
    text = models.TextField()
    organization = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, null=True, related_name="+"
    )
    party_name = models.CharField(max_length=200)
    since_on = models.DateField()
    react_by = models.DateField()
    raised_at = models.DateTimeField()
    raised_by_id = models.UUIDField()
    raised_by_name = models.CharField(max_length=120)
    route = models.CharField(max_length=14, choices=RouteStep, default=RouteStep.BOTTLENECK)
    solved_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["plan"], condition=Q(solved_at=None), name="bottleneck_open_of_plan")]


class BottleneckStep(ScopedRow):
    """What happened to a bottleneck; rows are only added."""

    bottleneck = models.ForeignKey(Bottleneck, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=BarrierStep)
    route = models.CharField(max_length=14, choices=RouteStep, blank=True)
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    by_id = models.UUIDField()
    by_name = models.CharField(max_length=120)
    organization_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["at"]


class PlanAlert(ScopedRow):
    """Something asks for attention, told without content (scope OVERVIEW, so the team leader sees it)."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="plan_alerts")
    kind = models.CharField(max_length=14, choices=AlertKind)
    about_id = models.UUIDField()
    who = models.CharField(max_length=200, blank=True)
    raised_at = models.DateTimeField()
    raised_by_id = models.UUIDField()
    cleared_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "about_id"], condition=Q(cleared_at=None), name="alert_open_once"
            )
        ]
