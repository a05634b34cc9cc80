"""An expert by experience at the table: at the client's wish, in whatever form it was recorded (R-040)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.cases import queries as cases
from rondom.dispatch.commands import command
from rondom.kernel.refusals import NotAllowed
from rondom.meetings import policies
from rondom.meetings.commands.entry import AHEAD, day_of, locked, told
from rondom.meetings.commands.refusals import ExpertOnlyAtRequest
from rondom.meetings.models import Meeting
from rondom.meetings.vocabulary import EXPERT, Invitee, ParticipantKind
from rondom.organizations import queries as organizations

READER = system_actor("meeting invitations")


def acts_as_expert(meeting: Meeting, invitee: Invitee, at: datetime) -> bool:
    """Whether this person comes as an expert by experience.

    Who has another function too is taken for an expert, unless the register of this case says in which
    other function she or he helps: nobody gets more to see by a second role that plays no part here.
    """
    if invitee.kind != ParticipantKind.PROFESSIONAL:
        return False
    standing = organizations.standing(invitee.id, day_of(at))
    if standing is None or EXPERT not in standing.roles:
        return False
    # As the system, because whoever invites need not hold the register; a hidden line must not show here.
    with acting_as(READER, at=at):
        case = meeting.case
        if invitee.id in {case.case_manager_id, meeting.chair_id}:
            return False
        helps = cases.involved_parties(case).filter(professional_id=invitee.id, visibility="shown")
        return not helps.exclude(function=EXPERT).exists()


def require_wish(meeting: Meeting, invitee: Invitee, at: datetime) -> None:
    """The client's own wish stands: for this meeting, or on her or his own page.

    Raises ExpertOnlyAtRequest.
    """
    if meeting.expert_asked_at is not None:
        return
    # As the system: what the client asked is held by who answers it, not by everybody who may invite.
    with acting_as(READER, at=at):
        wished = cases.wants_expert(meeting.case, professional_id=invitee.id)
    if not wished:
        raise ExpertOnlyAtRequest


@command("meeting.ask_expert")
def ask_expert(*, actor: Actor, meeting_id: UUID, at: datetime) -> None:
    """The client would like an expert by experience at her or his side (R-040).

    Raises NotFound, MeetingMovedOn, NotAllowed.
    """
    _wish(actor, meeting_id, at, since=at, action="meeting.ask_expert")


@command("meeting.take_back_expert")
def take_back_expert(*, actor: Actor, meeting_id: UUID, at: datetime) -> None:
    """The client would rather come without an expert after all; from now on nobody invites one (R-040).

    Who was invited already stays on the list until the client takes that person off.
    Raises NotFound, MeetingMovedOn, NotAllowed.
    """
    _wish(actor, meeting_id, at, since=None, action="meeting.take_back_expert")


def _wish(actor: Actor, meeting_id: UUID, at: datetime, *, since: datetime | None, action: str) -> None:
    meeting = locked(meeting_id, AHEAD)
    if not (decision := policies.is_client(actor, meeting)):
        raise NotAllowed(reason=decision.reason)
    Meeting.objects.filter(pk=meeting.pk).update(expert_asked_at=since)
    told(actor, meeting, action, at, row=decision.row)
