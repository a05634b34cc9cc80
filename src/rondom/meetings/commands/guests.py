"""Guests sit at the table, and see no more than when, where and what is talked about (R-005, R-040)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rondom.access import grants
from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.access.models import DynamicPart, PartHolder
from rondom.access.queries import holds
from rondom.access.scopes import part_of, space_of
from rondom.cases import queries as cases
from rondom.cases.commands import rewrite_case_grants
from rondom.cases.vocabulary import SupporterAccess
from rondom.kernel.refusals import Refusal
from rondom.meetings.commands.guest_cards import CARD_WRITER, facts_of
from rondom.meetings.models import GuestCard, Meeting, Participant
from rondom.meetings.rules import may_widen, usual_sight
from rondom.meetings.vocabulary import GUEST_KIND, Invitee, ParticipantKind, Sight


class SightUnknown(Refusal):
    """The whole meeting, or the agenda only."""

    code = "sight_unknown"
    sentence = _("Choose what this person may see.")
    field = "sees"


class ClientDecidesSight(Refusal):
    """Only the client opens the meeting to family, friends and experts by experience (R-005, R-040)."""

    code = "client_decides_sight"
    sentence = _(
        "Only the client decides that family, friends or an expert by experience see the whole meeting. "
        "Invite this person for the agenda only, or ask the client."
    )
    field = "sees"


def sight_for(
    meeting: Meeting, invitee: Invitee, *, wanted: str, by_client: bool, expert: bool, at: datetime
) -> str:
    """How much the invited person will see; `wanted` empty: the usual.

    Raises SightUnknown, ClientDecidesSight.
    """
    if wanted and wanted not in Sight.values:
        raise SightUnknown
    how = {"trusted": _is_trusted(meeting, invitee, at), "by_client": by_client, "expert": expert}
    if wanted == Sight.MEETING and not may_widen(invitee.kind, **how):
        raise ClientDecidesSight
    return wanted or usual_sight(**how)


def _is_trusted(meeting: Meeting, invitee: Invitee, at: datetime) -> bool:
    """A party that helps here already, or a supporter whom the client lets come to meetings."""
    # As the system: whoever invites need not see every involvement, a hidden one for example.
    with acting_as(system_actor("meeting invitations"), at=at):
        case = meeting.case
        if invitee.kind == ParticipantKind.PROFESSIONAL:
            helps = cases.involved_parties(case).filter(professional_id=invitee.id).exists()
            return helps or invitee.id in {case.case_manager_id, meeting.chair_id}
        attends = cases.supporters_with(case, SupporterAccess.ATTEND)
        return any(one.person_id == invitee.id for one in attends)


def open_guest_part(actor: Actor, meeting: Meeting, at: datetime) -> int:
    """A part of the guest's own, held by everybody who holds the meeting; answers its scope."""
    whole = DynamicPart.objects.get(scope=meeting.scope)
    part = grants.open_part(space=meeting.space, kind=GUEST_KIND, follows_story=whole.follows_story)
    for holder in PartHolder.objects.filter(part=whole, valid_to=None):
        grants.name_holder(part=part, holder_id=holder.holder_id, can_write=True, at=at)
    rewrite_case_grants(actor=actor, case_id=meeting.case_id, at=at)
    return part.scope


def give_card(meeting: Meeting, seat: Participant, at: datetime) -> None:
    """Write the card of a guest as the meeting is now."""
    # As the system, like every later change of it.
    with acting_as(system_actor(CARD_WRITER), at=at):
        now = Meeting.objects.select_related("chair").get(pk=meeting.pk)
        GuestCard.objects.create(scope=seat.scope, meeting=now, participant=seat, **facts_of(now))


def parts_of(meeting: Meeting, seat: Participant) -> list[DynamicPart]:
    """What somebody at this place holds: a guest the own part; who sees the meeting also those of guests."""
    if seat.sees == Sight.AGENDA:
        return list(DynamicPart.objects.filter(scope=seat.scope))
    scopes = {meeting.scope, meeting.attendance_scope, *guest_scopes(meeting)}
    return list(DynamicPart.objects.filter(scope__in=scopes))


def guest_scopes(meeting: Meeting) -> list[int]:
    """The parts of all who are or were guests of this meeting."""
    return list(meeting.participants.filter(sees=Sight.AGENDA).values_list("scope", flat=True))


def guest_seat(actor: Actor, meeting_id: UUID) -> Participant | None:
    """The actor's own place as a guest; None for whoever sees the meeting itself, or nothing of it."""
    own = {"person_id": actor.id} if actor.is_resident else {"professional_id": actor.id}
    rows = Participant.objects.filter(meeting_id=meeting_id, sees=Sight.AGENDA, removed_at=None, **own)
    return rows.first()


def may_know(seat: Participant, at: datetime) -> bool:
    """Whether this person can read the invitation now: not yet admitted, or kept apart since, is a no.

    Asked before a mail, a calendar file or a link tells when and where. Read as the system.
    """
    holder = seat.professional_id or seat.person_id
    if holder is None:
        return False
    part, space = part_of(seat.scope), space_of(seat.scope)
    return holds(holder_id=holder, space=space, part=part, at=at) is not None
