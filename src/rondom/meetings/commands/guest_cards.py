"""The card of a guest is a copy: written again whenever something about the meeting changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rondom.access.context import acting_as, system_actor
from rondom.meetings.models import GuestCard, Meeting
from rondom.meetings.vocabulary import Sight

CARD_WRITER = "cards of guests"


def refresh_cards(meeting: Meeting, at: datetime) -> None:
    """Copy the meeting as it is now to the cards of its guests; nothing to do without guests."""
    if not meeting.participants.filter(sees=Sight.AGENDA, removed_at=None).exists():
        return
    # As the system: who just left the table, or speaks as a guest, cannot read the meeting.
    with acting_as(system_actor(CARD_WRITER), at=at):
        now = Meeting.objects.select_related("chair").get(pk=meeting.pk)
        GuestCard.objects.filter(meeting_id=now.pk).update(**facts_of(now))


def facts_of(meeting: Meeting) -> dict[str, Any]:
    """What stands on a card. Never why people meet, who else comes, or what anybody wrote."""
    return {
        "client_id": meeting.client_id,
        "client_name": meeting.client_name,
        "chair_name": meeting.chair.name if meeting.chair else "",
        "state": meeting.state,
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
        "mode": meeting.mode,
        "place": meeting.place,
        "link": meeting.link,
        "agenda": [point.words for point in meeting.agenda.all()],
        "step": meeting.step,
        "step_started_at": meeting.step_started_at,
        "revision": meeting.revision,
    }
