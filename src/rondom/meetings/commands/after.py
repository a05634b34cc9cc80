"""After the meeting: additions, corrections, making illegible, the client's look back (R-029, R-035)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Model

from rondom.access.actor import Actor
from rondom.dispatch.commands import command
from rondom.kernel.refusals import NotAllowed
from rondom.kernel.text import clean_text
from rondom.meetings import policies
from rondom.meetings.commands.entry import OVER, WRITTEN, locked, own_seat, real_words, told
from rondom.meetings.commands.guests import guest_scopes
from rondom.meetings.commands.refusals import (
    AnswerUnknown,
    CorrectionsClosed,
    OnlyClientAnswers,
    PartUnknown,
    ReasonMissing,
    WorkersDevice,
)
from rondom.meetings.models import (
    AgendaPoint,
    Agreement,
    Decision,
    Disagreement,
    Meeting,
    Note,
    Participant,
    Preparation,
    PulseResponse,
    RedactedPart,
    Stance,
    View,
)
from rondom.meetings.vocabulary import PULSE_QUESTIONS, MeetingState, NoteKind, PulseAnswer

BLANK = "█████"


@command("meeting.add_note")
def add_note(*, actor: Actor, meeting_id: UUID, words: str, at: datetime, reason: str = "") -> Note:
    """Add to the summary. Nothing before it changes (R-035).

    The client may always add. A professional corrects until the summary is final; after that a change
    needs a reason. Raises NotFound, MeetingMovedOn, NotInvited, WordsMissing, CorrectionsClosed.
    """
    meeting = locked(meeting_id, OVER)
    seat = own_seat(actor, meeting)
    why = clean_text(reason, field="reason", max_length=1000)
    if policies.is_client(actor, meeting):
        kind = NoteKind.ADDITION
    elif meeting.state == MeetingState.HELD:
        kind = NoteKind.CORRECTION
    else:
        kind = NoteKind.AMENDMENT
        why = real_words(why, field="reason", refusal=CorrectionsClosed)
    note = Note.objects.create(
        scope=meeting.scope,
        meeting=meeting,
        kind=kind,
        words=real_words(words, field="words"),
        reason=why,
        by_id=actor.id,
        by_name=seat.name,
        at=at,
    )
    told(actor, meeting, "meeting.add_note", at, object_type="note", object_id=note.pk, reason=why)
    return note


TEXTS: dict[str, tuple[type[Model], tuple[str, ...]]] = {
    "decision": (Decision, ("question", "chosen", "no_alternative_reason", "urgent_reason")),
    "stance": (Stance, ("words",)),
    "disagreement": (Disagreement, ("matter", "next_step")),
    "view": (View, ("words",)),
    "agreement": (Agreement, ("what",)),
    "agenda": (AgendaPoint, ("words",)),
    "role_line": (Participant, ("decides", "does_not_decide")),
    "note": (Note, ("words", "reason")),
    "closing_word": (Meeting, ("closing_word",)),
    "first_words": (Preparation, ("first_words",)),
}


@command("meeting.redact")
def redact(
    *, actor: Actor, meeting_id: UUID, part: str, object_id: UUID, reason: str, at: datetime
) -> RedactedPart:
    """Remove the text of one part from the rows, and so from every page and document.

    A marked blank stays, with who did it, when and why. By the chair or the client.
    Raises NotFound, MeetingMovedOn, NotAllowed, ReasonMissing, PartUnknown.
    """
    meeting = locked(meeting_id, (*WRITTEN, MeetingState.FIXED))
    decision = policies.is_client(actor, meeting) or policies.leads(actor, meeting)
    if not decision:
        raise NotAllowed(reason=decision.reason)
    why = real_words(reason, field="reason", refusal=ReasonMissing, longest=500)
    if part not in TEXTS or meeting.redactions.filter(part=part, object_id=object_id).exists():
        raise PartUnknown
    model, fields = TEXTS[part]
    scopes = (meeting.scope, *guest_scopes(meeting))
    row = model._default_manager.filter(pk=object_id, scope__in=scopes).first()  # noqa: SLF001
    if row is None:
        raise PartUnknown
    filled = [name for name in fields if getattr(row, name)]
    model._default_manager.filter(pk=object_id).update(**dict.fromkeys(filled, BLANK))  # noqa: SLF001
    if part == "decision":
        Decision.objects.filter(pk=object_id).update(options=[BLANK])
    mark = RedactedPart.objects.create(
        scope=meeting.scope,
        meeting=meeting,
        part=part,
        object_id=object_id,
        reason=why,
        by_id=actor.id,
        by_name=actor.name,
        at=at,
    )
    told(actor, meeting, "meeting.redact", at, row=decision.row, object_type=part, object_id=object_id)
    return mark


@command("pulse.answer")
def answer_pulse(
    *,
    actor: Actor,
    meeting_id: UUID,
    answers: Mapping[str, str],
    at: datetime,
    words: str = "",
    workers_device: bool = False,
) -> PulseResponse:
    """The client looks back in a minute; kept where only the client can read it (R-029).

    `workers_device`: the door saw that a professional works on this device.
    Raises NotFound, MeetingMovedOn, OnlyClientAnswers, WorkersDevice, AnswerUnknown.
    """
    meeting = locked(meeting_id, OVER)
    if not (decision := policies.is_client(actor, meeting)):
        raise OnlyClientAnswers
    if workers_device:
        raise WorkersDevice
    given = pulse_answers(answers)
    pulse, _new = PulseResponse.objects.update_or_create(
        meeting=meeting,
        defaults={
            "answers": given,
            "words": clean_text(words, field="words", max_length=1000),
            "at": at,
            "scope": meeting.pulse_scope,
            "shared_at": None,
            "told_how": "",
            "told_by_id": None,
            "told_by_name": "",
        },
    )
    told(
        actor,
        meeting,
        "pulse.answer",
        at,
        row=decision.row,
        part="pulse",
        object_type="pulse",
        object_id=pulse.pk,
    )
    return pulse


def pulse_answers(answers: Mapping[str, str]) -> dict[str, str]:
    """The five answers. Raises AnswerUnknown when one is missing or strange."""
    if set(answers) != set(PULSE_QUESTIONS) or set(answers.values()) - set(PulseAnswer.values):
        raise AnswerUnknown
    return dict(answers)


@command("pulse.share")
def share_pulse(*, actor: Actor, meeting_id: UUID, shared: bool, at: datetime) -> PulseResponse:
    """The client lets the people of this meeting read the answers, or takes that back; works at once.

    Raises NotFound, OnlyClientAnswers, AnswerUnknown.
    """
    meeting = locked(meeting_id, OVER)
    if not (decision := policies.is_client(actor, meeting)):
        raise OnlyClientAnswers
    pulse = PulseResponse.objects.filter(meeting=meeting).first()
    if pulse is None:
        raise AnswerUnknown
    # The scope is the visibility: moving the row to the part of the meeting shows it to its holders.
    pulse.scope = meeting.scope if shared else meeting.pulse_scope
    pulse.shared_at = at if shared else None
    pulse.save(update_fields=["scope", "shared_at"])
    told(
        actor,
        meeting,
        "pulse.share",
        at,
        row=decision.row,
        part="pulse",
        object_type="pulse",
        object_id=pulse.pk,
    )
    return pulse
