"""Who is at the table."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from rondom.kernel.models import ScopedRow
from rondom.meetings.models.meeting import Meeting
from rondom.meetings.vocabulary import (
    Admission,
    Attendance,
    MeetingState,
    Mode,
    ParticipantKind,
    Reply,
    Sight,
    Step,
)


class ParticipantQuerySet(models.QuerySet["Participant"]):
    """Participants by standing."""

    def invited(self) -> ParticipantQuerySet:
        """Still invited; the client first, then the own network, then professionals."""
        return self.filter(removed_at=None).order_by("place", "invited_at", "name")


class Participant(ScopedRow):
    """Somebody invited. Name and organization as they were then: the minutes keep them.

    `decides` and `does_not_decide` are the role line said at the table (R-027). Scope: the meeting, or
    for a guest, who sees the agenda only, a part of her or his own.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="participants")
    kind = models.CharField(max_length=15, choices=ParticipantKind)
    place = models.PositiveSmallIntegerField(default=9)
    professional = models.ForeignKey(
        "organizations.Professional", on_delete=models.PROTECT, null=True, related_name="+"
    )
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=160)
    functions = models.JSONField(default=list)
    organization_name = models.CharField(max_length=200, blank=True)
    by_video = models.BooleanField(default=False)
    sees = models.CharField(max_length=8, choices=Sight, default=Sight.MEETING)
    invited_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    shield_reason = models.TextField(blank=True)
    """Why the case manager invited somebody the client is shielded from, all the same."""
    reply = models.CharField(max_length=12, choices=Reply, default=Reply.WAITING)
    reply_words = models.CharField(max_length=500, blank=True)
    replied_at = models.DateTimeField(null=True)
    admission = models.CharField(max_length=12, choices=Admission, default=Admission.NOT_NEEDED)
    admission_words = models.CharField(max_length=500, blank=True)
    admission_by_client = models.BooleanField(default=True)
    read_at = models.DateTimeField(null=True)
    decides = models.TextField(blank=True)
    does_not_decide = models.TextField(blank=True)
    role_said_at = models.DateTimeField(null=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(professional__isnull=False, person=None)
                | Q(professional=None, person__isnull=False),
                name="participant_is_one_person",
            ),
            models.UniqueConstraint(
                fields=["meeting", "professional"],
                condition=Q(removed_at=None, professional__isnull=False),
                name="participant_professional_once",
            ),
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(removed_at=None, person__isnull=False),
                name="participant_person_once",
            ),
        ]

    @property
    def holder_id(self) -> object:
        """The key under which this person signs in."""
        return self.professional_id or self.person_id


class GuestCard(ScopedRow):
    """All that a guest sees of a meeting: when, where, who leads it, what is talked about (R-005).

    A copy, written with every change of the meeting: the meeting itself stands in a part that a guest
    does not hold. Scope: the guest's own part, so that one guest learns nothing of another.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="guest_cards")
    participant = models.OneToOneField(Participant, on_delete=models.CASCADE, related_name="card")
    client = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    client_name = models.CharField(max_length=160)
    chair_name = models.CharField(max_length=160, blank=True)
    state = models.CharField(max_length=10, choices=MeetingState)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    mode = models.CharField(max_length=10, choices=Mode)
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=400, blank=True)
    agenda = models.JSONField(default=list)
    step = models.CharField(max_length=12, choices=Step, blank=True)
    step_started_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)


class AttendanceMark(ScopedRow):
    """Whether somebody was there. A part of its own: only who was invited sees it (R-036)."""

    participant = models.OneToOneField(Participant, on_delete=models.CASCADE, related_name="attendance")
    state = models.CharField(max_length=20, choices=Attendance, default=Attendance.EXPECTED)
    represented_by = models.CharField(max_length=160, blank=True)
    marked_at = models.DateTimeField()
    marked_by = models.UUIDField()


class ReplyLink(ScopedRow):
    """A link by which somebody without account answers once. Only the hash of its word is kept."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
