"""Who is told what about a referral, without a word of what it is about. Run as the system."""

from datetime import datetime
from uuid import UUID

from rondom.access.context import system_actor
from rondom.access.queries import holders_of
from rondom.access.scopes import Part, space_of
from rondom.notices.commands import notify
from rondom.organizations import queries as organizations
from rondom.referrals.events import (
    ReferralOverdue,
    ReferralPaused,
    ReferralReported,
    ReferralSent,
    ReferralStepTaken,
    ReferralStuck,
)
from rondom.referrals.models import Referral, ReferralProgress
from rondom.referrals.register import day_of
from rondom.referrals.vocabulary import ReferralState

TELLER = system_actor("referral notices")


def tell_receiver(event: ReferralSent, *, at: datetime) -> None:
    """Who makes the first contact, else the leader of the team, else everybody at the desk."""
    progress = _progress(event.referral_id)
    _tell(_answerable(progress, at), "referral_received", event.referral_id, at)


def tell_sender_of_step(event: ReferralStepTaken, *, at: datetime) -> None:
    """The colleague who sent it, when the step may be seen; the person of a file sees it there."""
    referral = Referral.objects.get(pk=event.referral_id)
    if event.shared and _is_news(event, referral):
        _tell(_sender(referral, at), "referral_step", referral.pk, at)


def tell_sender_of_report(event: ReferralReported, *, at: datetime) -> None:
    """The colleague who sent it, when the words may be read."""
    if event.shared:
        referral = Referral.objects.get(pk=event.referral_id)
        _tell(_sender(referral, at), "referral_step", referral.pk, at)


def tell_sender_of_pause(event: ReferralPaused, *, at: datetime) -> None:
    """The colleague who sent it, when the pause may be seen."""
    if event.shared:
        referral = Referral.objects.get(pk=event.referral_id)
        _tell(_sender(referral, at), "referral_step", referral.pk, at)


def tell_late(event: ReferralOverdue, *, at: datetime) -> None:
    """First the receiver, then the team leader (R-063); the open loops need no telling."""
    progress = _progress(event.referral_id)
    if event.level == 1:
        _tell(_answerable(progress, at), "referral_late", event.referral_id, at)
    elif event.level == 2:
        _tell(_leaders([progress.desk.team_id], at), "referral_late", event.referral_id, at)


def tell_stuck(event: ReferralStuck, *, at: datetime) -> None:
    """Both team leaders, and the case manager when there is a file (R-064)."""
    progress = _progress(event.referral_id)
    teams = [f.from_desk.team_id for f in progress.referral.forwards.select_related("from_desk")]
    told = _leaders([*teams, progress.desk.team_id], at)
    if progress.case and progress.case.case_manager_id:
        told.add(progress.case.case_manager_id)
    _tell(told or _answerable(progress, at), "referral_late", event.referral_id, at)


def _sender(referral: Referral, at: datetime) -> set[UUID]:
    """The colleague who sent it; after leaving, who follows for the practice what it sent."""
    if referral.sender_person is None:
        return set()  # sent by a system, which asks by itself
    if not referral.sender_person.has_left:
        return {referral.sender_person.pk}
    return _working(holders_of(space=space_of(referral.sender_scope), part=Part.SENT, at=at))


def _is_news(event: ReferralStepTaken, referral: Referral) -> bool:
    """What the sender did needs no notice to the sender."""
    step = referral.steps.get(pk=event.step_id)
    return step.state not in {ReferralState.SENT, ReferralState.CANCELLED}


def _progress(referral_id: UUID) -> ReferralProgress:
    rows = ReferralProgress.objects.select_related("desk", "assignee", "case", "referral")
    return rows.get(referral_id=referral_id)


def _answerable(progress: ReferralProgress, at: datetime) -> set[UUID]:
    """Who can do something about it: never nobody, and never somebody who cannot open it."""
    if progress.assignee and not progress.assignee.has_left:
        return {progress.assignee.pk}
    if progress.case and progress.case.case_manager_id:
        return {progress.case.case_manager_id}
    leaders = _leaders([progress.desk.team_id], at)
    return leaders or _working(holders_of(space=progress.desk.space, part=Part.DESK, at=at))


def _working(holders: set[UUID]) -> set[UUID]:
    """The people among these who still work here."""
    known = organizations.professionals_named(list(holders))
    return {key for key, person in known.items() if not person.has_left}


def _leaders(team_ids: list[UUID | None], at: datetime) -> set[UUID]:
    found = (organizations.team_leader(team, day_of(at)) for team in team_ids if team)
    return {leader.pk for leader in found if leader}


def _tell(receivers: set[UUID], kind: str, referral_id: UUID, at: datetime) -> None:
    for receiver_id in receivers:
        notify(
            actor=TELLER,
            receiver_kind="professional",
            receiver_id=receiver_id,
            kind=kind,
            link_name="referral",
            link_id=referral_id,
            at=at,
        )
