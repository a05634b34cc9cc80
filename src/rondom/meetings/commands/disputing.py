"""The client says of one line of the minutes: this is not right (R-008, R-035)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.cases import commands as cases
from rondom.dispatch.commands import command
from rondom.meetings import policies
from rondom.meetings.commands.after import TEXTS
from rondom.meetings.commands.entry import OVER, locked, real_words, told
from rondom.meetings.commands.guests import guest_scopes
from rondom.meetings.commands.refusals import OnlyClientAnswers, PartUnknown
from rondom.meetings.models import Note
from rondom.meetings.vocabulary import NoteKind

DISPUTABLE = ("decision", "agreement", "disagreement", "closing_word")


@command("meeting.dispute")
def dispute(*, actor: Actor, meeting_id: UUID, part: str, object_id: UUID, words: str, at: datetime) -> Note:
    """Say that a decision, an agreement or another line is not right, and what is.

    The line stays as it was written; the client's words stand beside it for everybody who reads the
    summary, and the case manager answers in writing before a day. Also after the summary is final.
    Raises NotFound, MeetingMovedOn, OnlyClientAnswers, PartUnknown, WordsMissing.
    """
    meeting = locked(meeting_id, OVER)
    if not (decision := policies.is_client(actor, meeting)):
        raise OnlyClientAnswers
    model = TEXTS[part][0] if part in DISPUTABLE else None
    scopes = (meeting.scope, *guest_scopes(meeting))
    if model is None or not model._default_manager.filter(pk=object_id, scope__in=scopes).exists():  # noqa: SLF001
        raise PartUnknown
    said = real_words(words, field="words")
    note = Note.objects.create(
        scope=meeting.scope,
        meeting=meeting,
        kind=NoteKind.NOT_RIGHT,
        words=said,
        by_id=actor.id,
        by_name=meeting.client_name,
        at=at,
        about_part=part,
        about_id=object_id,
    )
    cases.ask_correction(
        actor=actor, scope=meeting.scope, object_type="meeting", object_id=meeting.pk, text=said, at=at
    )
    told(actor, meeting, "meeting.dispute", at, row=decision.row, object_type=part, object_id=object_id)
    return note
