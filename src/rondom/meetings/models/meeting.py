"""The meeting itself."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import models
from django.db.models import F, Q

from rondom.kernel.models import ScopedRow
from rondom.meetings.vocabulary import (
    AbsenceAnswer,
    AbsenceReason,
    MeetingState,
    Mode,
    SpeakingLater,
    Step,
    ToldBy,
)


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Meetings by where they stand; visibility is the database's business."""

    def upcoming(self, at: datetime) -> MeetingQuerySet:
        """Planned and not over yet, or going on now; the nearest first."""
        soon = Q(state=MeetingState.PLANNED, ends_at__gt=at) | Q(state=MeetingState.RUNNING)
        return self.filter(soon).order_by("starts_at")

    def over(self) -> MeetingQuerySet:
        """Held, final or not; the newest first."""
        return self.filter(state__in=(MeetingState.HELD, MeetingState.FIXED)).order_by("-starts_at")


class Meeting(ScopedRow):
    """One joint client meeting. Scope: a part of the household's space of its own.

    Client, team and name are repeated here because an invited person need not see the case.
    `uid` and `sequence` are those of the calendar file, `revision` goes up with every change that
    others must see at once on their screens, `version` guards the planning form.
    """

    space = models.BigIntegerField(db_index=True)
    pulse_scope = models.BigIntegerField()
    attendance_scope = models.BigIntegerField()
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    client_name = models.CharField(max_length=160)
    team = models.ForeignKey("organizations.Team", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=MeetingState, default=MeetingState.PROPOSED)
    created_at = models.DateTimeField()
    created_by = models.UUIDField()
    asked_by_client = models.BooleanField(default=False)
    asked_why = models.TextField(blank=True)
    closing_reason = models.TextField(blank=True)
    """Why it was refused or cancelled; the client reads it."""

    client_times = models.TextField(blank=True)
    client_place = models.CharField(max_length=200, blank=True)
    client_agreed = models.CharField(max_length=200, blank=True)
    """How the client agreed with a time that she or he had not offered."""
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.IN_PERSON)
    place = models.CharField(max_length=200, blank=True)
    place_in_calendar = models.BooleanField(default=False)
    link = models.URLField(max_length=400, blank=True)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    chair = models.ForeignKey(
        "organizations.Professional", on_delete=models.PROTECT, null=True, related_name="+"
    )
    client_co_chairs = models.BooleanField(default=False)
    expert_asked_at = models.DateTimeField(null=True)

    step = models.CharField(max_length=12, choices=Step, blank=True)
    step_started_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    fixed_at = models.DateTimeField(null=True)
    roles_skipped_reason = models.CharField(max_length=200, blank=True)
    speaking_later = models.CharField(max_length=15, choices=SpeakingLater, default=SpeakingLater.NO)
    client_introduced_at_place = models.PositiveSmallIntegerField(null=True)
    client_first_turn_at_place = models.PositiveSmallIntegerField(null=True)
    closing_word = models.TextField(blank=True)
    closing_word_told = models.BooleanField(default=False)
    """Somebody else typed what the client said; otherwise the client typed it."""
    closing_word_how = models.CharField(max_length=8, choices=ToldBy, blank=True)
    closing_word_by_name = models.CharField(max_length=160, blank=True)

    client_present = models.BooleanField(null=True)
    absence_reason = models.CharField(max_length=10, choices=AbsenceReason, blank=True)
    absence_words = models.TextField(blank=True)
    safety_exception = models.TextField(blank=True)
    absence_answer = models.CharField(max_length=8, choices=AbsenceAnswer, default=AbsenceAnswer.WAITING)
    absence_answer_words = models.TextField(blank=True)
    client_told_at = models.DateTimeField(null=True)

    revision = models.PositiveIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["case", "-starts_at"], name="meeting_case_starts"),
            models.Index(fields=["team", "state"], name="meeting_team_state"),
            models.Index(fields=["state", "starts_at"], name="meeting_state_starts"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("proposed", "refused", "cancelled")) | Q(starts_at__isnull=False),
                name="meeting_planned_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("running", "held", "fixed")) | Q(chair__isnull=False),
                name="meeting_held_has_chair",
            ),
            models.CheckConstraint(
                condition=~Q(client_present=False) | ~Q(absence_reason=""),
                name="meeting_absent_client_has_reason",
            ),
            models.UniqueConstraint(fields=["scope"], name="meeting_own_part"),
        ]


class ClientTime(ScopedRow):
    """A stretch of time that suits the client: where planning starts (R-025)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="times")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="clienttime_ends_after_start"
            )
        ]
