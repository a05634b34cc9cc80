"""From a referral to a file: household, person, case, permission for feedback, in one step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.scopes import Part, scope_of
from rondom.cases import commands as cases
from rondom.cases import queries as case_queries
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.bsn import BsnInvalid
from rondom.people import commands as people
from rondom.people import queries as people_queries
from rondom.people.commands import ContactUnusable, PersonFacts
from rondom.people.vocabulary import ContactKind, MemberRole
from rondom.privacy import commands as privacy
from rondom.privacy.vocabulary import ConsentChannel, FeedbackDepth
from rondom.referrals import refusals, rules
from rondom.referrals.commands.answer import move_to
from rondom.referrals.commands.steps import depth_now, log, tell_file, to_answer
from rondom.referrals.content import Contact, unseal
from rondom.referrals.events import ReferralInCase
from rondom.referrals.models import Referral, ReferralProgress
from rondom.referrals.register import as_register, day_of
from rondom.referrals.vocabulary import ReferralState

if TYPE_CHECKING:
    from rondom.cases.models import Case


@dataclass(frozen=True, kw_only=True)
class FeedbackWish:
    """What the person lets go back to the sender, and how that was said (R-066)."""

    depth: str = FeedbackDepth.STATUS
    channel: str = ConsentChannel.PAPER
    witness: str = ""


@command("referral.open_case")
def open_case_from_referral(
    *,
    actor: Actor,
    referral_id: UUID,
    ground: str,
    at: datetime,
    household_name: str = "",
    feedback: FeedbackWish | None = None,
) -> Case:
    """Open a file for the person of an accepted referral, with the actor as case manager.

    The person's facts move along; the referral lies in the file from now on. `feedback` becomes a
    permission that the person can withdraw; without one the wish that came with the referral counts.
    Refusals: NotFound, NotAllowed, AcceptFirst, AlreadyInCase, and those of opening a case, adding a
    member and giving a permission (UnknownGround, NameMissing, WitnessMissing).
    """
    progress = _for_file(actor, referral_id, at)
    referral = progress.referral
    household = people.create_household(
        actor=actor, name=household_name or referral.family_name or referral.person_name, at=at
    )
    member = people.add_member(
        actor=actor,
        household_id=household.pk,
        facts=PersonFacts(
            given_name=referral.given_name,
            family_name=referral.family_name,
            birth_date=referral.birth_date,
            language=referral.language,
        ),
        role=MemberRole.ADULT,
        starts_on=day_of(at),
        at=at,
    )
    _contacts(actor, referral, member.pk, at)
    contact = unseal(referral.pk, referral.sealed_contact)
    _number(actor, contact, household.pk, member.person_id, at)
    case = cases.open_case(
        actor=actor, household_id=household.pk, client_id=member.person_id, ground=ground, at=at
    )
    _into(actor, progress, case, feedback, at)
    return case


@command("referral.link_case")
def link_referral_to_case(
    *,
    actor: Actor,
    referral_id: UUID,
    case_id: UUID,
    at: datetime,
    feedback: FeedbackWish | None = None,
) -> Case:
    """Put an accepted referral in the file that this person has already.

    Refusals: NotFound, NotAllowed, AcceptFirst, AlreadyInCase, AnotherBirthDate, WitnessMissing.
    """
    progress = _for_file(actor, referral_id, at)
    case = case_queries.case_for(actor, case_id, at=at)
    client = people_queries.person(case.client_id)
    born = progress.referral.birth_date
    if client is None or (born and client.birth_date and born != client.birth_date):
        raise refusals.AnotherBirthDate
    _into(actor, progress, case, feedback, at)
    return case


def _for_file(actor: Actor, referral_id: UUID, at: datetime) -> ReferralProgress:
    progress = to_answer(actor, referral_id, at)
    if progress.case_id is not None:
        raise refusals.AlreadyInCase
    if progress.state in {ReferralState.SENT, ReferralState.RECEIVED}:
        raise refusals.AcceptFirst
    if rules.is_over(progress.state):
        raise refusals.AlreadyAnswered(state=ReferralState(progress.state).label)
    return progress


def _contacts(actor: Actor, referral: Referral, member_id: UUID, at: datetime) -> None:
    contact = unseal(referral.pk, referral.sealed_contact)
    values = {
        ContactKind.PHONE: contact.phone,
        ContactKind.EMAIL: contact.email,
        ContactKind.ADDRESS: contact.address[:200],
    }
    for kind, value in values.items():
        if not value:
            continue
        try:
            people.add_contact_detail(
                actor=actor,
                member_id=member_id,
                kind=kind,
                value=value,
                safe_to_contact=not referral.contact_prohibited,
                at=at,
            )
        except ContactUnusable:
            # It stays readable in the referral; somebody else's typing error stops no file.
            continue


def _number(actor: Actor, contact: Contact, household_id: UUID, person_id: UUID, at: datetime) -> None:
    if not contact.bsn:
        return
    try:
        people.record_bsn(actor=actor, household_id=household_id, person_id=person_id, bsn=contact.bsn, at=at)
    except BsnInvalid:
        return  # what fails the test is no BSN; the referral keeps what was sent


def _into(
    actor: Actor, progress: ReferralProgress, case: Case, feedback: FeedbackWish | None, at: datetime
) -> None:
    with as_register(at):
        progress.case = case
        progress.person_id = case.client_id
        progress.save(update_fields=["case", "person_id"])
        move_to(progress, scope_of(case.space, Part.STORY))
    referral = progress.referral
    wish = feedback or FeedbackWish(depth=referral.feedback, witness=referral.sender_name)
    if wish.depth != FeedbackDepth.NOTHING and not _stands(progress, wish.depth, at):
        _permission(actor, progress, case, wish, at)
    tell_file(actor, progress, "referral.open_case", at)
    log(actor, progress, "referral.open_case", at)
    publish(ReferralInCase(referral_id=referral.pk, person_id=case.client_id), at=at)


def _stands(progress: ReferralProgress, depth: str, at: datetime) -> bool:
    """Whether a permission of at least this depth stands in the file already."""
    order = list(FeedbackDepth)
    return order.index(depth_now(progress, at)) >= order.index(FeedbackDepth(depth))


def _permission(
    actor: Actor, progress: ReferralProgress, case: Case, wish: FeedbackWish, at: datetime
) -> None:
    consent = privacy.ask_consent(
        actor=actor,
        space=case.space,
        person_id=case.client_id,
        organization_id=progress.referral.sender_organization_id,
        purpose="referral",
        domains=[],
        feedback=wish.depth,
        as_case_manager=True,
        at=at,
    )
    privacy.decide_consent(
        actor=actor,
        consent_id=consent.pk,
        given=True,
        channel=wish.channel,
        witness=wish.witness,
        at=at,
    )
