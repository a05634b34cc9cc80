"""Pure rules of the meeting: no database, no request, no clock."""

from rondom.meetings.rules.minutes import fixed_on, is_late, stance_due_on, tell_client_by
from rondom.meetings.rules.planning import (
    Seat,
    Slot,
    interpreter_warns,
    may_widen,
    next_meeting_on,
    overlaps,
    table_warnings,
    usual_sight,
)
from rondom.meetings.rules.script import (
    BOXES,
    MEETING_MINUTES,
    STEPS,
    box_ends_at,
    first_position,
    next_step,
    step_states,
)
from rondom.meetings.rules.shared import (
    MEETINGS_IN_A_ROW,
    carried_out,
    double_claims,
    is_draft,
    quick_ticks,
)

__all__ = [
    "BOXES",
    "MEETINGS_IN_A_ROW",
    "MEETING_MINUTES",
    "STEPS",
    "Seat",
    "Slot",
    "box_ends_at",
    "carried_out",
    "double_claims",
    "first_position",
    "fixed_on",
    "interpreter_warns",
    "is_draft",
    "is_late",
    "may_widen",
    "next_meeting_on",
    "next_step",
    "overlaps",
    "quick_ticks",
    "stance_due_on",
    "step_states",
    "table_warnings",
    "tell_client_by",
    "usual_sight",
]
