"""What came of it: in the client's words, in six statements, and in solutions outside the standard."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rondom.kernel.models import Row, ScopedRow
from rondom.plans.models.plan import Plan
from rondom.plans.vocabulary import Moment


class Outcome(ScopedRow):
    """A result as somebody names it; never changed (R-054).

    The client's own words and the professional's view are different rows. Scope STORY, or the client's
    own part when it was told in private.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="outcomes")
    words = models.TextField()
    by_client = models.BooleanField()
    by_id = models.UUIDField()
    by_name = models.CharField(max_length=120)
    improved_domains = ArrayField(models.SmallIntegerField(), default=list)
    private = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(condition=Q(private=False) | Q(by_client=True), name="outcome_private_own")
        ]


class SelfReport(ScopedRow):
    """The six statements once filled in by the client (scope: the client's own part) (R-055)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="self_reports")
    person_id = models.UUIDField()
    answers = ArrayField(models.SmallIntegerField(), size=6)
    moment = models.CharField(max_length=6, choices=Moment)
    same_everywhere = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]


class CustomSolution(ScopedRow):
    """A solution that departs from the standard work instruction (scope of its life domain) (R-023)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="solutions")
    domain = models.SmallIntegerField()
    what = models.TextField()
    why = models.TextField()
    room = models.TextField()
    agreed_by = models.TextField()
    result = models.TextField(blank=True)
    at = models.DateTimeField()
    by_id = models.UUIDField()
    by_name = models.CharField(max_length=120)
    copied = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-at"]


class SolutionCopy(Row):
    """The searchable copy: no names, no household, no day, no key back to the file (R-023)."""

    domain = models.SmallIntegerField()
    target_group = models.SlugField(max_length=60, blank=True)
    what = models.TextField()
    why = models.TextField()
    room = models.TextField()
    result = models.TextField(blank=True)
    year = models.PositiveSmallIntegerField()
