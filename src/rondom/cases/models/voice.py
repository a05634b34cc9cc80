"""What the client says back: reactions and requests with a clock."""

from django.db import models
from django.db.models import Q

from rondom.cases.models.case import Case
from rondom.cases.vocabulary import RequestKind, RequestOutcome
from rondom.kernel.models import ScopedRow


class Reaction(ScopedRow):
    """Words beside any entry, shown to everybody who reads the entry (R-008). Scope: that of the entry.

    Never deleted. `held_at`: somebody found a threat in it; it waits for the team leader, at most until
    `held_until`, and the writer knows; the reason too, unless that is `held_quietly` (somebody's safety).
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reactions")
    object_type = models.CharField(max_length=60)
    object_id = models.UUIDField(db_index=True)
    text = models.TextField()
    author_id = models.UUIDField()
    author_name = models.CharField(max_length=120)
    written_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)
    held_by = models.UUIDField(null=True)
    held_reason = models.TextField(blank=True)
    held_until = models.DateTimeField(null=True)
    held_quietly = models.BooleanField(default=False)
    released_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["written_at"]


class ClientRequest(ScopedRow):
    """Something the client asks that must be answered in writing before a day (R-008, R-011, R-082).

    Scope: a part of its own, held by who asked and who must answer; an overdue one is also held by the
    privacy officer. The database refuses a closed request without an answer.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="requests")
    kind = models.CharField(max_length=25, choices=RequestKind)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.UUIDField(null=True)
    text = models.TextField()
    asked_by = models.UUIDField()
    asked_by_name = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    answerer_id = models.UUIDField()
    outcome = models.CharField(max_length=15, choices=RequestOutcome, blank=True)
    answer = models.TextField(blank=True)
    answered_by_name = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None) | (~Q(answer="") & ~Q(outcome="")),
                name="request_closed_with_answer",
            )
        ]
