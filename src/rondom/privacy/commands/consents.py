"""Asking, giving, refusing and withdrawing: each is an appended step, and grants follow at once."""

from datetime import datetime, timedelta
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.scopes import Part, scope_of
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.kernel.text import clean_line, clean_text
from rondom.organizations import queries as organizations
from rondom.people import queries as people
from rondom.privacy import policies
from rondom.privacy.commands.refusals import (
    AskedTooSoon,
    ConsentEnded,
    ConsentTooWide,
    ConsentWithoutDomain,
    PartyUnknown,
    PurposeUnknown,
    WitnessMissing,
)
from rondom.privacy.events import BasisChanged, ConsentWithdrawn
from rondom.privacy.models import Consent, ConsentStep
from rondom.privacy.vocabulary import ConsentChannel, ConsentKind, ConsentState, FeedbackDepth

ASK_AGAIN_DAYS = 30
MONTH_DAYS = 30.4375


@command("consent.ask")
def ask_consent(
    *,
    actor: Actor,
    space: int,
    person_id: UUID,
    organization_id: UUID,
    purpose: str,
    domains: list[int],
    at: datetime,
    feedback: str = FeedbackDepth.NOTHING,
    kind: str = ConsentKind.SHARING,
    why: str = "",
    hidden: bool = False,
    months: int | None = None,
    as_case_manager: bool = False,
) -> Consent:
    """Put the question: party, purpose, life domains, until when. Nothing is shared yet (R-042).

    `months` defaults to the city's setting; `hidden` keeps the question to client and named holders.
    Refusals: NotAllowed, PartyUnknown, PurposeUnknown, ConsentTooWide, ConsentWithoutDomain, AskedTooSoon.
    """
    if not actor.is_resident and not (decision := policies.may_ask(actor)):
        raise NotAllowed(reason=decision.reason)
    _check(organization_id, purpose, domains, feedback)
    recent = at - timedelta(days=ASK_AGAIN_DAYS)
    again = Consent.objects.filter(space=space, organization_id=organization_id, withdrawn_at__gt=recent)
    if not as_case_manager and not actor.is_resident and again.exists():
        raise AskedTooSoon
    length = months or organizations.setting("consent_validity_months")
    consent = Consent.objects.create(
        scope=scope_of(space, Part.INVOLVEMENT_HIDDEN if hidden else Part.INVOLVEMENT_MASKED),
        space=space,
        person_id=person_id,
        organization_id=organization_id,
        kind=kind,
        purpose=purpose,
        domains=sorted(set(domains)),
        feedback=feedback,
        state=ConsentState.PROPOSED,
        valid_until=at + timedelta(days=round(length * MONTH_DAYS)),
        asked_why=clean_text(why, field="why", max_length=2000),
    )
    _step(actor, consent, ConsentState.PROPOSED, channel=ConsentChannel.PORTAL, at=at)
    return consent


def _check(organization_id: UUID, purpose: str, domains: list[int], feedback: str) -> None:
    if organizations.organization(organization_id) is None:
        raise PartyUnknown
    if organizations.purpose(purpose) is None:
        raise PurposeUnknown
    known = {d.number for d in organizations.life_domains()}
    if not domains and feedback == FeedbackDepth.NOTHING:
        raise ConsentWithoutDomain
    if set(domains) >= known or not set(domains) <= known:
        raise ConsentTooWide


@command("consent.decide")
def decide_consent(
    *,
    actor: Actor,
    consent_id: UUID,
    given: bool,
    channel: str,
    at: datetime,
    witness: str = "",
) -> Consent:
    """Give or refuse. It counts from this moment, never from an earlier one (R-042).

    On paper or spoken a professional notes it, spoken with a named witness.
    Refusals: NotFound, NotAllowed, WitnessMissing, ConsentEnded, TextTooLong.
    """
    consent = _locked(consent_id)
    person = people.person(consent.person_id)
    if person is None:
        raise NotFound
    on = at.astimezone(AMSTERDAM).date()
    by_self = channel == ConsentChannel.PORTAL
    decision = policies.may_decide(actor, person, on) if by_self else policies.may_note_for(actor, person.pk)
    if not decision:
        raise NotAllowed(reason=decision.reason)
    heard = clean_line(witness, field="witness", max_length=120)
    if channel == ConsentChannel.SPOKEN and not heard:
        raise WitnessMissing
    if consent.state != ConsentState.PROPOSED:
        raise ConsentEnded
    state = ConsentState.GIVEN if given else ConsentState.REFUSED
    Consent.objects.filter(pk=consent.pk).update(state=state, given_at=at if given else None)
    consent.refresh_from_db()
    _step(actor, consent, state, channel=ConsentChannel(channel), witness=heard, at=at)
    publish(BasisChanged(space=consent.space), at=at)
    return consent


@command("consent.withdraw")
def withdraw_consent(
    *, actor: Actor, consent_id: UUID, at: datetime, channel: str = ConsentChannel.PORTAL
) -> Consent:
    """End it: access stops in this transaction; the party learns that it ended, not why (R-043).

    Withdrawing is as easy as giving, so no reason is asked.
    Refusals: NotFound, NotAllowed, ConsentEnded.
    """
    consent = _locked(consent_id)
    person = people.person(consent.person_id)
    if person is None:
        raise NotFound
    on = at.astimezone(AMSTERDAM).date()
    by_self = channel == ConsentChannel.PORTAL
    decision = policies.may_decide(actor, person, on) if by_self else policies.may_note_for(actor, person.pk)
    if not decision:
        raise NotAllowed(reason=decision.reason)
    if consent.state not in {ConsentState.GIVEN, ConsentState.PROPOSED}:
        raise ConsentEnded
    Consent.objects.filter(pk=consent.pk).update(state=ConsentState.WITHDRAWN, withdrawn_at=at)
    consent.refresh_from_db()
    _step(actor, consent, ConsentState.WITHDRAWN, channel=ConsentChannel(channel), at=at)
    publish(BasisChanged(space=consent.space), at=at)
    publish(ConsentWithdrawn(consent_id=consent.pk), at=at)
    return consent


@command("consent.expire")
def expire_consents(*, actor: Actor, at: datetime) -> int:
    """Write the step "expired" for what is over; the grants ended by themselves. For the clock job."""
    over = list(Consent.objects.filter(state=ConsentState.GIVEN, valid_until__lte=at)[:500])
    for consent in over:
        Consent.objects.filter(pk=consent.pk).update(state=ConsentState.EXPIRED)
        _step(actor, consent, ConsentState.EXPIRED, channel=ConsentChannel.PORTAL, at=at)
        publish(BasisChanged(space=consent.space), at=at)
    if not over:
        record(actor=actor, action="consent.expire", at=at, outcome="nothing_to_do")
    return len(over)


def _locked(consent_id: UUID) -> Consent:
    consent = Consent.objects.select_for_update(no_key=True).filter(pk=consent_id).first()
    if consent is None:
        raise NotFound
    return consent


def _step(
    actor: Actor, consent: Consent, state: str, *, channel: str, at: datetime, witness: str = ""
) -> None:
    ConsentStep.objects.create(
        scope=consent.scope,
        consent=consent,
        state=state,
        channel=channel,
        witness=witness,
        by_id=actor.id,
        by_name=actor.name,
        at=at,
    )
    record(
        actor=actor,
        action=f"consent.{state}",
        at=at,
        space=consent.space,
        subjects=[consent.person_id],
        part="consent",
        object_type="consent",
        object_id=consent.pk,
    )
