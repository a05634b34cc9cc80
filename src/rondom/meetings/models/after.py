"""After the meeting: what is added, what is made illegible, and the client's own look back."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from rondom.kernel.models import ScopedRow
from rondom.meetings.models.meeting import Meeting
from rondom.meetings.vocabulary import NoteKind, ToldBy


class Note(ScopedRow):
    """Words added to the summary; nothing before it is overwritten (R-035)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=12, choices=NoteKind)
    words = models.TextField()
    reason = models.TextField(blank=True)
    by_id = models.UUIDField()
    by_name = models.CharField(max_length=160)
    at = models.DateTimeField()
    about_part = models.CharField(max_length=20, blank=True)
    """What it is about, when it is about one decision, agreement or other line."""
    about_id = models.UUIDField(null=True)

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
    the client shares it. `told_how` and `told_by_name`: who typed it for the client, and how it came in.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="pulse")
    answers = models.JSONField()
    words = models.TextField(blank=True)
    shared_at = models.DateTimeField(null=True)
    told_how = models.CharField(max_length=8, choices=ToldBy, blank=True)
    told_by_id = models.UUIDField(null=True)
    told_by_name = models.CharField(max_length=160, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(told_how="") | Q(told_by_id__isnull=False), name="pulse_told_by_somebody"
            )
        ]
