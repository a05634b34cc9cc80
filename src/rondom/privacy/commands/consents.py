"""Asking for a permission, and what ends by itself."""

from datetime import datetime, timedelta
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.scopes import Part, scope_of
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.kernel.text import clean_text
from rondom.organizations import queries as organizations
from rondom.people import queries as people
from rondom.privacy import policies
from rondom.privacy.commands.guardians import ask_guardians_elsewhere
from rondom.privacy.commands.refusals import (
    AskedTooSoon,
    ConsentTooWide,
    ConsentWithoutDomain,
    PartyUnknown,
    PurposeUnknown,
)
from rondom.privacy.commands.register import add_step, end_by_clock, told
from rondom.privacy.events import ConsentAsked
from rondom.privacy.models import Consent
from rondom.privacy.vocabulary import ConsentKind, ConsentState, FeedbackDepth

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
    About a child everybody with authority is asked, also who lives elsewhere, unless that tells them
    what they must not know (R-044). Refusals: NotAllowed, PartyUnknown, PurposeUnknown, ConsentTooWide,
    ConsentWithoutDomain, AskedTooSoon.
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
    add_step(actor, consent, ConsentState.PROPOSED, at=at)
    told(actor, consent, ConsentState.PROPOSED, at)
    ask_guardians_elsewhere(consent, at)
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


@command("consent.expire")
def expire_consents(*, actor: Actor, at: datetime) -> int:
    """Write the step "expired" for what is over; the grants ended by themselves. For the clock job."""
    over = list(Consent.objects.filter(state=ConsentState.GIVEN, valid_until__lte=at)[:500])
    for consent in over:
        end_by_clock(actor, consent, at)
    if not over:
        record(actor=actor, action="consent.expire", at=at, outcome="nothing_to_do")
    return len(over)
