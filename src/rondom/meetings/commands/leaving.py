"""Whoever the client takes out of the own network leaves its meetings too, in silence (R-005)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from rondom.access import grants
from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.cases.commands import rewrite_case_grants
from rondom.cases.queries.network import shut_out
from rondom.meetings.commands.entry import AHEAD, told
from rondom.meetings.commands.guests import parts_of
from rondom.meetings.models import Meeting, Participant


def close_to_supporter(*, actor: Actor, case_id: UUID, supporter_id: UUID, at: datetime) -> None:
    """Inside the command that ended the access: nothing of any meeting is theirs from now on.

    Nobody is told, least of all the supporter: no event, no mail, no cancellation in a calendar.
    In the minutes of meetings that were held the name stays.
    """
    with acting_as(system_actor("own network in meetings"), at=at):
        person_id = shut_out(supporter_id)
        if person_id is None:
            return
        seats = Participant.objects.select_related("meeting").filter(
            person_id=person_id, meeting__case_id=case_id, removed_at=None
        )
        for seat in list(seats):
            _close(actor, seat.meeting, seat, person_id, at)


def _close(actor: Actor, meeting: Meeting, seat: Participant, person_id: UUID, at: datetime) -> None:
    for part in parts_of(meeting, seat):
        grants.drop_holder(part=part, holder_id=person_id, at=at)
    if meeting.state in AHEAD:
        Participant.objects.filter(pk=seat.pk).update(removed_at=at)
    rewrite_case_grants(actor=actor, case_id=meeting.case_id, at=at)
    told(actor, meeting, "meeting.close_to_supporter", at, object_type="participant", object_id=seat.pk)
