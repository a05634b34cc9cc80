"""Where a sender's referrals lie, made the first time somebody sends."""

from datetime import datetime
from typing import Any
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.scopes import Part, scope_of
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.referrals.grants import rewrite_desk_grants, rewrite_sender_grants
from rondom.referrals.models import SenderSpace
from rondom.referrals.register import as_register
from rondom.referrals.vocabulary import PRACTICE_FUNCTIONS


def sender_scope(*, actor: Actor, at: datetime) -> int:
    """Where what this actor sends lies: a practice's or partner system's together, else one's own."""
    shared = actor.kind == "partner" or bool(actor.roles & PRACTICE_FUNCTIONS)
    owner: dict[str, Any] = (
        {"organization_id": actor.organization_id} if shared else {"professional_id": actor.id}
    )
    with as_register(at):
        sender, new = SenderSpace.objects.get_or_create(**owner)
        if new:
            rewrite_sender_grants(actor=actor, sender=sender, at=at)
    return scope_of(sender.space, Part.SENT)


@command("referral.prepare_sender")
def prepare_sender(*, actor: Actor, organization_id: UUID, at: datetime) -> int:
    """Give an organization the place for what its system will send; answers the scope."""
    partner = Actor(kind="partner", id=organization_id, organization_id=organization_id)
    scope = sender_scope(actor=partner, at=at)
    record(
        actor=actor,
        action="referral.prepare_sender",
        at=at,
        object_type="organization",
        object_id=organization_id,
        row="P13",
    )
    return scope


@command("referral.rewrite_desks")
def rewrite_desks(*, actor: Actor, at: datetime) -> None:
    """Derive anew who holds which desk; after a set-up, a new colleague or a leaver."""
    rewrite_desk_grants(actor=actor, at=at)
    record(actor=actor, action="referral.rewrite_desks", at=at, object_type="desk", row="P13")
