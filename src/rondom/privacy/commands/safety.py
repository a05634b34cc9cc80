"""Safety mode: one person's access to the own pages ends at once, whatever was granted (access model, A2)."""

from datetime import datetime
from uuid import UUID

from rondom.access import grants
from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.access.models import EndedHolder
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.kernel.refusals import NotAllowed
from rondom.kernel.text import clean_text
from rondom.privacy import policies
from rondom.privacy.commands.refusals import AccessEndedAlready, PersonUnrelated, SafetyReasonMissing

SHORTEST_REASON = 20


@command("portal_access.end")
def end_portal_access(*, actor: Actor, space: int, person_id: UUID, reason: str, at: datetime) -> None:
    """End everything this resident sees, now; a session that is open ends with the next click.

    By the case manager or team leader of the household, or the privacy officer. The entry is
    confidential: it never shows in a resident's own log. Refusals: NotAllowed, PersonUnrelated,
    SafetyReasonMissing, AccessEndedAlready, TextTooLong.
    """
    words = clean_text(reason, field="reason", max_length=2000)
    _require(actor, space, person_id, at)
    if len(words) < SHORTEST_REASON:
        raise SafetyReasonMissing
    with acting_as(system_actor("safety mode"), at=at):
        if EndedHolder.objects.filter(holder_id=person_id, ended_at__lte=at).exists():
            raise AccessEndedAlready
        grants.end_holder(holder_id=person_id, at=at)
    _record(actor, space, person_id, "portal_access.end", reason=words, at=at)


@command("portal_access.open")
def restore_portal_access(*, actor: Actor, space: int, person_id: UUID, reason: str, at: datetime) -> None:
    """Let the person in again. Refusals: NotAllowed, PersonUnrelated, SafetyReasonMissing, TextTooLong."""
    words = clean_text(reason, field="reason", max_length=2000)
    _require(actor, space, person_id, at)
    if len(words) < SHORTEST_REASON:
        raise SafetyReasonMissing
    with acting_as(system_actor("safety mode"), at=at):
        EndedHolder.objects.filter(holder_id=person_id).delete()
    _record(actor, space, person_id, "portal_access.open", reason=words, at=at)


def _require(actor: Actor, space: int, person_id: UUID, at: datetime) -> None:
    if not (decision := policies.may_end_access(actor, space, at)):
        raise NotAllowed(reason=decision.reason)
    with acting_as(system_actor("safety mode"), at=at):
        related = policies.is_around(space, person_id, at)
    if not related:
        raise PersonUnrelated


def _record(actor: Actor, space: int, person_id: UUID, action: str, *, reason: str, at: datetime) -> None:
    record(
        actor=actor,
        action=action,
        at=at,
        space=space,
        subjects=[person_id],
        part="portal access",
        object_type="person",
        object_id=person_id,
        reason=reason,
        confidential=True,
    )
