"""The summary that everybody gets: one read model for the page and the document (R-035)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from rondom.access.actor import Actor
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
from rondom.kernel.together import fetch_together
from rondom.meetings import policies, rules
from rondom.meetings.models import Agreement, Meeting, Note, Participant, RedactedPart
from rondom.meetings.queries.lines import (
    DecisionView,
    MatterView,
    decision_rows,
    decision_views,
    matter_views,
    view_rows,
)
from rondom.meetings.queries.meeting import seat_for, seat_rows
from rondom.meetings.queries.own_part import NoteView, OwnPart, disputed_lines, note_views, own_part
from rondom.meetings.vocabulary import Attendance, MeetingState, NoteKind, ToldBy
from rondom.organizations import queries as organizations

PRINTED_STANCE = {
    "agrees": Stance.AGREES,
    "concern": Stance.AGREES_WITH_CONCERN,
    "disagrees": Stance.DISAGREES,
    "not_asked": Stance.NOT_ASKED,
}


@dataclass(frozen=True)
class Summary:
    """What the reader gets to see of a meeting that is over (or going on)."""

    meeting: Meeting
    me: Participant | None
    is_client: bool
    leads: bool
    present: list[Participant]
    absent: list[Participant]
    not_noted: list[Participant]
    decisions: list[DecisionView]
    to_confirm: list[Any]
    disagreements: list[MatterView]
    agreements: list[Agreement]
    notes: list[Note]
    redacted: dict[str, RedactedPart]
    pulse: Any
    late: bool
    fixed_on: date | None
    may_correct: bool
    mine: OwnPart | None
    added: list[NoteView]
    disputed: set[UUID]
    may_write_down: bool

    @property
    def may_be_substituted(self) -> list[Participant]:
        """Whose place somebody else may have taken: never the client's."""
        return [s for s in (*self.absent, *self.not_noted) if s.person_id != self.meeting.client_id]


def summary_of(actor: Actor, meeting: Meeting, *, at: datetime) -> Summary:
    """Read the summary for this actor (one query after the meeting itself)."""
    found = fetch_together(
        seats=seat_rows(meeting),
        agreements=meeting.agreements.all(),
        notes=meeting.notes.all(),
        redactions=meeting.redactions.all(),
        **decision_rows(meeting),
        views=view_rows(meeting),
    )
    seats = found["seats"]
    me = seat_for(actor, seats)
    decisions = decision_views(actor, meeting, seats, found)
    calendar = organizations.calendar()
    held_on = _day(meeting.held_at)
    is_client = bool(policies.is_client(actor, meeting))
    lines: dict[str, Any] = {
        "decisions": decisions,
        "disagreements": matter_views(found["views"]),
        "agreements": found["agreements"],
    }
    return Summary(
        meeting=meeting,
        me=me,
        is_client=is_client,
        leads=bool(policies.leads(actor, meeting)),
        present=_present(seats),
        not_noted=_not_noted(seats),
        absent=[s for s in seats if _state(s) not in {"", Attendance.PRESENT, Attendance.EXPECTED}],
        to_confirm=[line for d in decisions for line in d.stances if line.mine and line.waits],
        **lines,
        notes=found["notes"],
        mine=own_part(actor, me, notes=found["notes"], **lines),
        added=note_views(found["notes"], **lines),
        disputed=disputed_lines(found["notes"]),
        may_write_down=me is not None and bool(policies.may_write_down(actor, me)),
        redacted={f"{r.part}:{r.object_id}": r for r in found["redactions"]},
        pulse=getattr(meeting, "pulse", None),
        late=_late(meeting, at, calendar),
        fixed_on=rules.fixed_on(held_on, organizations.setting("minutes_correction_working_days"), calendar)
        if held_on
        else None,
        may_correct=meeting.state == MeetingState.HELD and me is not None and not is_client,
    )


def _present(seats: list[Participant]) -> list[Participant]:
    """Who was noted as present; everybody, for a reader who sees no marks or when none were made."""
    if not any(_state(seat) for seat in seats):
        return seats
    return [seat for seat in seats if _state(seat) == Attendance.PRESENT]


def _not_noted(seats: list[Participant]) -> list[Participant]:
    """Of whom nobody noted whether they were there, although it was noted of others."""
    if not any(_state(seat) for seat in seats):
        return []
    return [seat for seat in seats if _state(seat) in {"", Attendance.EXPECTED}]


def _state(seat: Participant) -> str:
    mark = getattr(seat, "attendance", None)
    return mark.state if mark else ""


def _late(meeting: Meeting, at: datetime, calendar: Any) -> bool:
    met_on, today = _day(meeting.starts_at), at.astimezone(AMSTERDAM).date()
    if met_on is None:
        return False
    limit = organizations.setting("minutes_late_working_days")
    return rules.is_late(met_on, _day(meeting.sent_at), today, limit, calendar)


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(AMSTERDAM).date() if moment else None


def summary_document(
    summary: Summary, *, language: Literal["nl", "en"], at: datetime
) -> MeetingSummaryDocument:
    """The summary as a printed document, in the reader's language."""
    meeting = summary.meeting
    sheet = getattr(meeting, "preparation", None)
    held_on = _day(meeting.starts_at) or at.astimezone(AMSTERDAM).date()
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
