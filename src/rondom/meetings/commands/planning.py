"""From the client's times to a fixed time (R-025, R-039)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from rondom.access import grants
from rondom.access.actor import Actor
from rondom.access.models import DynamicPart
from rondom.cases import queries as cases
from rondom.cases.commands import note_on_timeline, rewrite_case_grants
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.refusals import NotFound, StaleVersion
from rondom.kernel.text import clean_line, clean_text
from rondom.meetings import policies
from rondom.meetings.commands.entry import AHEAD, locked, real_words, require, told
from rondom.meetings.commands.inviting import seat_client, seat_professional
from rondom.meetings.commands.refusals import (
    AskTooSoon,
    ChairMissing,
    ClientPlaceMissing,
    ClientTimesMissing,
    MeetingInPast,
    OutsideClientTimes,
    ReasonMissing,
)
from rondom.meetings.events import MeetingAsked, MeetingCancelled, MeetingPlanned, MeetingRefused
from rondom.meetings.models import ClientTime, Meeting, Preparation
from rondom.meetings.rules import MEETING_MINUTES, Slot
from rondom.meetings.vocabulary import (
    PART_KIND,
    PULSE_KIND,
    AbsenceReason,
    MeetingState,
    Mode,
    Reply,
    Sight,
)
from rondom.people import queries as people

ATTENDANCE_KIND = "attendance"


@command("meeting.ask")
def propose_meeting(
    *,
    actor: Actor,
    case_id: UUID,
    why: str,
    times: Sequence[Slot],
    times_in_words: str = "",
    place: str = "",
    mode: str = Mode.IN_PERSON,
    without_client: str = "",
    without_client_words: str = "",
    at: datetime,
) -> Meeting:
    """Start a meeting from when and where the client can come; the client may do this too (R-025, R-039).

    `without_client` is an AbsenceReason with words, for a meeting about a client who will not be there
    (R-033); with "safety" the client is not invited and does not see it.
    Raises NotFound, NotAllowed, ClientTimesMissing, ClientPlaceMissing, ReasonMissing, AskTooSoon.
    """
    case = cases.case_for(actor, case_id, at=at, log=False)
    decision = require(policies.may_ask(actor, case.space, at))
    if (
        actor.is_resident
        and Meeting.objects.filter(case=case, state=MeetingState.PROPOSED, asked_by_client=True).exists()
    ):
        raise AskTooSoon
    words = clean_text(times_in_words, field="times_in_words", max_length=500)
    spot = clean_line(place, field="place")
    if without_client:
        reason = real_words(without_client_words, field="without_client_words", refusal=ReasonMissing)
    else:
        reason = ""
        _start_with_client(times, words, spot, at)
    hidden = without_client == AbsenceReason.SAFETY
    parts = _open_parts(case.space, case.client_id, follows_story=not hidden)
    client = people.person(case.client_id)
    if client is None:
        raise NotFound
    meeting = Meeting(
        id=uuid4(),
        scope=parts[PART_KIND].scope,
        pulse_scope=parts[PULSE_KIND].scope,
        attendance_scope=parts[ATTENDANCE_KIND].scope,
        space=case.space,
        case=case,
        client=client,
        client_name=client.name,
        team_id=case.team_id,
        created_at=at,
        created_by=actor.id,
        changed_at=at,
        asked_by_client=actor.is_resident,
        asked_why=real_words(why, field="why"),
        client_times=words,
        client_place=spot,
        place=spot,
        mode=mode,
        chair_id=case.case_manager_id,
        absence_reason=without_client,
        absence_words=reason,
        safety_exception=reason if hidden else "",
    )
    _name_first_holders(meeting, parts, actor, at, hidden=hidden)
    rewrite_case_grants(actor=actor, case_id=case.pk, at=at)
    meeting.save(force_insert=True)
    ClientTime.objects.bulk_create(
        ClientTime(scope=meeting.scope, meeting=meeting, starts_at=t.starts_at, ends_at=t.ends_at)
        for t in times
    )
    Preparation.objects.create(scope=meeting.scope, meeting=meeting, changed_at=at)
    _first_seats(meeting, actor, at, hidden=hidden)
    note_on_timeline(
        actor=actor,
        case=case,
        at=at,
        kind="meeting.ask",
        scope=meeting.scope,
        object_type="meeting",
        object_id=meeting.pk,
    )
    told(actor, meeting, "meeting.ask", at, row=decision.row, reason=without_client)
    publish(MeetingAsked(meeting_id=meeting.pk), at=at)
    return meeting


def _start_with_client(times: Sequence[Slot], words: str, place: str, at: datetime) -> None:
    if not times and not words:
        raise ClientTimesMissing
    if any(slot.starts_at <= at for slot in times):
        raise MeetingInPast(field="first_on")
    if not place:
        raise ClientPlaceMissing


def _open_parts(space: int, client_id: UUID, *, follows_story: bool) -> dict[str, DynamicPart]:
    """Three parts: the meeting, the client's own look back, and who was there."""
    return {
        PART_KIND: grants.open_part(space=space, kind=PART_KIND, follows_story=follows_story),
        PULSE_KIND: grants.open_part(space=space, kind=PULSE_KIND, subject_id=client_id),
        ATTENDANCE_KIND: grants.open_part(space=space, kind=ATTENDANCE_KIND),
    }


def _name_first_holders(
    meeting: Meeting, parts: dict[str, DynamicPart], actor: Actor, at: datetime, *, hidden: bool
) -> None:
    holders = {one for one in (actor.id, meeting.chair_id) if one and one != meeting.client_id}
    if not hidden:
        holders.add(meeting.client_id)
        grants.name_holder(part=parts[PULSE_KIND], holder_id=meeting.client_id, can_write=True, at=at)
    for holder in holders:
        for kind in (PART_KIND, ATTENDANCE_KIND):
            grants.name_holder(part=parts[kind], holder_id=holder, can_write=True, at=at)


def _first_seats(meeting: Meeting, actor: Actor, at: datetime, *, hidden: bool) -> None:
    if not hidden:
        seat_client(meeting, at)
    for professional_id in dict.fromkeys([meeting.chair_id, actor.id if actor.is_professional else None]):
        if professional_id is not None:
            seat_professional(meeting, professional_id, at)


@command("meeting.plan")
def plan_meeting(
    *,
    actor: Actor,
    meeting_id: UUID,
    version: int,
    starts_at: datetime,
    at: datetime,
    minutes: int = MEETING_MINUTES,
    mode: str = Mode.IN_PERSON,
    place: str = "",
    place_in_calendar: bool = False,
    link: str = "",
    chair_id: UUID | None = None,
    client_co_chairs: bool = False,
    client_agreed: str = "",
) -> Meeting:
    """Fix or move the time; everybody invited gets a calendar file without content (R-025, R-032).

    Raises NotFound, MeetingMovedOn, NotAllowed, StaleVersion, MeetingInPast, OutsideClientTimes,
    ChairMissing.
    """
    meeting = locked(meeting_id, AHEAD)
    decision = require(policies.may_organize(actor, meeting, at))
    if meeting.version != version:
        raise StaleVersion
    if starts_at <= at:
        raise MeetingInPast
    agreed = clean_line(client_agreed, field="client_agreed")
    if not _suits_client(meeting, starts_at, minutes) and not agreed:
        raise OutsideClientTimes
    if chair_id is None or not _is_seated(meeting, chair_id):
        raise ChairMissing
    moved = meeting.starts_at is not None
    meeting.state = MeetingState.PLANNED
    meeting.starts_at, meeting.ends_at = starts_at, starts_at + timedelta(minutes=minutes)
    meeting.mode, meeting.link = mode, link
    meeting.place = clean_line(place, field="place") or meeting.client_place
    meeting.place_in_calendar = place_in_calendar
    meeting.chair_id, meeting.client_co_chairs = chair_id, client_co_chairs
    meeting.client_agreed = agreed
    meeting.sequence += 1 if moved else 0
    meeting.changed_at = at
    meeting.version += 1
    meeting.save()
    # A new time is a new question: an answer to the old one says nothing.
    meeting.participants.filter(removed_at=None).exclude(professional_id=actor.id).update(
        reply=Reply.WAITING, replied_at=None, read_at=None
    )
    meeting.participants.filter(professional_id=actor.id).update(reply=Reply.COMES, replied_at=at)
    told(actor, meeting, "meeting.plan", at, row=decision.row)
    publish(MeetingPlanned(meeting_id=meeting.pk), at=at)
    return meeting


def _is_seated(meeting: Meeting, professional_id: UUID) -> bool:
    seats = meeting.participants.filter(professional_id=professional_id, removed_at=None)
    return seats.exclude(sees=Sight.AGENDA).exists()


def _suits_client(meeting: Meeting, starts_at: datetime, minutes: int) -> bool:
    if meeting.absence_reason:
        return True
    ends_at = starts_at + timedelta(minutes=minutes)
    return any(t.starts_at <= starts_at and ends_at <= t.ends_at for t in meeting.times.all())


@command("meeting.refuse")
def refuse_request(*, actor: Actor, meeting_id: UUID, reason: str, at: datetime) -> None:
    """Say no to a meeting the client asked for; the client sees the reason (R-039).

    Raises NotFound, MeetingMovedOn, NotAllowed, ReasonMissing.
    """
    meeting = locked(meeting_id, (MeetingState.PROPOSED,))
    decision = require(policies.may_organize(actor, meeting, at))
    words = real_words(reason, field="reason", refusal=ReasonMissing)
    _end(meeting, MeetingState.REFUSED, words, at)
    told(actor, meeting, "meeting.refuse", at, row=decision.row)
    publish(MeetingRefused(meeting_id=meeting.pk), at=at)


@command("meeting.cancel")
def cancel_meeting(*, actor: Actor, meeting_id: UUID, reason: str, at: datetime) -> None:
    """Call a meeting off, by an organizer or by the client; calendars are emptied.

    Raises NotFound, MeetingMovedOn, NotAllowed, ReasonMissing.
    """
    meeting = locked(meeting_id, AHEAD)
    decision = require(policies.may_invite(actor, meeting, at))
    words = real_words(reason, field="reason", refusal=ReasonMissing)
    meeting.sequence += 1
    _end(meeting, MeetingState.CANCELLED, words, at)
    told(actor, meeting, "meeting.cancel", at, row=decision.row)
    publish(MeetingCancelled(meeting_id=meeting.pk), at=at)


def _end(meeting: Meeting, state: MeetingState, words: str, at: datetime) -> None:
    meeting.state, meeting.closing_reason, meeting.changed_at = state, words, at
    meeting.version += 1
    meeting.save(update_fields=["state", "closing_reason", "changed_at", "version", "sequence"])
