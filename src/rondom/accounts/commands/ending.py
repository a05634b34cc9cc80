"""An account ends everywhere at once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from rondom.access.actor import Actor
from rondom.accounts.events import AccountEnded
from rondom.accounts.models import Account
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish


@command("account.end")
def end_account(*, actor: Actor, account_id: UUID, at: datetime) -> None:
    """Close an account in this transaction: sessions, passkeys, codes and links die (access.md A4).

    Whoever calls has decided that it may happen. An account that ended already stays as it is.
    """
    account = Account.objects.select_for_update().get(pk=account_id)
    if account.ended_at is None:
        account.is_active, account.ended_at = False, at
        # A new random password: the session hash changes, so a copy of a session is worthless too.
        account.set_unusable_password()
        account.save(update_fields=["is_active", "ended_at", "password"])
    _end_sessions(account)
    Authenticator.objects.filter(user=account).delete()
    SocialAccount.objects.filter(user=account).delete()
    record(
        actor=actor,
        action="account.end",
        at=at,
        subjects=[account.person_id] if account.person_id else (),
        object_type="account",
        object_id=account.id,
    )
    publish(AccountEnded(account_id=account.id), at=at)


@command("account.sign_out_by_provider")
def sign_out_by_provider(*, actor: Actor, account_id: UUID, at: datetime) -> int:
    """The provider says that somebody signed out there: every session here ends, in this transaction.

    For the door that checked the provider's word. Answers how many sessions ended.
    """
    account = Account.objects.select_for_update().get(pk=account_id)
    ended = _end_sessions(account)
    record(
        actor=actor,
        action="account.sign_out_by_provider",
        at=at,
        subjects=[account.person_id] if account.person_id else (),
        object_type="account",
        object_id=account.id,
    )
    return ended


def _end_sessions(account: Account) -> int:
    keys = list(UserSession.objects.filter(user=account).values_list("session_key", flat=True))
    ended, _each = Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(user=account).delete()
    return ended


def remove_ended_sessions(*, at: datetime) -> int:
    """Clock job: sessions whose time is over. No `@command`: nobody loses anything by it."""
    over = Session.objects.filter(expire_date__lte=at)
    keys = list(over.values_list("session_key", flat=True)[:5000])
    UserSession.objects.filter(session_key__in=keys).delete()
    removed, _each = Session.objects.filter(session_key__in=keys).delete()
    return removed
