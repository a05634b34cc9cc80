"""What professionals write."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from rondom.cases.models.case import Case
from rondom.cases.vocabulary import NoteKind
from rondom.kernel.models import ScopedRow


class Note(ScopedRow):
    """One version of a note. Scope: the record of its life domain, the story, or a part of its own.

    A correction is a new version under the same `thread`; the old text stays. A resident never reads a
    note that is not `shareable` (the database's own policy, besides the scope).
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    thread = models.UUIDField(default=uuid4, db_index=True)
    version = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=10, choices=NoteKind, default=NoteKind.NOTE)
    domain = models.PositiveSmallIntegerField(null=True)
    subject = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    shareable = models.BooleanField(default=True)
    restricted = models.BooleanField(default=False)
    author_id = models.UUIDField()
    author_name = models.CharField(max_length=120)
    author_function = models.CharField(max_length=120, blank=True)
    written_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)
    why_corrected = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-written_at"]
        constraints = [
            models.UniqueConstraint(fields=["thread", "version"], name="note_version_once"),
            models.UniqueConstraint(
                fields=["thread"], condition=Q(replaced_at=None), name="note_one_current_version"
            ),
        ]
