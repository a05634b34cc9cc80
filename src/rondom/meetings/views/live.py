"""The meeting itself, on a shared screen and on everybody's own phone."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from django.core import signing
from django.http import HttpResponse, HttpResponseNotFound
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rondom.access.requests import ActorRequest
from rondom.meetings import commands, forms, queries
from rondom.meetings.models import Meeting
from rondom.meetings.rules import STEPS
from rondom.meetings.views.asking import ask, bound, mark_workplace, place, tap
from rondom.meetings.views.guests import guest_live, guest_state
from rondom.meetings.vocabulary import Attendance, Discussed

GET_POST = ["GET", "POST"]
SEEN_SALT = "meetings.live"
SEEN_SECONDS = 4 * 3600

PARTS = (
    "table",
    "first_words",
    "agenda",
    "agreements",
    "decisions",
    "disagreements",
    "concepts",
    "last_word",
)
FIRST_AT: dict[str, tuple[str, ...]] = {
    "client": ("first_words", "table"),
    "goals": ("agenda",),
    "obstacles": ("disagreements",),
    "options": ("decisions", "agreements"),
    "agreements": ("agreements",),
    "closing": ("last_word", "concepts"),
}
"""What a step needs stands on top; nothing else moves. A phone shows one part at a time."""


@require_GET
def live(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """The page around the living part; the look is logged here."""
    if (card := guest_live(request, meeting_id)) is not None:
        return card
    meeting = queries.meeting_for(request.actor, meeting_id, at=request.at, part="live meeting")
    context = _context(request, meeting) | {"seen": signing.dumps(_who(request, meeting_id), salt=SEEN_SALT)}
    return mark_workplace(request, render(request, "meetings/live.html", context))


@require_GET
def state(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """The living part. Asked every second: one small query as long as nothing changed.

    The mark in the address proves that the page around it was opened, and logged, by this reader; without
    it this look is logged itself.
    """
    stamp = queries.live_stamp(meeting_id, request.at)
    if stamp is None:
        return guest_state(request, meeting_id) or HttpResponseNotFound()
    tag = f'"{stamp[0]}-{get_language()}-{request.actor.id.hex[:8]}"'
    unchanged = get_conditional_response(request, etag=tag)
    if unchanged is not None:
        return unchanged
    meeting = queries.meeting_for(
        request.actor, meeting_id, at=request.at, part="live meeting", log=not _was_seen(request, meeting_id)
    )
    response = render(request, "meetings/_live.html", _context(request, meeting))
    response["ETag"] = tag
    return response


def _who(request: ActorRequest, meeting_id: UUID) -> str:
    # A digest: an address must not carry who somebody is.
    return hashlib.sha256(f"{request.actor.id}:{meeting_id}".encode()).hexdigest()


def _was_seen(request: ActorRequest, meeting_id: UUID) -> bool:
    try:
        seen = signing.loads(request.GET.get("seen", ""), salt=SEEN_SALT, max_age=SEEN_SECONDS)
    except signing.BadSignature:
        return False
    return bool(seen == _who(request, meeting_id))


def _context(request: ActorRequest, meeting: Meeting) -> dict[str, Any]:
    return {
        "meeting": meeting,
        "screen": queries.live_screen(request.actor, meeting, at=request.at),
        "attendances": [a for a in Attendance.choices if a[0] != Attendance.EXPECTED],
        "answers": Discussed.choices,
        "parts": [f"meetings/_live_{part}.html" for part in _parts(meeting.step)],
    }


def _parts(step: str) -> list[str]:
    first = FIRST_AT.get(step, ())
    return [*first, *(part for part in PARTS if part not in first)]


def _meeting(request: ActorRequest, meeting_id: UUID) -> Meeting:
    return queries.meeting_for(request.actor, meeting_id, at=request.at, log=False)


def _key(request: ActorRequest, name: str) -> UUID:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        return UUID(int=0)


@require_POST
def opening(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Begin."""
    meeting = _meeting(request, meeting_id)
    return tap(
        request,
        lambda: commands.open_meeting(actor=request.actor, meeting_id=meeting.pk, at=request.at),
        to=place("meeting_live", meeting),
    )


@require_POST
def step(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Go on, or back."""
    meeting = _meeting(request, meeting_id)
    wanted = request.POST.get("step", "")
    return tap(
        request,
        lambda: commands.go_to_step(
            actor=request.actor, meeting_id=meeting.pk, step=wanted if wanted in STEPS else "", at=request.at
        ),
        to=place("meeting_live", meeting),
    )


@require_POST
def turns(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """One tap: this person takes the floor; or, afterwards, the whole order."""
    meeting = _meeting(request, meeting_id)
    if meeting.state == "running":
        return tap(
            request,
            lambda: commands.note_turn(
                actor=request.actor,
                meeting_id=meeting.pk,
                participant_id=_key(request, "participant"),
                at=request.at,
            ),
            to=place("meeting_live", meeting),
        )
    return tap(
        request,
        lambda: commands.enter_turns(
            actor=request.actor,
            meeting_id=meeting.pk,
            participant_ids=[_key(request, "participant")],
            at=request.at,
        ),
        to=place("meeting_summary", meeting),
    )


@require_POST
def speaking_later(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """The chair notes it; the client says whether it was her or his own choice."""
    meeting = _meeting(request, meeting_id)
    answer = request.POST.get("own_choice", "")
    to = place("meeting_live" if meeting.state == "running" else "meeting_summary", meeting)
    if answer in {"yes", "no"}:
        return tap(
            request,
            lambda: commands.answer_speaking_later(
                actor=request.actor, meeting_id=meeting.pk, own_choice=answer == "yes", at=request.at
            ),
            to=to,
        )
    return tap(
        request,
        lambda: commands.note_speaking_later(actor=request.actor, meeting_id=meeting.pk, at=request.at),
        to=to,
    )


@require_POST
def attendance(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Who is there."""
    meeting = _meeting(request, meeting_id)
    return tap(
        request,
        lambda: commands.mark_attendance(
            actor=request.actor,
            meeting_id=meeting.pk,
            participant_id=_key(request, "participant"),
            state=request.POST.get("state", ""),
            represented_by=request.POST.get("represented_by", ""),
            at=request.at,
        ),
        to=place("meeting_live", meeting),
    )


@require_POST
def concepts(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """One of the five taps."""
    meeting = _meeting(request, meeting_id)
    return tap(
        request,
        lambda: commands.tick_concept(
            actor=request.actor,
            meeting_id=meeting.pk,
            concept=request.POST.get("concept", ""),
            answer=request.POST.get("answer", ""),
            at=request.at,
        ),
        to=place("meeting_live" if meeting.state == "running" else "meeting_summary", meeting) + "#concepts",
    )


@require_http_methods(GET_POST)
def regrets(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Sorry, here is my input (R-036)."""
    meeting = _meeting(request, meeting_id)
    return ask(
        request,
        bound(forms.WordsForm, request),
        lambda words: commands.send_regrets(
            actor=request.actor, meeting_id=meeting.pk, words=words["words"], at=request.at
        ),
        title=_("Sorry, here is my input"),
        lead=_("The others read this in the meeting."),
        submit=_("Send"),
        to=place("meeting", meeting),
        draft=f"meeting-regrets-{meeting.pk}",
    )
