"""Deciding together, and letting a disagreement be (R-030, R-031)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.kernel.text import clean_text
from rondom.meetings import policies
from rondom.meetings.commands.entry import (
    OVER,
    WRITTEN,
    client_seat,
    day_of,
    locked,
    real_words,
    require,
    seat_of,
    told,
)
from rondom.meetings.commands.refusals import (
    AnswerUnknown,
    ClientViewFirst,
    DateInPast,
    DisagreementNeedsWords,
    NotYourView,
    OneViewTooFew,
    OnlyClientAnswers,
    TooFewOptions,
)
from rondom.meetings.events import StanceToConfirm
from rondom.meetings.models import AttendanceMark, Decision, Disagreement, Participant, Stance, View
from rondom.meetings.rules import stance_due_on
from rondom.meetings.vocabulary import Attendance, GivenView, MeetingState, ParticipantKind, StanceKind
from rondom.organizations import queries as organizations

FEWEST_OPTIONS = 2


@command("meeting.decide")
def record_decision(
    *,
    actor: Actor,
    meeting_id: UUID,
    question: str,
    options: Sequence[str],
    chosen: str,
    at: datetime,
    no_alternative_reason: str = "",
    urgent_reason: str = "",
    review_on: date | None = None,
) -> Decision:
    """Write down a decision: the question, what could be chosen, what was chosen (R-031).

    It stays a draft while the client was not asked, unless `urgent_reason` says why it cannot wait.
    Raises NotFound, MeetingMovedOn, NotAllowed, WordsMissing, TooFewOptions, DateInPast.
    """
    meeting = locked(meeting_id, WRITTEN)
    decision = require(policies.leads(actor, meeting))
    words = list(
        dict.fromkeys(clean_text(one, field="options", max_length=500) for one in options if one.strip())
    )
    reason = clean_text(no_alternative_reason, field="no_alternative_reason", max_length=1000)
    if len(words) < FEWEST_OPTIONS:
        reason = real_words(reason, field="options", refusal=TooFewOptions)
    if review_on is not None and review_on < day_of(at):
        raise DateInPast(field="review_on")
    row = Decision.objects.create(
        scope=meeting.scope,
        meeting=meeting,
        question=real_words(question, field="question", longest=1000),
        options=words,
        chosen=real_words(chosen, field="chosen", longest=1000),
        no_alternative_reason=reason,
        urgent_reason=clean_text(urgent_reason, field="urgent_reason", max_length=1000),
        review_on=review_on,
        place=meeting.decisions.count(),
        by_name=actor.name,
        at=at,
    )
    told(
        actor,
        meeting,
        "meeting.decide",
        at,
        row=decision.row,
        object_type="decision",
        object_id=row.pk,
        reason=row.urgent_reason,
    )
    return row


@command("meeting.take_stance")
def take_stance(
    *, actor: Actor, decision_id: UUID, participant_id: UUID, kind: str, at: datetime, words: str = ""
) -> Stance:
    """What one person thinks of a decision: by that person, or by the chair at the table.

    Noted for a client who is not there, it waits for the client's own yes (R-031).
    Raises NotFound, MeetingMovedOn, NotAllowed, AnswerUnknown, DisagreementNeedsWords.
    """
    found = Decision.objects.filter(pk=decision_id).first()
    if found is None:
        raise NotFound
    meeting = locked(found.meeting_id, WRITTEN)
    seat = seat_of(meeting, participant_id)
    allowed = require(policies.may_speak_for(actor, meeting, seat))
    if kind not in StanceKind.values:
        raise AnswerUnknown
    said = clean_text(words, field="words", max_length=1000)
    if kind == StanceKind.DISAGREES and not said:
        raise DisagreementNeedsWords(name=seat.name)
    own = policies.participant_is(actor, seat)
    waits = not own and kind != StanceKind.NOT_ASKED and _client_away(seat)
    stance, _new = Stance.objects.update_or_create(
        decision=found,
        participant=seat,
        defaults={
            "scope": meeting.scope,
            "kind": kind,
            "words": said,
            "by_id": actor.id,
            "by_own_hand": own,
            "at": at,
            "confirm_by": _confirm_by(at) if waits else None,
            "confirmed_at": None,
            "returned_at": None,
        },
    )
    if waits:
        publish(StanceToConfirm(meeting_id=meeting.pk), at=at)
    told(
        actor, meeting, "meeting.take_stance", at, row=allowed.row, object_type="stance", object_id=stance.pk
    )
    return stance


def _client_away(seat: Participant) -> bool:
    if seat.kind != ParticipantKind.CLIENT:
        return False
    return not AttendanceMark.objects.filter(participant=seat, state=Attendance.PRESENT).exists()


def _confirm_by(at: datetime) -> date:
    days = organizations.setting("stance_confirmation_working_days")
    return stance_due_on(day_of(at), days, organizations.calendar())


@command("meeting.confirm_stance")
def confirm_stance(*, actor: Actor, stance_id: UUID, right: bool, at: datetime) -> Stance:
    """The client confirms what others noted, or says no: then it is "not asked" again.

    Raises NotFound, MeetingMovedOn, OnlyClientAnswers, AnswerUnknown.
    """
    found = Stance.objects.select_related("decision", "participant").filter(pk=stance_id).first()
    if found is None:
        raise NotFound
    meeting = locked(found.decision.meeting_id, (MeetingState.RUNNING, *OVER))
    if not (decision := policies.is_client(actor, meeting)) or not policies.participant_is(
        actor, found.participant
    ):
        raise OnlyClientAnswers
    if found.confirm_by is None:
        raise AnswerUnknown
    if right:
        found.confirmed_at = at
    else:
        found.kind, found.words, found.returned_at = StanceKind.NOT_ASKED, "", at
    found.confirm_by = None
    found.save()
    told(
        actor,
        meeting,
        "meeting.confirm_stance",
        at,
        row=decision.row,
        object_type="stance",
        object_id=found.pk,
    )
    return found


@command("meeting.disagree")
def raise_disagreement(
    *,
    actor: Actor,
    meeting_id: UUID,
    matter: str,
    client_view: str,
    views: Sequence[GivenView],
    at: datetime,
    next_step: str = "",
) -> Disagreement:
    """A matter on which people do not agree: the client's view first, then the others' (R-030).

    Raises NotFound, MeetingMovedOn, NotAllowed, WordsMissing, ClientViewFirst, OneViewTooFew.
    """
    meeting = locked(meeting_id, WRITTEN)
    decision = policies.is_client(actor, meeting) or policies.leads(actor, meeting)
    if not decision:
        raise NotAllowed(reason=decision.reason)
    client = client_seat(meeting)
    if client is None:
        raise ClientViewFirst
    first = real_words(client_view, field="client_view", refusal=ClientViewFirst)
    others = [v for v in views if v.words.strip() and v.participant_id != client.pk]
    if not others:
        raise OneViewTooFew
    row = Disagreement.objects.create(
        scope=meeting.scope,
        meeting=meeting,
        matter=real_words(matter, field="matter", longest=1000),
        next_step=clean_text(next_step, field="next_step", max_length=1000),
        at=at,
        by_name=actor.name,
    )
    View.objects.create(scope=meeting.scope, disagreement=row, participant=client, words=first, place=0)
    for place, view in enumerate(others, start=1):
        View.objects.create(
            scope=meeting.scope,
            disagreement=row,
            participant=seat_of(meeting, view.participant_id),
            words=real_words(view.words, field="other_view"),
            place=place,
        )
    told(
        actor, meeting, "meeting.disagree", at, row=decision.row, object_type="disagreement", object_id=row.pk
    )
    return row


@command("meeting.settle")
def settle_view(*, actor: Actor, view_id: UUID, at: datetime) -> Disagreement:
    """A named party says that the matter is settled for them; it is, when all of them said so (R-030).

    Raises NotFound, MeetingMovedOn, NotYourView.
    """
    found = View.objects.select_related("participant", "disagreement").filter(pk=view_id).first()
    if found is None:
        raise NotFound
    meeting = locked(found.disagreement.meeting_id, (MeetingState.RUNNING, *OVER))
    if not policies.participant_is(actor, found.participant):
        raise NotYourView
    View.objects.filter(pk=found.pk).update(settled_at=at)
    row = found.disagreement
    if not row.views.filter(settled_at=None).exists():
        row.resolved_at = at
        row.save(update_fields=["resolved_at"])
    told(actor, meeting, "meeting.settle", at, object_type="disagreement", object_id=row.pk)
    return row


def return_stance(actor: Actor, stance: Stance, at: datetime) -> None:
    """Put an unconfirmed stance back to "not asked", inside a command."""
    stance.kind, stance.words, stance.confirm_by, stance.returned_at = StanceKind.NOT_ASKED, "", None, at
    stance.save(update_fields=["kind", "words", "confirm_by", "returned_at"])
    told(
        actor,
        stance.decision.meeting,
        "meeting.return_stance",
        at,
        row="system",
        object_type="stance",
        object_id=stance.pk,
    )
