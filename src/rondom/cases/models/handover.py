"""Changing hands with the client in the middle."""

from django.db import models
from django.db.models import Q

from rondom.cases.models.case import Case
from rondom.kernel.models import ScopedRow


class Handover(ScopedRow):
    """A planned change of case manager (R-012). Scope: STORY. At most one is open."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="handovers")
    giver = models.ForeignKey("organizations.Professional", on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey("organizations.Professional", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    overlap_on = models.DateField()
    open_agreements = models.JSONField(default=list)
    planned_at = models.DateTimeField()
    client_told_at = models.DateTimeField(null=True)
    introduced_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    without_contact = models.BooleanField(default=False)
    why_without = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(completed_at=None, cancelled_at=None), name="handover_one_open"
            ),
            models.CheckConstraint(condition=~Q(giver=models.F("taker")), name="handover_to_another"),
            models.CheckConstraint(
                condition=Q(completed_at=None)
                | Q(client_told_at__isnull=False, introduced_at__isnull=False)
                | (Q(without_contact=True) & ~Q(why_without="")),
                name="handover_warm_or_counted",
            ),
        ]
