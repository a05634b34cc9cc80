"""A referral, what the receiver does with it, and what was shared of that."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rondom.kernel.models import Row, ScopedRow
from rondom.kernel.rls import next_space
from rondom.privacy.vocabulary import FeedbackDepth
from rondom.referrals.vocabulary import (
    Channel,
    NextStep,
    OutcomeCategory,
    ReferralState,
    ReportKind,
    Urgency,
)


class Referral(ScopedRow):
    """What was sent. Read by the receiver (`scope`) and by the sender (`sender_scope`); never changed.

    `scope` is the receiving desk's until the referral becomes part of a file. How the person is
    reached lies sealed: it may hold a BSN.
    """

    sender_scope = models.BigIntegerField(db_index=True)
    number = models.CharField(max_length=12, unique=True)
    channel = models.CharField(max_length=10, choices=Channel)
    sender_organization = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="+"
    )
    sender_person = models.ForeignKey(
        "organizations.Professional", on_delete=models.PROTECT, null=True, related_name="+"
    )
    sender_name = models.CharField(max_length=200)
    receiver_desk = models.ForeignKey(
        "organizations.Desk", on_delete=models.PROTECT, null=True, related_name="+"
    )
    receiver_person = models.ForeignKey(
        "organizations.Professional", on_delete=models.PROTECT, null=True, related_name="+"
    )
    receiver_as_sent = models.CharField(max_length=200, blank=True)
    """The receiver that was asked for, when that is not where it landed."""
    given_name = models.CharField(max_length=80, blank=True)
    family_name = models.CharField(max_length=80, blank=True)
    birth_date = models.DateField(null=True)
    language = models.CharField(max_length=8, default="nl")
    sealed_contact = models.BinaryField(null=True)
    contact_prohibited = models.BooleanField(default=False)
    question = models.TextField()
    tried = models.TextField(blank=True)
    reasons = models.TextField(blank=True)
    requested_service = models.CharField(max_length=200, blank=True)
    urgency = models.CharField(max_length=10, choices=Urgency, default=Urgency.ROUTINE)
    wanted_by = models.DateField(null=True)
    domains = ArrayField(models.SmallIntegerField(), default=list)
    ground = models.SlugField(max_length=60, blank=True)
    """The legal ground; `consent` for permission; empty when the sender's system said neither."""
    consent_on = models.DateField(null=True)
    feedback = models.CharField(max_length=10, choices=FeedbackDepth, default=FeedbackDepth.STATUS)
    sent_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["sender_scope", "-sent_at"], name="referral_sent_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(receiver_desk__isnull=False, receiver_person__isnull=True)
                | Q(receiver_desk__isnull=True, receiver_person__isnull=False),
                name="referral_to_person_or_desk",
            ),
            models.CheckConstraint(
                condition=~Q(given_name="", family_name=""), name="referral_about_somebody"
            ),
        ]

    @property
    def person_name(self) -> str:
        """The person as the sender wrote the name."""
        return f"{self.given_name} {self.family_name}".strip()


class ReferralProgress(ScopedRow):
    """What the receiver does with it. The sender has no part in this row, not even a date."""

    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, related_name="progress")
    state = models.CharField(max_length=10, choices=ReferralState, default=ReferralState.SENT)
    since = models.DateTimeField()
    desk = models.ForeignKey("organizations.Desk", on_delete=models.PROTECT, related_name="+")
    assignee = models.ForeignKey(
        "organizations.Professional", on_delete=models.PROTECT, null=True, related_name="+"
    )
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, related_name="+")
    person_id = models.UUIDField(null=True)
    due_on = models.DateField(null=True)
    alarm = models.PositiveSmallIntegerField(default=0)
    forwards = models.PositiveSmallIntegerField(default=0)
    paused_until = models.DateField(null=True)
    stuck = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["scope", "state", "due_on"], name="progress_scope_state")]
        constraints = [
            models.CheckConstraint(condition=Q(forwards__lte=2), name="progress_no_third_forward"),
        ]


class SharedRow(ScopedRow):
    """Something the receiver wrote, which the sender may see when `sender_scope` is filled."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE)
    sender_scope = models.BigIntegerField(null=True, db_index=True)
    at = models.DateTimeField()
    by_id = models.UUIDField()
    by_name = models.CharField(max_length=120)
    by_function = models.CharField(max_length=120, blank=True)

    class Meta:
        abstract = True


class ReferralStep(SharedRow):
    """One state reached: who, when, why. Only ever added."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=10, choices=ReferralState)
    reason = models.TextField(blank=True)
    next_step = models.CharField(max_length=20, choices=NextStep, blank=True)
    next_words = models.TextField(blank=True)
    fulfilled = models.BooleanField(null=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["referral", "state"], name="step_once_per_state"),
            models.CheckConstraint(
                condition=~Q(state="declined") | (~Q(reason="") & ~Q(next_step="")),
                name="step_declined_has_next",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(fulfilled__isnull=False), name="step_closed_says_whether"
            ),
        ]


class ReferralReport(SharedRow):
    """Feedback in words: in between, or the result with its category. Only ever added."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="reports")
    kind = models.CharField(max_length=10, choices=ReportKind)
    category = models.CharField(max_length=20, choices=OutcomeCategory, blank=True)
    sentence = models.TextField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["referral"], condition=Q(kind="result"), name="report_one_result"
            ),
            models.CheckConstraint(
                condition=~Q(kind="result") | (~Q(category="") & ~Q(sentence="")),
                name="report_result_has_words",
            ),
        ]


class ReferralSummary(SharedRow):
    """The whole summary of a result, for the deepest feedback only."""

    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, related_name="summary")
    words = models.TextField()


class ReferralForward(SharedRow):
    """One passing on to another desk. Only ever added."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="forwards")
    number = models.PositiveSmallIntegerField()
    from_desk = models.ForeignKey("organizations.Desk", on_delete=models.PROTECT, related_name="+")
    to_desk = models.ForeignKey("organizations.Desk", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["referral", "number"], name="forward_numbered_once"),
            models.CheckConstraint(condition=Q(number__lte=2), name="forward_no_third"),
        ]


class ReferralPause(SharedRow):
    """The clock stands still until a day, for a reason; or runs again (`until` is empty). Only ever added."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="pauses")
    reason = models.TextField(blank=True)
    until = models.DateField(null=True)
    due_on = models.DateField()
    """The last day for the next step that follows from this."""

    class Meta:
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | ~Q(reason=""), name="pause_has_reason_and_end"
            )
        ]


class SenderSpace(Row):
    """The space in which somebody's sent referrals lie: a practice's as a whole, else one person's."""

    organization = models.OneToOneField(
        "organizations.Organization", on_delete=models.PROTECT, null=True, related_name="+"
    )
    professional = models.OneToOneField(
        "organizations.Professional", on_delete=models.PROTECT, null=True, related_name="+"
    )
    space = models.BigIntegerField(unique=True, default=next_space, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(organization__isnull=False, professional__isnull=True)
                | Q(organization__isnull=True, professional__isnull=False),
                name="senderspace_of_one",
            )
        ]
