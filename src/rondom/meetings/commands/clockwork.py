"""What the clock does: one row per command, as the system."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.meetings.commands.deciding import return_stance
from rondom.meetings.commands.entry import told
from rondom.meetings.events import HeldWithoutClient
from rondom.meetings.models import Meeting, Stance
from rondom.meetings.vocabulary import MeetingState


@command("meeting.return_unconfirmed_stance")
def return_unconfirmed_stance(*, actor: Actor, stance_id: UUID, at: datetime) -> None:
    """An absent client did not confirm in time: the stance is "not asked" again (R-031)."""
    return_stance(actor, Stance.objects.select_related("decision__meeting").get(pk=stance_id), at)


@command("meeting.fix_minutes")
def fix_minutes(*, actor: Actor, meeting_id: UUID, at: datetime) -> None:
    """The term for corrections is over: the summary is final (R-035)."""
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting_id)
    Meeting.objects.filter(pk=meeting.pk, state=MeetingState.HELD).update(
        state=MeetingState.FIXED, fixed_at=at
    )
    told(actor, meeting, "meeting.fix_minutes", at, row="system")


@command("meeting.tell_absent_client")
def tell_absent_client(*, actor: Actor, meeting_id: UUID, at: datetime) -> None:
    """A meeting without the client was not closed in time: the client is told all the same (R-033)."""
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting_id)
    Meeting.objects.filter(pk=meeting.pk).update(client_told_at=at)
    told(actor, meeting, "meeting.tell_absent_client", at, row="system")
    publish(HeldWithoutClient(meeting_id=meeting.pk), at=at)
