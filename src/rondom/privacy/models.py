"""Consents with their steps, and emergency access with its review."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rondom.kernel.models import Row, ScopedRow
from rondom.privacy.vocabulary import ConsentChannel, ConsentKind, ConsentState, FeedbackDepth


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
    at = models.DateTimeField()


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
