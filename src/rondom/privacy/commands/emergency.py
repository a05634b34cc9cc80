"""Emergency access: for imminent danger or a child's safety, four hours, always reviewed (R-045)."""

from datetime import datetime, timedelta
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.access.grants import grant_self
from rondom.access.table import Facts, Relation, decide
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.kernel.text import clean_text
from rondom.organizations import queries as organizations
from rondom.people import queries as people
from rondom.privacy import policies
from rondom.privacy.commands.refusals import (
    AlreadyReviewed,
    EmergencyBlocked,
    EmergencyConflict,
    ReasonTooShort,
)
from rondom.privacy.events import EmergencyAccessTold, EmergencyAccessUsed
from rondom.privacy.models import EmergencyAccess
from rondom.privacy.queries.emergency import review_by

SHORTEST_REASON = 20


@command("emergency_access.open")
def open_emergency_access(*, actor: Actor, space: int, reason: str, at: datetime) -> EmergencyAccess:
    """Open one household for four hours; privacy officer and team leader are told within a minute.

    Never for somebody with a registered conflict. Refusals: NotAllowed, ReasonTooShort,
    EmergencyBlocked, EmergencyConflict, NotFound.
    """
    if not (decision := policies.may_use_emergency(actor)):
        raise NotAllowed(reason=decision.reason)
    words = clean_text(reason, field="reason", max_length=2000)
    if len(words) < SHORTEST_REASON:
        raise ReasonTooShort
    waiting = EmergencyAccess.objects.filter(professional_id=actor.id, reviewed_at=None)
    if any(review_by(opened_at) < at for opened_at in waiting.values_list("opened_at", flat=True)):
        raise EmergencyBlocked
    subjects = _subjects(actor, space, at)
    domains = frozenset(d.number for d in organizations.life_domains())
    access = decide(Facts(relation=Relation.BREAK_GLASS, all_domains=domains))
    hours = organizations.setting("emergency_access_hours")
    use = EmergencyAccess.objects.create(
        space=space, professional_id=actor.id, reason=words, opened_at=at, ends_at=at + timedelta(hours=hours)
    )
    grant_self(actor=actor, space=space, parts=access.parts, row="P11", reason=words, at=at, hours=hours)
    record(
        actor=actor,
        action="emergency_access.open",
        at=at,
        space=space,
        subjects=subjects,
        part="emergency access",
        object_type="emergency_access",
        object_id=use.pk,
        row="P11",
        ground="vital_interest",
    )
    publish(EmergencyAccessUsed(emergency_access_id=use.pk), at=at)
    return use


def _subjects(actor: Actor, space: int, at: datetime) -> list[UUID]:
    """The household's people, read as the system; a conflict with any of them closes the door."""
    with acting_as(system_actor("emergency access"), at=at):
        household = people.household_of_space(space)
        if household is None:
            raise NotFound
        members = [m.person_id for m in people.members(household.pk, at.astimezone(AMSTERDAM).date())]
        conflict = people.has_conflict(members, actor.id)
    if conflict:
        raise EmergencyConflict
    return members


@command("emergency_access.review")
def review_emergency_access(
    *, actor: Actor, emergency_access_id: UUID, justified: bool, note: str, at: datetime
) -> EmergencyAccess:
    """The privacy officer's judgement, within three working days.

    Refusals: NotAllowed, NotFound, AlreadyReviewed, TextTooLong.
    """
    if not (decision := policies.may_review(actor)):
        raise NotAllowed(reason=decision.reason)
    use = EmergencyAccess.objects.select_for_update(no_key=True).filter(pk=emergency_access_id).first()
    if use is None:
        raise NotFound
    if use.reviewed_at is not None:
        raise AlreadyReviewed
    EmergencyAccess.objects.filter(pk=use.pk).update(
        reviewed_at=at,
        reviewed_by_id=actor.id,
        justified=justified,
        review_note=clean_text(note, field="note", max_length=2000),
    )
    record(
        actor=actor,
        action="emergency_access.review",
        at=at,
        space=use.space,
        object_type="emergency_access",
        object_id=use.pk,
        row="P12",
    )
    use.refresh_from_db()
    return use


@command("emergency_access.tell_client")
def inform_client_of_emergency(*, actor: Actor, emergency_access_id: UUID, at: datetime) -> EmergencyAccess:
    """Let the client see that emergency access was used, once that is safe (R-045). By the privacy officer.

    Refusals: NotAllowed, NotFound.
    """
    if not (decision := policies.may_review(actor)):
        raise NotAllowed(reason=decision.reason)
    changed = EmergencyAccess.objects.filter(pk=emergency_access_id, client_informed_at=None)
    if not changed.update(client_informed_at=at):
        raise NotFound
    use = EmergencyAccess.objects.get(pk=emergency_access_id)
    record(
        actor=actor,
        action="emergency_access.tell_client",
        at=at,
        space=use.space,
        object_type="emergency_access",
        object_id=use.pk,
        row="P12",
    )
    publish(EmergencyAccessTold(emergency_access_id=use.pk), at=at)
    return use
