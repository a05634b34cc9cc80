"""Closing with the client's last word."""

from django.db import models
from django.db.models import Q

from rondom.kernel.models import ScopedRow
from rondom.plans.models.plan import Plan
from rondom.plans.vocabulary import ClosingState


class Closing(ScopedRow):
    """How a file closed (scope STORY): last word, whom to reach later, after-care (R-024)."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="closings")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="closings")
    state = models.CharField(max_length=10, choices=ClosingState)
    last_word = models.TextField(blank=True)
    contact_later = models.TextField()
    aftercare_on = models.DateField()
    spoke_with_client = models.BooleanField()
    why_not_spoken = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    asked_by_id = models.UUIDField()
    asked_by_name = models.CharField(max_length=120)
    approved_by_name = models.CharField(max_length=120, blank=True)
    closed_at = models.DateTimeField(null=True)
    reopened_at = models.DateTimeField(null=True)
    reopened_why = models.TextField(blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(spoke_with_client=False) | ~Q(last_word=""), name="closing_has_last_word"
            ),
            models.CheckConstraint(
                condition=Q(spoke_with_client=True) | ~Q(why_not_spoken=""), name="closing_unspoken_says_why"
            ),
        ]
