"""What happens at the table: turns, and the five concepts."""

from __future__ import annotations

from django.db import models

from rondom.kernel.models import ScopedRow
from rondom.meetings.models.meeting import Meeting
from rondom.meetings.models.participants import Participant
from rondom.meetings.vocabulary import CheckedBy, Concept, Discussed, TurnKind


class Turn(ScopedRow):
    """Somebody took the floor. Typed in afterwards: stamped, and left out of figures (R-026)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="turns")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="turns")
    kind = models.CharField(max_length=12, choices=TurnKind)
    place = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    entered_later = models.BooleanField(default=False)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["meeting", "place"], name="turn_place_once")]


class ConceptCheck(ScopedRow):
    """One concept, ticked by the chair or by the client on her or his own device (R-028)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="checks")
    concept = models.CharField(max_length=20, choices=Concept)
    checked_by = models.CharField(max_length=8, choices=CheckedBy)
    answer = models.CharField(max_length=10, choices=Discussed)
    by_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "concept", "checked_by"], name="concept_once_per_side")
        ]
