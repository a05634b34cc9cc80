"""Giving, refusing and withdrawing: each is an appended step, and grants follow at once."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.kernel.text import clean_line
from rondom.people import queries as people
from rondom.privacy import policies, rules
from rondom.privacy.commands.refusals import AlreadyDecided, ChannelUnknown, ConsentEnded, WitnessMissing
from rondom.privacy.commands.register import add_step, as_register, end_requests, locked, told
from rondom.privacy.events import BasisChanged, ConsentDisputed, ConsentWithdrawn
from rondom.privacy.models import Consent, GuardianRequest
from rondom.privacy.queries.guardians import answers_of, whose_answer_counts
from rondom.privacy.vocabulary import ConsentChannel, ConsentState

OPEN = frozenset({ConsentState.PROPOSED, ConsentState.DISPUTED})


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
    spoken with a named witness. Several people decide about a child: `rules.outcome` says what their
    answers make together, and while two guardians do not agree nothing is shared (R-044).
    Refusals: NotFound, NotAllowed, WitnessMissing, ConsentEnded, AlreadyDecided, TextTooLong.
    """
    consent = locked(consent_id)
    decider, on_behalf = _decider(actor, consent, channel, for_person_id, at)
    heard = clean_line(witness, field="witness", max_length=120)
    if channel == ConsentChannel.SPOKEN and not heard:
        raise WitnessMissing
    enter_answer(actor, consent, decider, given=given, channel=channel, heard=heard, for_id=on_behalf, at=at)
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

    Withdrawing is as easy as giving, so no reason is asked; any of those who decide together ends it.
    Refusals: NotFound, NotAllowed, ConsentEnded.
    """
    consent = locked(consent_id)
    decider, on_behalf = _decider(actor, consent, channel, for_person_id, at)
    enter_end(actor, consent, decider, channel=channel, for_id=on_behalf, at=at)
    return consent


def enter_answer(
    actor: Actor,
    consent: Consent,
    decider: UUID,
    *,
    given: bool,
    at: datetime,
    channel: str = ConsentChannel.PORTAL,
    heard: str = "",
    for_id: UUID | None = None,
) -> None:
    """Write down one answer and what all answers make together. Who may is decided before.

    Raises ConsentEnded, AlreadyDecided.
    """
    if consent.state not in OPEN:
        raise ConsentEnded
    answer = ConsentState.GIVEN if given else ConsentState.REFUSED
    with as_register(at):
        if answers_of(consent).get(decider) is given:
            raise AlreadyDecided
        add_step(actor, consent, answer, channel=channel, witness=heard, for_id=for_id, at=at)
        _answered(consent, decider, at, given=given)
    told(actor, consent, answer, at)
    settle(consent, at)


def enter_end(
    actor: Actor,
    consent: Consent,
    decider: UUID,
    *,
    at: datetime,
    channel: str = ConsentChannel.PORTAL,
    for_id: UUID | None = None,
) -> None:
    """Write down that one of those who decide ends it. Raises ConsentEnded."""
    if consent.state not in {ConsentState.GIVEN, *OPEN}:
        raise ConsentEnded
    with as_register(at):
        guardians = whose_answer_counts(consent, at)
        others = {one for one, yes in answers_of(consent).items() if yes} & (guardians - {decider})
        Consent.objects.filter(pk=consent.pk).update(state=ConsentState.WITHDRAWN, withdrawn_at=at)
        add_step(actor, consent, ConsentState.WITHDRAWN, channel=channel, for_id=for_id, at=at)
        _answered(consent, decider, at, given=False)
        end_requests(consent, at)
        consent.refresh_from_db()
    told(actor, consent, ConsentState.WITHDRAWN, at)
    publish(BasisChanged(space=consent.space), at=at)
    publish(ConsentWithdrawn(consent_id=consent.pk), at=at)
    if decider in guardians and others:
        publish(ConsentDisputed(consent_id=consent.pk), at=at)


def settle(consent: Consent, at: datetime) -> None:
    """Let the consent stand as the answers together say, and the grants follow."""
    with as_register(at):
        state = _together(consent, at)
        before = consent.state
        given_at = at if state == ConsentState.GIVEN else None
        Consent.objects.filter(pk=consent.pk).update(state=state, given_at=given_at)
        if state == ConsentState.REFUSED:
            end_requests(consent, at)
        consent.refresh_from_db()
    if state == before:
        return
    publish(BasisChanged(space=consent.space), at=at)
    if state == ConsentState.DISPUTED:
        publish(ConsentDisputed(consent_id=consent.pk), at=at)


def _together(consent: Consent, at: datetime) -> ConsentState:
    person = people.person(consent.person_id)
    if person is None:
        raise NotFound
    return rules.outcome(
        band=policies.band(person, at.astimezone(AMSTERDAM).date()),
        person_id=person.pk,
        guardians=whose_answer_counts(consent, at),
        answers=answers_of(consent),
    )


def _answered(consent: Consent, decider: UUID, at: datetime, *, given: bool) -> None:
    """The answer also stands in what a guardian elsewhere was asked, however it was given."""
    asked = GuardianRequest.objects.filter(consent=consent, guardian_id=decider)
    asked.update(answer=given, answered_at=at)


def _decider(
    actor: Actor, consent: Consent, channel: str, for_person_id: UUID | None, at: datetime
) -> tuple[UUID, UUID | None]:
    """Whose decision this is, and for whom somebody else writes it down. Refuses who may not."""
    on = at.astimezone(AMSTERDAM).date()
    if channel not in ConsentChannel.values:
        raise ChannelUnknown
    with as_register(at):
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
