"""What the client prepares, and the agenda."""

from __future__ import annotations

from django.db import models

from rondom.kernel.models import ScopedRow
from rondom.meetings.models.meeting import Meeting
from rondom.meetings.vocabulary import Interpreter


class Preparation(ScopedRow):
    """The client's sheet (R-034): what to say first, whom to bring, an interpreter."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="preparation")
    first_words = models.TextField(blank=True)
    brings = models.CharField(max_length=200, blank=True)
    interpreter = models.CharField(max_length=15, choices=Interpreter, default=Interpreter.NONE)
    interpreter_language = models.CharField(max_length=60, blank=True)
    changed_at = models.DateTimeField()


class AgendaPoint(ScopedRow):
    """A point to talk about. The client's own points stand on top."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    words = models.CharField(max_length=300)
    by_client = models.BooleanField(default=False)
    by_id = models.UUIDField()
    by_name = models.CharField(max_length=160)
    place = models.PositiveSmallIntegerField(default=0)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["-by_client", "place", "added_at"]
