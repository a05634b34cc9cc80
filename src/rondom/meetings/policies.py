"""Who may do what around a meeting. What may be seen is the database's decision, by grants."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.decision import Decision
from rondom.access.queries import holds
from rondom.access.scopes import Part
from rondom.meetings.models import Meeting, Participant
from rondom.meetings.vocabulary import Sight


def _writes_overview(actor: Actor, space: int, at: datetime) -> str:
    """By which row the actor writes in the overview of the space; empty when not at all."""
    held = holds(holder_id=actor.id, space=space, part=Part.OVERVIEW, at=at, write=True)
    return held.row if held else ""


def may_ask(actor: Actor, space: int, at: datetime) -> Decision:
    """Ask for or prepare a meeting: the client, or who may write in the case's overview (R-039)."""
    if row := _writes_overview(actor, space, at):
        return Decision(allowed=True, row=row)
    return Decision(
        allowed=False, reason=_("only the client, the case manager or a team member of this case does this.")
    )


def may_organize(actor: Actor, meeting: Meeting, at: datetime) -> Decision:
    """Fix a time, invite and leave out: a professional who may write in the overview."""
    row = _writes_overview(actor, meeting.space, at) if actor.is_professional else ""
    if row:
        return Decision(allowed=True, row=row)
    return Decision(allowed=False, reason=_("only the case manager or a team member of this case does this."))


def may_invite(actor: Actor, meeting: Meeting, at: datetime) -> Decision:
    """Invite: whoever organizes, and the client (R-039)."""
    return is_client(actor, meeting) or may_organize(actor, meeting, at)


def is_case_manager(actor: Actor, meeting: Meeting, at: datetime) -> Decision:
    """Decide against a shield: the case manager alone."""
    if _writes_overview(actor, meeting.space, at) == "P4":
        return Decision(allowed=True, row="P4")
    return Decision(allowed=False, reason=_("only the case manager does this."))


def is_client(actor: Actor, meeting: Meeting) -> Decision:
    """The client, signed in as herself or himself."""
    if actor.is_resident and actor.id == meeting.client_id:
        return Decision(allowed=True, row="P8")
    return Decision(allowed=False, reason=_("only the client herself or himself does this."))


def leads(actor: Actor, meeting: Meeting) -> Decision:
    """The chair, or the client who chairs along (R-032)."""
    if meeting.chair_id is not None and actor.id == meeting.chair_id:
        return Decision(allowed=True, row="named")
    if meeting.client_co_chairs and is_client(actor, meeting):
        return Decision(allowed=True, row="P8")
    return Decision(allowed=False, reason=_("only the chair does this."))


def may_speak_for(actor: Actor, meeting: Meeting, participant: Participant) -> Decision:
    """Write down what a participant says: the participant, or the chair on the shared screen."""
    if participant_is(actor, participant):
        return Decision(allowed=True, row="named")
    return leads(actor, meeting)


def may_write_down(actor: Actor, place: Participant) -> Decision:
    """Type what the client told by telephone or on paper: a professional who was at the table (R-029)."""
    if actor.is_professional and place.sees == Sight.MEETING:
        return Decision(allowed=True, row="named")
    return Decision(allowed=False, reason=_("only a professional who was at the table does this."))


def participant_is(actor: Actor, participant: Participant) -> bool:
    """Whether this participant is the actor."""
    return actor.id in {participant.professional_id, participant.person_id}


def may_figures(actor: Actor, team_id: UUID, led: list[UUID]) -> Decision:
    """Figures of a team: who works in it or leads it. Never about one person."""
    if actor.is_professional and (actor.team_id == team_id or team_id in led):
        return Decision(allowed=True, row="P14")
    return Decision(allowed=False, reason=_("these figures are for the team itself."))
