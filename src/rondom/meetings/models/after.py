"""After the meeting: what is added, what is made illegible, and the client's own look back."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from rondom.kernel.models import ScopedRow
from rondom.meetings.models.meeting import Meeting
from rondom.meetings.vocabulary import NoteKind


class Note(ScopedRow):
    """Words added to the summary; nothing before it is overwritten (R-035)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=12, choices=NoteKind)
    words = models.TextField()
    reason = models.TextField(blank=True)
    by_id = models.UUIDField()
    by_name = models.CharField(max_length=160)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="amendment") | ~Q(reason=""), name="note_amendment_has_reason"
            )
        ]


class RedactedPart(ScopedRow):
    """A part whose text was removed from the rows: who, when, why. A marked blank stays."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="redactions")
    part = models.CharField(max_length=20)
    object_id = models.UUIDField()
    reason = models.TextField()
    by_id = models.UUIDField()
    by_name = models.CharField(max_length=160)
    at = models.DateTimeField()


class PulseResponse(ScopedRow):
    """The client's one-minute look back (R-029).

    Its scope is its visibility: a part that only the client holds, or that of the meeting as long as
    the client shares it.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="pulse")
    answers = models.JSONField()
    words = models.TextField(blank=True)
    shared_at = models.DateTimeField(null=True)
    at = models.DateTimeField()
