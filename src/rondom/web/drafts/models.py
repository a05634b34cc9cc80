"""What somebody typed and did not send yet. Encrypted; only the author, not even the system's readers."""

from __future__ import annotations

from django.db import models

from rondom.kernel.models import Row


class Draft(Row):
    """The fields of one form of one author. `other_sealed` holds the text of a second tab."""

    owner_id = models.UUIDField()
    key = models.SlugField(max_length=120)
    page = models.CharField(max_length=300, blank=True)
    form_version = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)
    sealed = models.BinaryField()
    saved_at = models.DateTimeField()
    other_sealed = models.BinaryField(default=b"")
    other_saved_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner_id", "key"], name="draft_once_per_key")]


class KeptForm(Row):
    """A form that was sent after the sign-in had expired; waits half an hour for its author.

    `nonce_digest`: of a cookie of that browser. `owner_digest`: of who was signed in there last. Both must
    fit before it becomes a draft, so a colleague at the same desk never sees it.
    """

    nonce_digest = models.BinaryField(unique=True)
    owner_digest = models.BinaryField()
    key = models.SlugField(max_length=120)
    page = models.CharField(max_length=300)
    sealed = models.BinaryField()
    kept_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
