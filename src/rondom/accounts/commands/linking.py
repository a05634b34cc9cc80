"""The first link between a provider's `sub` and somebody here. Run by the system: nobody is signed in yet."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from allauth.socialaccount.models import SocialAccount

from rondom.access.actor import Actor
from rondom.accounts.commands.refusals import (
    AccountClosed,
    EmailNotVerified,
    InvitationNeeded,
    LinkedAlready,
    NoEmployment,
)
from rondom.accounts.models import Account, ResidentInvitation
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.organizations import queries as organizations

STAFF, RESIDENTS = "staff", "residents"


@command("account.link_staff")
def link_staff(*, actor: Actor, subject: str, email: str, email_verified: bool, at: datetime) -> Account:
    """Link a colleague who signs in for the first time, by the address that their provider verified.

    After this only `subject` (the provider's `sub`) counts: an address can be given to somebody else.
    Raises EmailNotVerified, NoEmployment, AccountClosed, LinkedAlready.
    """
    if not email or email_verified is not True:
        raise EmailNotVerified
    professional = organizations.professional_by_email(email)
    if professional is None:
        raise NoEmployment
    account = Account.objects.select_for_update().filter(professional_id=professional.id).first()
    if account is None:
        account = Account(email=professional.email, professional_id=professional.id)
        account.set_unusable_password()
        account.save()
    _link(account, STAFF, subject)
    record(actor=actor, action="account.link_staff", at=at, object_type="account", object_id=account.id)
    return account


@command("account.link_resident")
def link_resident(*, actor: Actor, subject: str, invitation_id: UUID | None, at: datetime) -> Account:
    """Link a resident who typed a valid code and then signed in; the code is used up.

    Raises InvitationNeeded, AccountClosed, LinkedAlready.
    """
    if invitation_id is None:
        raise InvitationNeeded
    found = ResidentInvitation.objects.select_for_update().filter(
        pk=invitation_id, used_at=None, withdrawn_at=None, expires_at__gt=at
    )
    invitation = found.first()
    if invitation is None:
        raise InvitationNeeded
    account = Account.objects.select_for_update().filter(person_id=invitation.person_id).first()
    if account is None:
        # The field must be unique and residents give no address here: how to reach them is kept elsewhere.
        account = Account(email=f"{uuid4()}@resident.invalid", person_id=invitation.person_id)
        account.set_unusable_password()
        account.save()
    _link(account, RESIDENTS, subject)
    invitation.used_at = at
    invitation.save(update_fields=["used_at"])
    record(
        actor=actor,
        action="account.link_resident",
        at=at,
        subjects=[invitation.person_id],
        object_type="account",
        object_id=account.id,
    )
    return account


@command("session.start")
def note_sign_in(
    *, actor: Actor, account_id: UUID, person_id: UUID | None, method: str, at: datetime
) -> None:
    """Write in the log that somebody signed in, and how."""
    record(
        actor=actor,
        action="session.start",
        at=at,
        subjects=[person_id] if person_id else (),
        object_type="account",
        object_id=account_id,
        part=method[:60],
    )


def _link(account: Account, provider: str, subject: str) -> None:
    if not account.is_active or account.ended_at is not None:
        raise AccountClosed
    if SocialAccount.objects.filter(user=account, provider=provider).exists():
        raise LinkedAlready
    SocialAccount.objects.create(user=account, provider=provider, uid=subject, extra_data={})
