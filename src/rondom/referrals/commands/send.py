"""Sending: by a professional with our own form, or by a partner's system."""

import secrets
from datetime import datetime
from uuid import UUID, uuid4

from rondom.access.actor import Actor
from rondom.access.scopes import Part, scope_of, space_of
from rondom.audit.log import record
from rondom.cases import queries as cases
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.organizations import queries as organizations
from rondom.organizations.vocabulary import LegalGround
from rondom.privacy.vocabulary import FeedbackDepth
from rondom.referrals import policies, refusals, rules
from rondom.referrals.commands.senders import sender_scope
from rondom.referrals.commands.steps import begin_term
from rondom.referrals.content import ReferralContent, cleaned, seal
from rondom.referrals.events import ReferralSent
from rondom.referrals.landing import Landing, land
from rondom.referrals.models import Referral, ReferralProgress, ReferralStep
from rondom.referrals.refusals import require
from rondom.referrals.register import as_register, day_of
from rondom.referrals.vocabulary import Channel, ReferralState

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O and U: read out over the telephone


@command("referral.send")
def send_referral(
    *,
    actor: Actor,
    content: ReferralContent,
    at: datetime,
    receiver_desk_id: UUID | None = None,
    receiver_person_id: UUID | None = None,
    case_id: UUID | None = None,
    short_is_fine: bool = False,
    birth_date_checked: bool = False,
) -> Referral:
    """Send a referral to one desk or one named colleague; answers it with its number (R-060, R-062).

    From a file (`case_id`), everybody who sees the story of the file sees what was sent. Else the
    sender's practice does, or the sender alone.
    Refusals: NotAllowed, NotFound, NameMissing, BirthDateMissing, BirthDateImpossible,
    BirthDateDiffers, QuestionMissing, QuestionShort, UnknownUrgency, ConsentOrGroundMissing,
    ReceiverMissing, NoFrontDesk, TextTooLong, TextUnreadable.
    """
    require(policies.may_send(actor))
    if (receiver_desk_id is None) == (receiver_person_id is None):
        raise refusals.ReceiverMissing
    clean = cleaned(content, day_of(at))
    if clean.birth_date is None:
        raise refusals.BirthDateMissing
    _require_ground(clean)
    if not short_is_fine and rules.is_short(clean.question):
        raise refusals.QuestionShort
    scope = _scope_of_sender(actor, case_id, at)
    if not birth_date_checked and _known_otherwise(clean, scope):
        raise refusals.BirthDateDiffers
    landing = land(desk_id=receiver_desk_id, person_id=receiver_person_id, on=day_of(at))
    return _store(
        actor=actor,
        content=clean,
        landing=landing,
        sender_scope=scope,
        sender_name=actor.name,
        channel=Channel.WEB,
        receiver_as_sent=landing.instead_of,
        at=at,
    )


@command("referral.receive")
def receive_referral(
    *,
    actor: Actor,
    content: ReferralContent,
    at: datetime,
    sender_name: str = "",
    receiver_desk_id: UUID | None = None,
    receiver_person_id: UUID | None = None,
    receiver_as_sent: str = "",
) -> Referral:
    """Take in a referral from a partner's own system; without a receiver it goes to the front desk.

    A system that says nothing about permission is not refused: the question would be lost. It is
    marked, and whoever opens it asks the person first; until then only its status goes back.
    Refusals: NotAllowed, NameMissing, BirthDateImpossible, QuestionMissing, UnknownUrgency,
    ConsentOrGroundMissing (a ground that is not known here), NoFrontDesk, TextTooLong, TextUnreadable.
    """
    require(policies.may_send(actor))
    clean = cleaned(content, day_of(at))
    if clean.ground:
        _require_ground(clean)
    landing = land(desk_id=receiver_desk_id, person_id=receiver_person_id, on=day_of(at))
    return _store(
        actor=actor,
        content=clean,
        landing=landing,
        sender_scope=sender_scope(actor=actor, at=at),
        sender_name=sender_name or actor.organization_name,
        channel=Channel.FHIR,
        receiver_as_sent=receiver_as_sent if landing.at_front_desk else landing.instead_of,
        at=at,
    )


def _require_ground(content: ReferralContent) -> LegalGround:
    ground = organizations.legal_ground(content.ground) if content.ground else None
    purpose = organizations.purpose("referral")
    if ground is None or (purpose and ground.slug not in purpose.grounds):
        raise refusals.ConsentOrGroundMissing
    return ground


def _scope_of_sender(actor: Actor, case_id: UUID | None, at: datetime) -> int:
    if case_id is None:
        return sender_scope(actor=actor, at=at)
    case = cases.case_for(actor, case_id, at=at, log=False)
    scope = scope_of(case.space, Part.STORY)
    require(policies.may_write_scope(actor, scope, at))
    return scope


def _known_otherwise(content: ReferralContent, scope: int) -> bool:
    """Whether this sender sent a referral before for this name with another birth date."""
    same = Referral.objects.filter(
        sender_scope=scope,
        given_name__iexact=content.given_name,
        family_name__iexact=content.family_name,
    ).exclude(birth_date=None)
    return same.exclude(birth_date=content.birth_date).exists()


def _store(
    *,
    actor: Actor,
    content: ReferralContent,
    landing: Landing,
    sender_scope: int,
    sender_name: str,
    channel: str,
    receiver_as_sent: str,
    at: datetime,
) -> Referral:
    key = uuid4()
    referral = Referral(
        id=key,
        scope=scope_of(landing.desk.space, Part.DESK),
        sender_scope=sender_scope,
        number=_number(),
        channel=channel,
        sender_organization_id=actor.organization_id or actor.id,
        sender_person_id=actor.id if actor.is_professional else None,
        sender_name=sender_name[:200],
        receiver_desk=None if landing.person else landing.desk,
        receiver_person=landing.person,
        receiver_as_sent=receiver_as_sent[:200],
        given_name=content.given_name,
        family_name=content.family_name,
        birth_date=content.birth_date,
        language=content.language,
        sealed_contact=seal(key, content.contact),
        contact_prohibited=content.contact_prohibited,
        question=content.question,
        tried=content.tried,
        reasons=content.reasons,
        requested_service=content.requested_service,
        urgency=content.urgency,
        wanted_by=content.wanted_by,
        domains=list(content.domains),
        ground=content.ground,
        consent_on=content.consent_on,
        feedback=FeedbackDepth(content.feedback),
        sent_at=at,
    )
    with as_register(at):
        referral.save(force_insert=True)
        progress = ReferralProgress(
            referral=referral, scope=referral.scope, desk=landing.desk, assignee=landing.person, since=at
        )
        begin_term(progress, ReferralState.SENT, at)
        _first_step(actor, referral, sender_name, at)
    # Without the receiver's side: this row of the log is the sender's to read.
    record(
        actor=actor,
        action="referral.send" if channel == Channel.WEB else "referral.receive",
        at=at,
        space=space_of(sender_scope),
        part="referral",
        object_type="referral",
        object_id=referral.pk,
        row="sent",
        ground=content.ground,
    )
    publish(ReferralSent(referral_id=referral.pk), at=at)
    return referral


def _first_step(actor: Actor, referral: Referral, sender_name: str, at: datetime) -> None:
    ReferralStep.objects.create(
        referral=referral,
        scope=referral.scope,
        sender_scope=referral.sender_scope,
        state=ReferralState.SENT,
        at=at,
        by_id=actor.id,
        by_name=sender_name[:120],
        by_function=str(actor.function),
    )


def _number() -> str:
    """A number that can be read out and says nothing about how many there are."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"
