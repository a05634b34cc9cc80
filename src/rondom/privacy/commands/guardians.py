"""Asking somebody with authority over a child who lives elsewhere, and going on without them (R-044)."""

from datetime import datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.kernel.text import clean_text
from rondom.people import queries as people
from rondom.privacy import policies
from rondom.privacy.commands.deciding import enter_answer, enter_end, settle
from rondom.privacy.commands.refusals import (
    ConsentEnded,
    GuardianMustNotKnow,
    GuardianReasonMissing,
    GuardianUnknown,
)
from rondom.privacy.commands.register import add_step, as_register, lock, locked, told
from rondom.privacy.events import GuardianAsked, GuardianLeftOut
from rondom.privacy.models import Consent, GuardianRequest
from rondom.privacy.queries.guardians import Asking, guardians_elsewhere, may_be_asked, still_asked
from rondom.privacy.vocabulary import ConsentState

SHORTEST_REASON = 20
YOUNG = ("guardian", "shared")
OPEN = frozenset({ConsentState.PROPOSED, ConsentState.DISPUTED})


def ask_guardians_elsewhere(consent: Consent, at: datetime) -> None:
    """Ask everybody with authority whom the question tells nothing new. Inside a command."""
    if consent.asked_band not in YOUNG:
        return
    with as_register(at):
        free = [
            one for one in guardians_elsewhere(consent, at) if may_be_asked(consent, one, at) == Asking.FREE
        ]
        rows = [_request(consent, one, at) for one in free]
    for row in rows:
        publish(GuardianAsked(request_id=row.pk), at=at)


def _request(
    consent: Consent, guardian_id: UUID, at: datetime, *, deliberate: bool = False
) -> GuardianRequest:
    child = people.person(consent.person_id)
    return GuardianRequest.objects.create(
        scope=consent.scope,
        consent=consent,
        guardian_id=guardian_id,
        child_name=child.given_name if child else "",
        organization_id=consent.organization_id,
        kind=consent.kind,
        purpose=consent.purpose,
        domains=consent.domains,
        valid_until=consent.valid_until,
        deliberate=deliberate,
        asked_at=at,
    )


@command("consent.ask_guardian")
def ask_guardian(
    *, actor: Actor, consent_id: UUID, guardian_id: UUID, reason: str, at: datetime
) -> GuardianRequest:
    """Ask a guardian who was not asked by itself, because somebody at home is shielded from them.

    By the case manager, with why this is safe; the guardian sees party, purpose, domains and the child's
    name, and the privacy officer reads the reason. Refusals: NotFound, NotAllowed, ConsentEnded,
    GuardianUnknown, GuardianMustNotKnow, GuardianReasonMissing, TextTooLong.
    """
    consent = _to_steer(actor, consent_id, at)
    why = _reason(reason)
    with as_register(at):
        known = guardian_id in guardians_elsewhere(consent, at)
        asked = GuardianRequest.objects.filter(consent=consent, guardian_id=guardian_id).exists()
        if not known or asked or consent.asked_band not in YOUNG:
            raise GuardianUnknown
        if may_be_asked(consent, guardian_id, at) == Asking.NEVER:
            raise GuardianMustNotKnow
        row = _request(consent, guardian_id, at, deliberate=True)
        add_step(actor, consent, ConsentState.PROPOSED, for_id=guardian_id, why=why, at=at)
    told(actor, consent, "ask_guardian", at, reason=why)
    publish(GuardianAsked(request_id=row.pk), at=at)
    return row


@command("consent.leave_out_guardian")
def leave_out_guardian(*, actor: Actor, request_id: UUID, reason: str, at: datetime) -> Consent:
    """Go on without a guardian who does not answer or must not be waited for; never without one who said no.

    By the case manager, with a reason that the privacy officer is asked to look at. The permission then
    stands by the answers of the others. Refusals: NotFound, NotAllowed, ConsentEnded,
    GuardianUnknown, GuardianReasonMissing, TextTooLong.
    """
    row = GuardianRequest.objects.filter(pk=request_id).first()
    if row is None or row.guardian_id == actor.id:
        raise NotFound
    consent = _to_steer(actor, row.consent_id, at)
    why = _reason(reason)
    row.refresh_from_db()
    if row.ended_at is not None or row.answer is not None:
        # A "no" is a disagreement to settle, not an answer to leave out.
        raise GuardianUnknown
    with as_register(at):
        GuardianRequest.objects.filter(pk=row.pk).update(ended_at=at)
        add_step(actor, consent, ConsentState.PROPOSED, for_id=row.guardian_id, why=why, at=at)
    told(actor, consent, "leave_out_guardian", at, reason=why)
    publish(GuardianLeftOut(consent_id=consent.pk), at=at)
    settle(consent, at)
    return consent


@command("consent.answer_as_guardian")
def answer_as_guardian(*, actor: Actor, request_id: UUID, given: bool, at: datetime) -> None:
    """Somebody with authority who lives elsewhere says yes or no, or ends what they agreed to.

    Refusals: NotFound (also when the authority ended or a shield came), ConsentEnded, AlreadyDecided.
    """
    mine = GuardianRequest.objects.filter(pk=request_id, guardian_id=actor.id, ended_at=None).first()
    if mine is None or not actor.is_resident:
        raise NotFound
    lock(mine.consent_id)
    with as_register(at):
        row = GuardianRequest.objects.select_related("consent").get(pk=mine.pk)
        if not still_asked(row, at):
            raise NotFound
        consent = row.consent
    if consent.state == ConsentState.GIVEN and not given:
        enter_end(actor, consent, actor.id, at=at)
        return
    enter_answer(actor, consent, actor.id, given=given, at=at)


def _to_steer(actor: Actor, consent_id: UUID, at: datetime) -> Consent:
    consent = locked(consent_id)
    decision = policies.may_share(actor, consent.space, at)
    if not decision or not actor.is_professional:
        raise NotAllowed(reason=policies.ONLY_CASE_MANAGER)
    if consent.state not in OPEN:
        raise ConsentEnded
    return consent


def _reason(text: str) -> str:
    words = clean_text(text, field="reason", max_length=1000)
    if len(words) < SHORTEST_REASON:
        raise GuardianReasonMissing
    return words
