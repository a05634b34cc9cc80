"""The summary that everybody gets: one read model for the page and the document (R-035)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from rondom.access.actor import Actor
from rondom.kernel.clock import AMSTERDAM
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
from rondom.meetings.vocabulary import Attendance, MeetingState, SpeakingLater
from rondom.organizations import queries as organizations
from rondom.organizations.vocabulary import WorkFunction


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
    order: str
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
        seats=seat_rows(meeting.pk),
        agreements=meeting.agreements.all(),
        notes=meeting.notes.all(),
        redactions=meeting.redactions.all(),
        turns=meeting.turns.filter(entered_later=False)[:1],
        **decision_rows(meeting.pk),
        views=view_rows(meeting.pk),
    )
    seats = found["seats"]
    me = seat_for(actor, seats)
    decisions = decision_views(actor, meeting, seats, found)
    calendar = organizations.calendar()
    held_on = day_in(meeting.held_at)
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
        order=_order_said(meeting, anybody_spoke=bool(found["turns"])),
        mine=own_part(actor, me, notes=found["notes"], **lines),
        added=note_views(found["notes"], **lines),
        disputed=disputed_lines(found["notes"]),
        may_write_down=me is not None and bool(policies.may_write_down(actor, me)),
        redacted={f"{r.part}:{r.object_id}": r for r in found["redactions"]},
        pulse=None if _leads_a_team(actor) and not is_client else getattr(meeting, "pulse", None),
        late=_late(meeting, at, calendar),
        fixed_on=rules.fixed_on(held_on, organizations.setting("minutes_correction_working_days"), calendar)
        if held_on
        else None,
        may_correct=meeting.state == MeetingState.HELD and me is not None and not is_client,
    )


def _leads_a_team(actor: Actor) -> bool:
    """Whether the actor leads a team: no client's own answers to a manager, shared or not (R-029)."""
    return actor.has_role(WorkFunction.TEAM_LEADER)


def _order_said(meeting: Meeting, *, anybody_spoke: bool) -> str:
    """What the record says of a client who was there and did not speak first; empty when she or he did.

    Typed afterwards counts for nothing here, like in the figures (R-026).
    """
    if not (anybody_spoke and meeting.client_present) or meeting.client_first_turn_at_place == 1:
        return ""
    if meeting.speaking_later == SpeakingLater.CONFIRMED:
        return _("The client chose to speak later.")
    if meeting.speaking_later == SpeakingLater.SAID_BY_CHAIR:
        return _("The client was not the first to speak. That this was a choice is not confirmed.")
    return _("The client was not the first to speak.")


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
    met_on, today = day_in(meeting.starts_at), at.astimezone(AMSTERDAM).date()
    if met_on is None:
        return False
    limit = organizations.setting("minutes_late_working_days")
    return rules.is_late(met_on, day_in(meeting.sent_at), today, limit, calendar)


def day_in(moment: datetime | None) -> date | None:
    return moment.astimezone(AMSTERDAM).date() if moment else None
