"""Who may do what with a referral; what somebody can *see* of it is the database's decision."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.decision import Decision
from rondom.access.queries import holds
from rondom.access.scopes import part_of, space_of
from rondom.organizations.vocabulary import WITHOUT_CASELOAD
from rondom.referrals.models import Referral, ReferralProgress

NOT_ON_YOUR_DESK = Decision(allowed=False, reason=_("this referral lies on another desk."))


def may_send(actor: Actor) -> Decision:
    """Professionals who work with clients, and the systems of partners."""
    works = actor.is_professional and bool(actor.roles - WITHOUT_CASELOAD)
    if works or actor.kind == "partner":
        return Decision(allowed=True, row="sent")
    return Decision(
        allowed=False, reason=_("only a professional refers. Ask your own contact person to do it.")
    )


def may_answer(actor: Actor, progress: ReferralProgress, at: datetime) -> Decision:
    """A professional who holds the desk on which it lies, or works on the household it became part of."""
    if actor.is_professional and _writes(actor, progress.scope, at):
        return Decision(allowed=True, row="P4" if progress.case_id else "desk")
    return NOT_ON_YOUR_DESK


def may_cancel(actor: Actor, referral: Referral, at: datetime) -> Decision:
    """Whoever holds what the sender sent: the practice, or the colleague who wrote it."""
    allowed = actor.is_professional or actor.kind == "partner"
    if allowed and _writes(actor, referral.sender_scope, at):
        return Decision(allowed=True, row="sent")
    return Decision(allowed=False, reason=_("only the sender cancels a referral."))


def may_write_scope(actor: Actor, scope: int, at: datetime) -> Decision:
    """Whether the actor may write in the file from which something is sent."""
    if actor.is_professional and _writes(actor, scope, at):
        return Decision(allowed=True, row="P1")
    return Decision(allowed=False, reason=_("you may read this file but not send from it."))


def _writes(actor: Actor, scope: int, at: datetime) -> bool:
    found = holds(holder_id=actor.id, space=space_of(scope), part=part_of(scope), at=at, write=True)
    return found is not None
