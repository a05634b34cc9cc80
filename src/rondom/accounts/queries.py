"""Reading accounts: from a login to an actor."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from rondom.access.actor import Actor
from rondom.access.models import EndedHolder
from rondom.accounts.models import Account
from rondom.organizations import queries as organizations


def actor_for_account(account: Any, *, at: datetime) -> Actor | None:
    """The actor behind an account at this moment, or None when it holds no role (any more)."""
    if not account.is_active or account.ended_at is not None:
        return None
    if account.professional_id:
        return organizations.actor_for_professional(
            professional_id=account.professional_id, account_id=account.pk, at=at
        )
    if account.person_id:
        if EndedHolder.objects.filter(holder_id=account.person_id, ended_at__lte=at).exists():
            return None
        return Actor(kind="resident", id=account.person_id, purpose="own_access", account_id=account.pk)
    return None


def has_account(holder_id: UUID) -> bool:
    """Whether this professional or person can sign in now."""
    who = Q(professional_id=holder_id) | Q(person_id=holder_id)
    return Account.objects.filter(who, is_active=True, ended_at=None).exists()


def demo_account(slug: str) -> Account | None:
    """The account of a demo persona; such accounts exist in the demo city only."""
    return Account.objects.filter(demo_slug=slug, is_active=True).exclude(demo_slug="").first()
