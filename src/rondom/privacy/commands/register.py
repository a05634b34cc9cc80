"""Writing in the register of permissions: the step, the log row, and what follows when one ends."""

from contextlib import AbstractContextManager
from datetime import datetime
from uuid import UUID

from django.db import connection

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.access.scopes import Part, part_of
from rondom.audit.log import record
from rondom.dispatch.events import publish
from rondom.kernel.refusals import NotFound
from rondom.privacy.events import BasisChanged
from rondom.privacy.models import Consent, ConsentStep, GuardianRequest
from rondom.privacy.vocabulary import ConsentChannel, ConsentState


def as_register(at: datetime) -> AbstractContextManager[Actor]:
    """Write as the register of permissions; only after a policy said yes."""
    return acting_as(system_actor("consent register"), at=at)


def lock(consent_id: UUID) -> None:
    """One answer at a time: taken before the state is read."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 62))", [str(consent_id)])


def locked(consent_id: UUID) -> Consent:
    """The consent as the actor sees it, for a change. Raises NotFound."""
    # Seen with the actor's own eyes first; locking asks the right to change, which a child has not.
    if not Consent.objects.filter(pk=consent_id).exists():
        raise NotFound
    lock(consent_id)
    return Consent.objects.get(pk=consent_id)


def add_step(
    actor: Actor,
    consent: Consent,
    state: str,
    *,
    at: datetime,
    channel: str = ConsentChannel.PORTAL,
    witness: str = "",
    for_id: UUID | None = None,
    why: str = "",
) -> None:
    """Append one state to a consent."""
    ConsentStep.objects.create(
        scope=consent.scope,
        consent=consent,
        state=state,
        channel=channel,
        witness=witness,
        by_id=actor.id,
        by_name=actor.name,
        for_id=for_id,
        why=why,
        at=at,
    )


def told(actor: Actor, consent: Consent, state: str, at: datetime, *, reason: str = "") -> None:
    """The log row of one step."""
    hidden = part_of(consent.scope) == Part.INVOLVEMENT_HIDDEN
    record(
        actor=actor,
        action=f"consent.{state}",
        at=at,
        space=consent.space,
        subjects=[consent.person_id],
        part="consent",
        object_type="consent",
        object_id=consent.pk,
        reason=reason,
        confidential=hidden and not actor.is_resident,
    )


def end_requests(consent: Consent, at: datetime) -> None:
    """What guardians elsewhere were asked is over. Inside the register."""
    GuardianRequest.objects.filter(consent=consent, ended_at=None).update(ended_at=at)


def end_by_clock(actor: Actor, consent: Consent, at: datetime) -> None:
    """Write that a consent is over, and let grants follow. As the system, inside a command."""
    Consent.objects.filter(pk=consent.pk).update(state=ConsentState.EXPIRED)
    add_step(actor, consent, ConsentState.EXPIRED, at=at)
    end_requests(consent, at)
    told(actor, consent, ConsentState.EXPIRED, at)
    publish(BasisChanged(space=consent.space), at=at)
