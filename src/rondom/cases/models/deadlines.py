"""A date on which something can be lost."""

from django.db import models
from django.db.models import Q

from rondom.cases.models.case import Case
from rondom.cases.vocabulary import AlarmLevel, DeadlineKind, DeadlineState
from rondom.kernel.models import ScopedRow


class Deadline(ScopedRow):
    """An eviction, cut-off or stop with a known date (R-049). Scope: the plan lines of its domain."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="deadlines")
    domain = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=15, choices=DeadlineKind)
    what = models.CharField(max_length=200, blank=True)
    due_on = models.DateField()
    source = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=DeadlineState, default=DeadlineState.RUNNING)
    entered_at = models.DateTimeField()
    entered_by_name = models.CharField(max_length=120)
    closed_at = models.DateTimeField(null=True)
    closing_note = models.TextField(blank=True)
    reviewed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["due_on"]
        indexes = [models.Index(fields=["due_on"], condition=Q(state="running"), name="deadline_running_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="running", closed_at=None) | ~Q(state="running"),
                name="deadline_closed_state",
            )
        ]


class DeadlineCorrection(ScopedRow):
    """Another date for the same deadline: from, to, source, who. Only added."""

    deadline = models.ForeignKey(Deadline, on_delete=models.CASCADE, related_name="corrections")
    was_on = models.DateField()
    due_on = models.DateField()
    source = models.CharField(max_length=300)
    corrected_at = models.DateTimeField()
    corrected_by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ["corrected_at"]


class DeadlineAlarm(ScopedRow):
    """One threshold of one date, reached once. Scope: OVERVIEW, so it says a date and never what.

    A threshold of minus one means that the date passed without a result: an incident to look at.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="alarms")
    deadline_id = models.UUIDField()
    due_on = models.DateField()
    threshold_days = models.SmallIntegerField()
    level = models.CharField(max_length=15, choices=AlarmLevel)
    for_id = models.UUIDField(null=True)
    fired_at = models.DateTimeField()
    cleared_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["deadline_id", "due_on", "threshold_days"], name="alarm_once_per_threshold"
            )
        ]
        indexes = [models.Index(fields=["for_id"], condition=Q(cleared_at=None), name="alarm_open_for")]
