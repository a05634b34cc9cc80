"""Reading accounts: from a login to an actor."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.access.models import EndedHolder
from rondom.accounts.models import Account, ResidentInvitation
from rondom.accounts.rules import clean_code
from rondom.accounts.sessions import has_stepped_up, lacks_second_step
from rondom.accounts.sessions import is_over as session_is_over
from rondom.accounts.step_up import step_up_required
from rondom.kernel import crypto
from rondom.kernel.keys import keyring
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


def account_of_professional(professional_id: UUID) -> Account | None:
    """The account of a colleague, also when it ended."""
    return Account.objects.filter(professional_id=professional_id).first()


def invitation_for_code(typed: str, *, at: datetime) -> UUID | None:
    """The open invitation behind a typed code, or None. Read as the system: nobody is signed in yet."""
    code = clean_code(typed)
    if not code:
        return None
    with acting_as(system_actor("sign in"), at=at):
        row = ResidentInvitation.objects.filter(
            code_digest=code_digest(code), used_at=None, withdrawn_at=None, expires_at__gt=at
        ).first()
    return row.id if row else None


def open_invitation(person_id: UUID, *, at: datetime) -> ResidentInvitation | None:
    """The code that is on its way to this person, when the reader may see it."""
    return ResidentInvitation.objects.filter(
        person_id=person_id, used_at=None, withdrawn_at=None, expires_at__gt=at
    ).first()


def code_digest(code: str) -> bytes:
    """By what an invitation is found; the code itself is kept nowhere."""
    return crypto.blind_index(keyring(), "invitation", code)


def try_key(what: str, address: str) -> bytes:
    """By what wrong tries of one address at one thing are counted."""
    return crypto.blind_index(keyring(), "sign in try", f"{what}\x00{address}")


__all__ = [
    "account_of_professional",
    "actor_for_account",
    "code_digest",
    "demo_account",
    "has_stepped_up",
    "invitation_for_code",
    "lacks_second_step",
    "open_invitation",
    "session_is_over",
    "step_up_required",
    "try_key",
]
