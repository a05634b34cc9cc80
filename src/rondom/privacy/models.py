"""Consents with their steps, emergency access with its review, and what is shared with one person."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rondom.kernel.models import Row, ScopedRow
from rondom.privacy.vocabulary import (
    ConsentChannel,
    ConsentKind,
    ConsentState,
    FeedbackDepth,
    SharedKind,
)


class Consent(ScopedRow):
    """One person's permission: to which party, for which purpose, which life domains, until when.

    `state` repeats the newest step, so that grants can be derived in one query.
    """

    space = models.BigIntegerField(db_index=True)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ConsentKind, default=ConsentKind.SHARING)
    purpose = models.SlugField(max_length=60)
    domains = ArrayField(models.SmallIntegerField())
    feedback = models.CharField(max_length=10, choices=FeedbackDepth, default=FeedbackDepth.NOTHING)
    state = models.CharField(max_length=10, choices=ConsentState)
    given_at = models.DateTimeField(null=True)
    valid_until = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    asked_why = models.TextField(blank=True)
    asked_band = models.CharField(max_length=10, blank=True)
    """The age band of the person when this was asked; reaching the next one asks anew (R-044)."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(given_at=None) | Q(valid_until__gt=F("given_at")), name="consent_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(state="given") | Q(given_at__isnull=False), name="consent_given_has_moment"
            ),
        ]


class ConsentStep(ScopedRow):
    """One state reached by a consent: who, when, how, with which witness."""

    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=10, choices=ConsentState)
    channel = models.CharField(max_length=10, choices=ConsentChannel)
    witness = models.CharField(max_length=120, blank=True)
    by_id = models.UUIDField()
    by_name = models.CharField(max_length=120)
    for_id = models.UUIDField(null=True)
    """Whose decision it is, when somebody else wrote it down (an assisted entry)."""
    why = models.TextField(blank=True)
    """Why a guardian was asked in spite of a shield, or was left out."""
    at = models.DateTimeField()


class GuardianRequest(ScopedRow):
    """A guardian who holds nothing of the household is asked about one permission of the child (R-044).

    Scope: that of the consent; the guardian reads this row besides it, and never the consent: so it
    repeats what somebody with authority must know to decide and no reason, no name, no other answer.
    """

    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="guardian_requests")
    guardian = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    child_name = models.CharField(max_length=80)
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ConsentKind)
    purpose = models.SlugField(max_length=60)
    domains = ArrayField(models.SmallIntegerField())
    valid_until = models.DateTimeField()
    deliberate = models.BooleanField(default=False)
    """The case manager asked although somebody at home is shielded from this guardian."""
    asked_at = models.DateTimeField()
    answer = models.BooleanField(null=True)
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consent", "guardian"], name="guardian_asked_once"),
            models.CheckConstraint(
                condition=Q(answer=None) | Q(answered_at__isnull=False), name="guardian_answer_has_moment"
            ),
        ]


class EmergencyAccess(Row):
    """One use of emergency access: reason, four hours, a review by the privacy officer (R-045)."""

    space = models.BigIntegerField(db_index=True)
    professional = models.ForeignKey("organizations.Professional", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(
        "organizations.Professional", on_delete=models.PROTECT, null=True, related_name="+"
    )
    justified = models.BooleanField(null=True)
    review_note = models.TextField(blank=True)
    client_informed_at = models.DateTimeField(null=True)


class EmergencyMonth(Row):
    """The privacy officer's review of one month of emergency access: done, with a remark (R-045)."""

    first_day = models.DateField(unique=True)
    remark = models.TextField(blank=True)
    uses = models.PositiveIntegerField()
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey("organizations.Professional", on_delete=models.PROTECT, related_name="+")


class IdentityLookup(Row):
    """One search for an exact identity without a relation, kept to count against the limit (P7)."""

    professional_id = models.UUIDField()
    organization_id = models.UUIDField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["professional_id", "at"], name="lookup_professional_at"),
            models.Index(fields=["organization_id", "at"], name="lookup_organization_at"),
        ]


class SharedItem(ScopedRow):
    """One thing shown to one person who holds nothing else of the household (R-002, R-005, R-044).

    Scope: a dynamic part of its own, held by that person, who shared it and whoever else may see it; what
    the case manager shared goes along to the next one. A line of the plan for somebody from the own
    network (`object_type`, `object_id`) stands in that supporter's part instead. Ending it ends the grants.
    """

    space = models.BigIntegerField(db_index=True)
    part_id = models.UUIDField()
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=15, choices=SharedKind, default=SharedKind.INFORMATION)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    starts_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=200, blank=True)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.UUIDField(null=True)
    due_on = models.DateField(null=True)
    shared_by_id = models.UUIDField()
    shared_by_name = models.CharField(max_length=120)
    shared_by_function = models.CharField(max_length=120, blank=True)
    shared_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="appointment") | Q(starts_at__isnull=False),
                name="shared_appointment_has_time",
            )
        ]
