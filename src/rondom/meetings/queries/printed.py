"""The summary on paper: the same read model as a printed document (R-035)."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from django.utils import translation
from django.utils.translation import gettext as _

from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.documents.content import (
    AgreementLine,
    BarrierLine,
    DecisionLine,
    MeetingSummaryDocument,
    PresentLine,
    Stance,
    StanceLine,
    Words,
)
from rondom.meetings.models import Meeting
from rondom.meetings.queries.lines import DecisionView, MatterView
from rondom.meetings.queries.own_part import NoteView
from rondom.meetings.queries.summary import Summary, day_in
from rondom.meetings.vocabulary import NoteKind, ToldBy

PRINTED_STANCE = {
    "agrees": Stance.AGREES,
    "concern": Stance.AGREES_WITH_CONCERN,
    "disagrees": Stance.DISAGREES,
    "not_asked": Stance.NOT_ASKED,
}


def summary_document(
    summary: Summary, *, language: Literal["nl", "en"], at: datetime
) -> MeetingSummaryDocument:
    """The summary as a printed document, in the reader's language."""
    meeting = summary.meeting
    sheet = getattr(meeting, "preparation", None)
    held_on = day_in(meeting.starts_at) or at.astimezone(AMSTERDAM).date()
    with translation.override(language):
        return MeetingSummaryDocument(
            title=_("Summary of our meeting"),
            language=language,
            printed_on=at.astimezone(AMSTERDAM).date(),
            held_on=held_on,
            place=meeting.place,
            about=meeting.asked_why,
            present=tuple(
                PresentLine(name=s.name, organization=s.organization_name) for s in summary.present
            ),
            client_first=Words(text=sheet.first_words, by=meeting.client_name)
            if sheet and sheet.first_words
            else None,
            order=summary.order,
            decisions=tuple(_decision(view) for view in summary.decisions),
            agreements=tuple(
                AgreementLine(who=a.owner_name, what=a.what, due_on=a.due_on) for a in summary.agreements
            ),
            closing_words=Words(text=meeting.closing_word, by=_closing_by(meeting))
            if meeting.closing_word
            else None,
            disagreements=tuple(_disagreement(matter) for matter in summary.disagreements),
            added=tuple(_added(note) for note in summary.added),
            left_out=_("A part was made illegible. Who did that, when and why stands on the page.")
            if summary.redacted
            else "",
        )


def _decision(view: DecisionView) -> DecisionLine:
    decided = view.decision.chosen
    if view.draft:
        decided = _("%(decision)s (a draft: the client has not been asked yet)") % {"decision": decided}
    return DecisionLine(
        question=view.decision.question,
        decision=decided,
        options=tuple(view.decision.options),
        reasons=view.decision.no_alternative_reason or view.decision.urgent_reason,
        stances=tuple(
            StanceLine(person=line.seat.name, stance=PRINTED_STANCE[line.kind], words=line.words)
            for line in view.stances
        ),
        review_on=view.decision.review_on,
    )


def _disagreement(item: MatterView) -> BarrierLine:
    matter = item.row
    return BarrierLine(
        matter=matter.matter,
        views=tuple(Words(text=view.words, by=view.participant.name) for view in item.views),
        next_step=matter.next_step,
        state=_("settled") if matter.resolved_at else _("stays on the table"),
    )


def _closing_by(meeting: Meeting) -> str:
    if not meeting.closing_word_by_name:
        return meeting.client_name
    how = str(ToldBy(meeting.closing_word_how).label)
    return _("%(client)s, %(how)s, written down by %(name)s") % {
        "client": meeting.client_name,
        "how": how,
        "name": meeting.closing_word_by_name,
    }


def _added(view: NoteView) -> Words:
    note = view.row
    about = _("About “%(line)s”: ") % {"line": view.about} if view.about else ""
    return Words(
        text=about + note.words,
        by=f"{note.by_name} ({NoteKind(note.kind).label})",
        on=note.at.astimezone(AMSTERDAM).date(),
    )
