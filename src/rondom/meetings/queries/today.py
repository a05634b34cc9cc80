"""What meetings put on somebody's start page: today's table, invitations, what was not closed (R-221)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.cases.queries import ME, TodayItem, day_of
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.repeated import repeated
from rondom.meetings.models import GuestCard, Meeting, Participant
from rondom.meetings.queries.guests import cards_of
from rondom.meetings.vocabulary import Admission, MeetingState, Reply

AT_MOST = 50
CHAIR_TODAY = _("You chair a meeting today at {time}.")
SEAT_TODAY = _("You have a meeting today at {time}.")
ANSWER = _("Say whether you come to the meeting of {day}, {time}.")


def today_items(actor: Actor, *, at: datetime) -> list[TodayItem]:
    """Meetings of today, invitations without my answer, meetings I did not close, questions for a time.

    One query, whatever the caseload.
    """
    if not actor.is_professional:
        return []
    read = _meetings(actor_id=actor.id)
    found = [_of_meeting(actor, meeting, at) for meeting in read["meetings"]]
    found += [_of_card(card, at) for card in read["cards"]]
    return [item for item in found if item is not None]


@repeated
def _meetings(*, actor_id: UUID) -> dict[str, QuerySet[Any]]:
    mine = Participant.objects.filter(
        meeting=OuterRef("pk"), removed_at=None, professional_id=actor_id
    ).exclude(admission=Admission.ASKED)
    seated = Q(
        state__in=(MeetingState.PLANNED, MeetingState.RUNNING),
        starts_at__isnull=False,
        my_reply__isnull=False,
    )
    asked = Q(state=MeetingState.PROPOSED, asked_by_client=True, case__case_manager_id=actor_id)
    rows = (
        Meeting.objects.annotate(my_reply=Subquery(mine.values("reply")[:1]))
        .filter(seated | asked)
        .order_by("starts_at", "created_at")
    )
    cards = cards_of(participant__professional_id=actor_id)
    cards = cards.filter(state__in=(MeetingState.PLANNED, MeetingState.RUNNING))
    return {"meetings": rows[:AT_MOST], "cards": cards.exclude(starts_at=None)[:AT_MOST]}


def _of_card(card: GuestCard, at: datetime) -> TodayItem | None:
    """A guest's line: the meeting by its moment, never a file to go to."""
    assert card.starts_at is not None  # noqa: S101 - the query leaves out what has no time
    assert card.ends_at is not None  # noqa: S101
    if card.ends_at <= at:
        return None
    starts = card.starts_at.astimezone(AMSTERDAM)
    sentence, weight = SEAT_TODAY, 9
    if card.state == MeetingState.RUNNING:
        sentence = _("This meeting is going on now.")
    elif day_of(card.starts_at) != day_of(at):
        if card.participant.reply != Reply.WAITING:
            return None
        sentence, weight = ANSWER, 4
    return TodayItem(
        side=ME,
        sentence=sentence,
        url_name="meeting",
        url_id=card.meeting_id,
        due_on=starts.date(),
        weight=weight,
        words={"time": date_format(starts, "H:i"), "day": date_format(starts, "j F")},
    )


def _of_meeting(actor: Actor, meeting: Meeting, at: datetime) -> TodayItem | None:
    if meeting.state == MeetingState.PROPOSED:
        return _item(meeting, _("The client asks for a meeting. Find a time."), weight=7)
    assert meeting.starts_at is not None  # noqa: S101 - the query leaves out what has no time
    assert meeting.ends_at is not None  # noqa: S101
    chairs = actor.id == meeting.chair_id
    if meeting.ends_at <= at:
        return _left_open(meeting) if chairs else None
    if meeting.state == MeetingState.RUNNING:
        return _item(meeting, _("This meeting is going on now."), weight=9)
    if day_of(meeting.starts_at) == day_of(at):
        return _item(meeting, CHAIR_TODAY if chairs else SEAT_TODAY, weight=9)
    if meeting.my_reply == Reply.WAITING:  # type: ignore[attr-defined]
        return _item(meeting, ANSWER, weight=4)
    return None


def _left_open(meeting: Meeting) -> TodayItem:
    if meeting.state == MeetingState.RUNNING:
        return _item(meeting, _("Close this meeting: nobody has the summary yet."), weight=8)
    return _item(meeting, _("This meeting was not opened. Hold it, or cancel it."), weight=6)


def _item(meeting: Meeting, sentence: Any, *, weight: int) -> TodayItem:
    starts = (meeting.starts_at or meeting.created_at).astimezone(AMSTERDAM)
    return TodayItem(
        side=ME,
        sentence=sentence,
        url_name="meeting",
        url_id=meeting.pk,
        case_id=meeting.case_id,
        case_name=meeting.client_name,
        due_on=starts.date() if meeting.starts_at else None,
        weight=weight,
        words={"time": date_format(starts, "H:i"), "day": date_format(starts, "j F")},
    )
