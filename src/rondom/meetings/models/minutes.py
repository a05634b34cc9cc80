"""Decisions, disagreements and agreements: the minutes, written during the meeting."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rondom.kernel.models import ScopedRow
from rondom.meetings.models.meeting import Meeting
from rondom.meetings.models.participants import Participant
from rondom.meetings.vocabulary import StanceKind


class Decision(ScopedRow):
    """A shared decision (R-031). Whether it is a draft follows from the client's stance."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="decisions")
    question = models.TextField()
    options = ArrayField(models.TextField(), default=list)
    chosen = models.TextField()
    no_alternative_reason = models.TextField(blank=True)
    urgent_reason = models.TextField(blank=True)
    """Why it is carried out although the client was not asked: urgent safety or a legal duty."""
    review_on = models.DateField(null=True)
    place = models.PositiveSmallIntegerField(default=0)
    by_name = models.CharField(max_length=160)
    at = models.DateTimeField()

    class Meta:
        ordering = ["place", "at"]


class Stance(ScopedRow):
    """What one participant thinks of a decision.

    `confirm_by` is set when others noted it for a client who was not there; unconfirmed on that
    day it returns to "not asked".
    """

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="stances")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="stances")
    kind = models.CharField(max_length=10, choices=StanceKind, default=StanceKind.NOT_ASKED)
    words = models.TextField(blank=True)
    by_id = models.UUIDField()
    by_own_hand = models.BooleanField()
    at = models.DateTimeField()
    confirm_by = models.DateField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "participant"], name="stance_once"),
            models.CheckConstraint(
                condition=~Q(kind="disagrees") | ~Q(words=""), name="stance_disagreement_has_words"
            ),
        ]


class Disagreement(ScopedRow):
    """A matter on which people do not agree; unresolved is a valid end (R-030)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="disagreements")
    matter = models.TextField()
    next_step = models.TextField(blank=True)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=160)
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at"]


class View(ScopedRow):
    """How one named party sees the matter, the client first; each names its own end."""

    disagreement = models.ForeignKey(Disagreement, on_delete=models.CASCADE, related_name="views")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="views")
    words = models.TextField()
    place = models.PositiveSmallIntegerField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["disagreement", "participant"], name="view_once")]


class Agreement(ScopedRow):
    """Who does what by when; also an action of the plan when there is one."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agreements")
    what = models.TextField()
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, null=True, related_name="+")
    owner_name = models.CharField(max_length=160)
    domain = models.SmallIntegerField(null=True)
    due_on = models.DateField()
    goal_id = models.UUIDField(null=True)
    action_id = models.UUIDField(null=True)
    role_question = models.BooleanField(default=False)
    by_name = models.CharField(max_length=160)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
