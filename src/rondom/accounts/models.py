"""The account."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


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
