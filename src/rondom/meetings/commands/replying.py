"""Answers to an invitation: on one's own page, or once by a link that names nobody."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.dispatch.commands import command
from rondom.kernel.text import clean_line
from rondom.meetings.commands.entry import locked, own_seat, seat_of, told
from rondom.meetings.commands.guests import guest_seat, may_know
from rondom.meetings.commands.refusals import AnswerUnknown, LinkSpent, WordsMissing
from rondom.meetings.models import Meeting, Participant, ReplyLink
from rondom.meetings.vocabulary import MeetingState, Reply

LINK_READER = "reply by link"
GIVEN = (Reply.COMES, Reply.OTHER_TIME, Reply.CANNOT)


@command("meeting.reply")
def reply(*, actor: Actor, meeting_id: UUID, answer: str, at: datetime, words: str = "") -> Participant:
    """Answer one's own invitation: comes, other time (say which), cannot.

    Raises NotFound, MeetingMovedOn, NotInvited, AnswerUnknown, WordsMissing.
    """
    if (place := guest_seat(actor, meeting_id)) is not None:
        return _reply_as_guest(actor, place, answer, words, at)
    meeting = locked(meeting_id, (MeetingState.PLANNED,))
    seat = own_seat(actor, meeting)
    _answer(seat, answer, words, at)
    told(actor, meeting, "meeting.reply", at, object_type="participant", object_id=seat.pk)
    return seat


def _reply_as_guest(actor: Actor, place: Participant, answer: str, words: str, at: datetime) -> Participant:
    # As the system: a guest does not hold the meeting, only the card.
    with acting_as(system_actor("replies of guests"), at=at):
        meeting = locked(place.meeting_id, (MeetingState.PLANNED,))
        seat = seat_of(meeting, place.pk)
        _answer(seat, answer, words, at)
        told(actor, meeting, "meeting.reply", at, object_type="participant", object_id=seat.pk)
    return seat


def digest_of(token: str) -> str:
    """What is kept of the word in a link."""
    return hashlib.sha256(token.encode()).hexdigest()


@command("meeting.open_reply_link")
def open_reply_link(*, actor: Actor, participant_id: UUID, at: datetime) -> str:
    """Make a link word for somebody without account; earlier links of that person stop working.

    Only its hash is kept. Run as the system, by whoever sends the invitation.
    """
    seat = Participant.objects.select_related("meeting").get(pk=participant_id)
    token = secrets.token_urlsafe(32)
    ReplyLink.objects.filter(participant=seat, used_at=None).update(used_at=at)
    ReplyLink.objects.create(
        scope=seat.scope,
        participant=seat,
        digest=digest_of(token),
        expires_at=seat.meeting.starts_at or at,
    )
    told(actor, seat.meeting, "meeting.open_reply_link", at, row="system", object_id=seat.pk)
    return token


@command("meeting.reply_by_link")
def reply_by_link(*, actor: Actor, token: str, answer: str, at: datetime, words: str = "") -> None:
    """Answer by a link, once. Raises LinkSpent, AnswerUnknown, WordsMissing."""
    system = system_actor(LINK_READER)
    with acting_as(system, at=at):
        link = (
            ReplyLink.objects.select_for_update(of=("self",))
            .select_related("participant__meeting")
            .filter(digest=digest_of(token), used_at=None, expires_at__gt=at, participant__removed_at=None)
            .first()
        )
        if link is None or not _leads_on(link, at):
            raise LinkSpent
        _answer(link.participant, answer, words, at)
        ReplyLink.objects.filter(pk=link.pk).update(used_at=at)
        told(
            system,
            link.participant.meeting,
            "meeting.reply_by_link",
            at,
            row="link",
            object_id=link.participant_id,
        )
    del actor  # nobody is signed in: the link itself is the right


def _answer(seat: Participant, answer: str, words: str, at: datetime) -> None:
    if answer not in GIVEN:
        raise AnswerUnknown
    said = clean_line(words, field="words", max_length=500)
    if answer == Reply.OTHER_TIME and not said:
        raise WordsMissing(field="words")
    seat.reply, seat.reply_words, seat.replied_at = answer, said, at
    seat.save(update_fields=["reply", "reply_words", "replied_at"])


def meeting_of_link(token: str, *, at: datetime) -> Meeting | None:
    """The meeting behind a live link, for the page that asks for the answer."""
    with acting_as(system_actor(LINK_READER), at=at):
        link = (
            ReplyLink.objects.select_related("participant__meeting")
            .filter(digest=digest_of(token), used_at=None, expires_at__gt=at, participant__removed_at=None)
            .first()
        )
        return link.participant.meeting if link and _leads_on(link, at) else None


def _leads_on(link: ReplyLink, at: datetime) -> bool:
    """Whether there is still something to answer, for somebody who may still know of it."""
    return link.participant.meeting.state == MeetingState.PLANNED and may_know(link.participant, at)
