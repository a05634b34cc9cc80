"""The account."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rondom.kernel.models import Row, ScopedRow


class AccountQuerySet(BaseUserManager["Account"]):
    """Finding accounts; there is no such thing as a superuser to create."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email__iexact=username)


class Account(AbstractBaseUser):
    """A login of a professional or of a resident (never both), without any right of its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    professional = models.OneToOneField("organizations.Professional", on_delete=models.PROTECT, null=True)
    person = models.OneToOneField("people.Person", on_delete=models.PROTECT, null=True)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=5, default="nl")
    demo_slug = models.SlugField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[AccountQuerySet] = AccountQuerySet()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(professional=None) | Q(person=None), name="account_professional_or_resident"
            ),
            models.UniqueConstraint(
                fields=["demo_slug"], condition=~Q(demo_slug=""), name="account_demo_slug"
            ),
        ]


class ResidentInvitation(ScopedRow):
    """A one-time code on paper that links a resident's own sign-in to the person here (scope ADDRESS).

    Only a keyed digest of the code is kept.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    code_digest = models.BinaryField(unique=True)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)


class FailedSignIn(Row):
    """Wrong tries from one address at one account: the pair counts, never the account alone.

    The key is a keyed digest, so that the table tells neither who nor from where.
    """

    key = models.BinaryField(unique=True)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
