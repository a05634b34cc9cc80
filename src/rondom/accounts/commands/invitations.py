"""Inviting a resident: a one-time code that goes on paper, never in a mail or an address."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.scopes import Part, scope_of
from rondom.accounts.commands.refusals import PersonNotReachable
from rondom.accounts.events import ResidentInvited
from rondom.accounts.models import ResidentInvitation
from rondom.accounts.queries import code_digest
from rondom.accounts.rules import CODE_ALPHABET, CODE_LENGTH, grouped
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.clock import AMSTERDAM
from rondom.people import queries as people

VALID_DAYS = 14


@dataclass(frozen=True)
class InvitationMade:
    """What the letter needs. The code is shown this one time and kept nowhere."""

    invitation_id: UUID
    code: str
    expires_at: datetime


@command("invitation.give")
def invite_resident(*, actor: Actor, household_id: UUID, person_id: UUID, at: datetime) -> InvitationMade:
    """Make a code for a member of a household; earlier unused codes of this person stop working.

    The case manager gives or sends it on paper after making sure who this is. Needs writing access to
    the address part of the household, which the database checks. Raises PersonNotReachable.
    """
    household = people.household(household_id)
    today = at.astimezone(AMSTERDAM).date()
    if household is None or not people.members(household_id, today).filter(person_id=person_id).exists():
        raise PersonNotReachable
    scope = scope_of(household.space, Part.ADDRESS)
    ResidentInvitation.objects.filter(
        person_id=person_id, scope=scope, used_at=None, withdrawn_at=None
    ).update(withdrawn_at=at)
    code = "".join(secrets.choice(CODE_ALPHABET) for _each in range(CODE_LENGTH))
    row = ResidentInvitation.objects.create(
        scope=scope,
        person_id=person_id,
        code_digest=code_digest(code),
        made_by=actor.id,
        made_at=at,
        expires_at=at + timedelta(days=VALID_DAYS),
    )
    record(
        actor=actor,
        action="invitation.give",
        at=at,
        space=household.space,
        subjects=[person_id],
        part="address",
        object_type="invitation",
        object_id=row.id,
    )
    publish(ResidentInvited(invitation_id=row.id), at=at)
    return InvitationMade(row.id, grouped(code), row.expires_at)


@command("invitation.withdraw")
def withdraw_invitation(*, actor: Actor, invitation_id: UUID, at: datetime) -> None:
    """Make an unused code worthless, for instance when the letter was lost. Raises PersonNotReachable."""
    row = ResidentInvitation.objects.filter(pk=invitation_id, used_at=None, withdrawn_at=None).first()
    if row is None:
        raise PersonNotReachable
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    record(
        actor=actor,
        action="invitation.withdraw",
        at=at,
        subjects=[row.person_id],
        part="address",
        object_type="invitation",
        object_id=row.id,
    )
