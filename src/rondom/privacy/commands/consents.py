"""Asking, giving, refusing and withdrawing: each is an appended step, and grants follow at once."""

from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.access.scopes import Part, part_of, scope_of
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
    AlreadyDecided,
    AskedTooSoon,
    ChannelUnknown,
    ConsentEnded,
    ConsentTooWide,
    ConsentWithoutDomain,
    PartyUnknown,
    PurposeUnknown,
    WitnessMissing,
)
from rondom.privacy.events import BasisChanged, ConsentAsked, ConsentWithdrawn
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
        asked_band=_band_now(person_id, at),
    )
    _step(actor, consent, ConsentState.PROPOSED, channel=ConsentChannel.PORTAL, at=at)
    publish(ConsentAsked(consent_id=consent.pk), at=at)
    return consent


def _band_now(person_id: UUID, at: datetime) -> str:
    person = people.person(person_id)
    if person is None:
        raise NotFound
    return policies.band(person, at.astimezone(AMSTERDAM).date())


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
    for_person_id: UUID | None = None,
) -> Consent:
    """Give or refuse. It counts from this moment, never from an earlier one (R-042).

    On paper or spoken a professional notes whose decision it is (`for_person_id`, default the person),
    spoken with a named witness. For a child of the middle age band both the child and somebody with
    authority decide: the consent stands when both said yes, and ends when one says no (R-044).
    Refusals: NotFound, NotAllowed, WitnessMissing, ConsentEnded, AlreadyDecided, TextTooLong.
    """
    consent = _locked(consent_id)
    decider, on_behalf = _decider(actor, consent, channel, for_person_id, at)
    heard = clean_line(witness, field="witness", max_length=120)
    if channel == ConsentChannel.SPOKEN and not heard:
        raise WitnessMissing
    if consent.state != ConsentState.PROPOSED:
        raise ConsentEnded
    said = said_yes(consent)
    if given and decider in said:
        raise AlreadyDecided
    state = ConsentState.GIVEN if given else ConsentState.REFUSED
    complete = not given or not _waits_for(consent, said | {decider}, at)
    with _as_register(at):
        if complete:
            Consent.objects.filter(pk=consent.pk).update(state=state, given_at=at if given else None)
        _add_step(
            actor, consent, state, channel=ConsentChannel(channel), witness=heard, at=at, for_id=on_behalf
        )
        consent.refresh_from_db()
    _told(actor, consent, state, at)
    if complete:
        publish(BasisChanged(space=consent.space), at=at)
    return consent


@command("consent.withdraw")
def withdraw_consent(
    *,
    actor: Actor,
    consent_id: UUID,
    at: datetime,
    channel: str = ConsentChannel.PORTAL,
    for_person_id: UUID | None = None,
) -> Consent:
    """End it: access stops in this transaction; the party learns that it ended, not why (R-043).

    Withdrawing is as easy as giving, so no reason is asked; either of two who decide together ends it.
    Refusals: NotFound, NotAllowed, ConsentEnded.
    """
    consent = _locked(consent_id)
    _decider_id, on_behalf = _decider(actor, consent, channel, for_person_id, at)
    if consent.state not in {ConsentState.GIVEN, ConsentState.PROPOSED}:
        raise ConsentEnded
    with _as_register(at):
        Consent.objects.filter(pk=consent.pk).update(state=ConsentState.WITHDRAWN, withdrawn_at=at)
        _add_step(
            actor, consent, ConsentState.WITHDRAWN, channel=ConsentChannel(channel), at=at, for_id=on_behalf
        )
        consent.refresh_from_db()
    _told(actor, consent, ConsentState.WITHDRAWN, at)
    publish(BasisChanged(space=consent.space), at=at)
    publish(ConsentWithdrawn(consent_id=consent.pk), at=at)
    return consent


def _decider(
    actor: Actor, consent: Consent, channel: str, for_person_id: UUID | None, at: datetime
) -> tuple[UUID, UUID | None]:
    """Whose decision this is, and for whom somebody else writes it down. Refuses who may not."""
    on = at.astimezone(AMSTERDAM).date()
    if channel not in ConsentChannel.values:
        raise ChannelUnknown
    with _as_register(at):
        # A child may not read her own household's register, and still decides about herself.
        person = people.person(consent.person_id)
        speaker = for_person_id or consent.person_id
        if person is None:
            raise NotFound
        who = actor if channel == ConsentChannel.PORTAL else replace(actor, kind="resident", id=speaker)
        decision = policies.may_decide(who, person, on)
    if channel != ConsentChannel.PORTAL and decision:
        decision = policies.may_note_for(actor, speaker)
    if not decision:
        raise NotAllowed(reason=decision.reason)
    return (actor.id, None) if channel == ConsentChannel.PORTAL else (speaker, speaker)


def said_yes(consent: Consent) -> set[UUID]:
    """Who said yes to this consent so far."""
    rows = consent.steps.filter(state=ConsentState.GIVEN).values_list("by_id", "for_id")
    return {for_id or by_id for by_id, for_id in rows}


def _waits_for(consent: Consent, said: set[UUID], at: datetime) -> bool:
    """Whether a second yes is still needed: child and guardian decide together between the two ages."""
    on = at.astimezone(AMSTERDAM).date()
    with _as_register(at):
        person = people.person(consent.person_id)
        if person is None or policies.band(person, on) != "shared":
            return False
        guardian = any(people.has_authority(one, person.pk, on) for one in said if one != person.pk)
    return not (guardian and person.pk in said)


@command("consent.expire")
def expire_consents(*, actor: Actor, at: datetime) -> int:
    """Write the step "expired" for what is over; the grants ended by themselves. For the clock job."""
    over = list(Consent.objects.filter(state=ConsentState.GIVEN, valid_until__lte=at)[:500])
    for consent in over:
        end_by_clock(actor, consent, at)
    if not over:
        record(actor=actor, action="consent.expire", at=at, outcome="nothing_to_do")
    return len(over)


def end_by_clock(actor: Actor, consent: Consent, at: datetime) -> None:
    """Write that a consent is over, and let grants follow. As the system, inside a command."""
    Consent.objects.filter(pk=consent.pk).update(state=ConsentState.EXPIRED)
    _add_step(actor, consent, ConsentState.EXPIRED, channel=ConsentChannel.PORTAL, at=at)
    _told(actor, consent, ConsentState.EXPIRED, at)
    publish(BasisChanged(space=consent.space), at=at)


def _locked(consent_id: UUID) -> Consent:
    # Seen with the actor's own eyes first; locking asks the right to change, which a child has not.
    if not Consent.objects.filter(pk=consent_id).exists():
        raise NotFound
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 62))", [str(consent_id)])
    return Consent.objects.get(pk=consent_id)


def _as_register(at: datetime) -> AbstractContextManager[Actor]:
    return acting_as(system_actor("consent register"), at=at)


def _step(
    actor: Actor, consent: Consent, state: str, *, channel: str, at: datetime, witness: str = ""
) -> None:
    _add_step(actor, consent, state, channel=channel, at=at, witness=witness)
    _told(actor, consent, state, at)


def _add_step(
    actor: Actor,
    consent: Consent,
    state: str,
    *,
    channel: str,
    at: datetime,
    witness: str = "",
    for_id: UUID | None = None,
) -> None:
    ConsentStep.objects.create(
        scope=consent.scope,
        consent=consent,
        state=state,
        channel=channel,
        witness=witness,
        by_id=actor.id,
        by_name=actor.name,
        for_id=for_id,
        at=at,
    )


def _told(actor: Actor, consent: Consent, state: str, at: datetime) -> None:
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
        confidential=hidden and not actor.is_resident,
    )
