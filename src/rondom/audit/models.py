"""Rows of the log and their seals. Fields follow NEN 7513 as far as they apply here."""

from django.db import models


class AuditEvent(models.Model):
    """One act on one data subject (or on none), as it happened. Never changed; removed after its term."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    action = models.CharField(max_length=60)
    verb = models.CharField(max_length=1)
    """C create, R read, U update, D delete, E execute."""
    outcome = models.CharField(max_length=20)
    reason = models.CharField(max_length=200, blank=True)
    actor_kind = models.CharField(max_length=20)
    actor_id = models.UUIDField()
    actor_function = models.CharField(max_length=120, blank=True)
    organization_id = models.UUIDField(null=True)
    organization_name = models.CharField(max_length=200, blank=True)
    on_behalf_of = models.UUIDField(null=True)
    purpose = models.CharField(max_length=60, blank=True)
    ground = models.CharField(max_length=60, blank=True)
    policy_row = models.CharField(max_length=12, blank=True)
    subject_id = models.UUIDField(null=True)
    space = models.BigIntegerField(null=True)
    part = models.CharField(max_length=60, blank=True)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.UUIDField(null=True)
    query_hash = models.CharField(max_length=64, blank=True)
    request_id = models.UUIDField(null=True)
    network_point = models.CharField(max_length=64, blank=True)
    source = models.CharField(max_length=40, default="rondom")
    confidential = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["subject_id", "-at"], name="audit_subject_at"),
            models.Index(fields=["actor_id", "-at"], name="audit_actor_at"),
            models.Index(fields=["space", "-at"], name="audit_space_at"),
            # The officer's newest rows and days; a log is added to at its end, where this index is cheap.
            models.Index(fields=["-at", "-id"], name="audit_at"),
            # Every search asks how often its maker searched in vain today; all else that they did is longer.
            models.Index(
                fields=["actor_id", "at"],
                name="audit_vain_searches",
                condition=models.Q(action="case.search", outcome="not_found"),
            ),
        ]


class AuditSeal(models.Model):
    """A link of the chain of one organization: the hash over the link before and one event."""

    id = models.BigAutoField(primary_key=True)
    chain = models.CharField(max_length=40)
    number = models.BigIntegerField()
    event_id = models.BigIntegerField(unique=True)
    digest = models.BinaryField()
    sealed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="seal_once_per_number")]


class AuditAnchor(models.Model):
    """Where a chain begins since its oldest links were removed after their term (R-222).

    The last removed link, so that the next one still verifies. Only the database's own function adds one.
    """

    id = models.BigAutoField(primary_key=True)
    chain = models.CharField(max_length=40)
    number = models.BigIntegerField()
    digest = models.BinaryField()
    before = models.DateTimeField()
    """Everything that was removed happened before this moment."""
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="anchor_once_per_number")]
