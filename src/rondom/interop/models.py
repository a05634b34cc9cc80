"""What partner systems sent and may read back, their tokens, and what was answered to them."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from rondom.kernel.models import Row, ScopedRow


class ApiToken(Row):
    """A bearer token of a partner organization. Only its SHA-256 is kept: 256 random bits need no salt."""

    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    created_by = models.UUIDField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    @property
    def number(self) -> str:
        """What a list shows and `revoke` takes; says nothing about the token."""
        return self.pk.hex[:8]


class TokenUse(models.Model):
    """How many requests a token made in a minute, so that a limit survives a restart."""

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="uses")
    minute = models.DateTimeField()
    requests = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "minute"], name="use_once_per_minute")]


class FhirResource(ScopedRow):
    """A resource as its owner may read it now; `sealed_received` is what was sent, when that differs.

    Sealed, because a Patient may hold a BSN. `scope` is that of everything its organization sent.
    Status, requester, owner and about repeat what a search asks for.
    """

    kind = models.CharField(max_length=32)
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, null=True, related_name="+")
    subject_id = models.UUIDField(null=True)
    """The person of the file that a referral became part of, for the log only."""
    made_here = models.BooleanField(default=False)
    """A result that we made, not something that was sent."""
    version = models.PositiveIntegerField(default=1)
    sealed_body = models.BinaryField()
    sealed_received = models.BinaryField(null=True)
    status = models.CharField(max_length=30, blank=True)
    requester = models.CharField(max_length=300, blank=True)
    owner = models.CharField(max_length=300, blank=True)
    about = models.CharField(max_length=300, blank=True)
    marks = ArrayField(models.CharField(max_length=64), default=list)
    """Keyed digests of the own identifiers of a Task, by which the same referral sent again is known."""
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["scope", "kind", "-updated_at"], name="fhir_scope_kind_newest"),
            models.Index(fields=["referral"], name="fhir_referral"),
            GinIndex(fields=["marks"], name="fhir_marks"),
        ]

    @property
    def reference(self) -> str:
        """`Type/id`."""
        return f"{self.kind}/{self.pk}"


class AnsweredRequest(ScopedRow):
    """What was answered to a write with a request id: the same request again gets the same answer."""

    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField()
    sealed_body = models.BinaryField()
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "key", "digest"], name="answered_once_per_request"
            )
        ]
