"""What the client prepares, and the agenda."""

from __future__ import annotations

from django.db import models

from rondom.kernel.models import ScopedRow
from rondom.meetings.models.meeting import Meeting
from rondom.meetings.models.participants import Participant
from rondom.meetings.vocabulary import GuestPointState, Interpreter


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


class GuestPoint(ScopedRow):
    """What a guest would like to talk about (R-034). Scope: the guest's own part.

    It becomes a point of the agenda when the client or who organizes takes it.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="guest_points")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="points")
    words = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=GuestPointState, default=GuestPointState.WAITING)
    proposed_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["proposed_at"]
