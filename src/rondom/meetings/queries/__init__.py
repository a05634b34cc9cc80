"""Reads of meetings for doors and for pages that cross modules."""

from rondom.meetings.queries.clock import late_fixes, unconfirmed_stances, untold_clients
from rondom.meetings.queries.concepts import own_concepts, quick_hint
from rondom.meetings.queries.experts import acquaintances_at, expert_seat
from rondom.meetings.queries.figures import Absence, TeamFigures, absences_of_my_team, team_figures
from rondom.meetings.queries.guests import (
    GuestScreen,
    card_for,
    guest_screen,
    guest_stamp,
    resident_cards,
    waiting_points,
)
from rondom.meetings.queries.live import LiveScreen, live_screen, live_stamp
from rondom.meetings.queries.meeting import (
    Appointment,
    Panel,
    appointments_in,
    appointments_of,
    meeting_for,
    meeting_panel,
    meetings_for_resident,
    meetings_of_case,
    next_appointment,
    resident_seats,
    role_lines_of_case,
    seat_for,
    seats_of,
)
from rondom.meetings.queries.own_part import line_words
from rondom.meetings.queries.planning import (
    PlanningNotes,
    as_invitee,
    interpreter_warning,
    invitable,
    planning_notes,
    rhythm_due_on,
)
from rondom.meetings.queries.printed import summary_document
from rondom.meetings.queries.summary import Summary, summary_of
from rondom.meetings.queries.today import today_items

__all__ = [
    "Absence",
    "Appointment",
    "GuestScreen",
    "LiveScreen",
    "Panel",
    "PlanningNotes",
    "Summary",
    "TeamFigures",
    "absences_of_my_team",
    "acquaintances_at",
    "appointments_in",
    "appointments_of",
    "as_invitee",
    "card_for",
    "expert_seat",
    "guest_screen",
    "guest_stamp",
    "interpreter_warning",
    "invitable",
    "late_fixes",
    "line_words",
    "live_screen",
    "live_stamp",
    "meeting_for",
    "meeting_panel",
    "meetings_for_resident",
    "meetings_of_case",
    "next_appointment",
    "own_concepts",
    "planning_notes",
    "quick_hint",
    "resident_cards",
    "resident_seats",
    "rhythm_due_on",
    "role_lines_of_case",
    "seat_for",
    "seats_of",
    "summary_document",
    "summary_of",
    "team_figures",
    "today_items",
    "unconfirmed_stances",
    "untold_clients",
    "waiting_points",
]
