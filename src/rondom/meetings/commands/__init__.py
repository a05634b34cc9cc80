"""Writes on meetings, by stage: planning, inviting, preparing, running, deciding, closing, after."""

from rondom.meetings.commands.acquaintance import decide_acquaintance, declare_acquaintance
from rondom.meetings.commands.after import BLANK, add_note, answer_pulse, redact, share_pulse
from rondom.meetings.commands.agreeing import agree, put_in_plan
from rondom.meetings.commands.attending import (
    mark_attendance,
    say_role,
    send_regrets,
    skip_roles,
    tick_concept,
)
from rondom.meetings.commands.clockwork import fix_minutes, return_unconfirmed_stance, tell_absent_client
from rondom.meetings.commands.closing import answer_absence, close_meeting
from rondom.meetings.commands.deciding import (
    confirm_stance,
    raise_disagreement,
    record_decision,
    settle_view,
    take_stance,
)
from rondom.meetings.commands.disputing import dispute
from rondom.meetings.commands.experts import ask_expert, take_back_expert
from rondom.meetings.commands.guest_points import answer_point, propose_point
from rondom.meetings.commands.guests import may_know
from rondom.meetings.commands.inviting import answer_admission, invite, uninvite
from rondom.meetings.commands.on_behalf import enter_pulse, write_closing_word
from rondom.meetings.commands.planning import cancel_meeting, plan_meeting, propose_meeting, refuse_request
from rondom.meetings.commands.preparing import add_agenda_point, confirm_reading, move_agenda_point, prepare
from rondom.meetings.commands.replying import meeting_of_link, open_reply_link, reply, reply_by_link
from rondom.meetings.commands.running import (
    answer_speaking_later,
    enter_turns,
    go_to_step,
    note_speaking_later,
    note_turn,
    open_meeting,
)
from rondom.meetings.rules import Slot

__all__ = [
    "BLANK",
    "Slot",
    "add_agenda_point",
    "add_note",
    "agree",
    "answer_absence",
    "answer_admission",
    "answer_point",
    "answer_pulse",
    "answer_speaking_later",
    "ask_expert",
    "cancel_meeting",
    "close_meeting",
    "confirm_reading",
    "confirm_stance",
    "decide_acquaintance",
    "declare_acquaintance",
    "dispute",
    "enter_pulse",
    "enter_turns",
    "fix_minutes",
    "go_to_step",
    "invite",
    "mark_attendance",
    "may_know",
    "meeting_of_link",
    "move_agenda_point",
    "note_speaking_later",
    "note_turn",
    "open_meeting",
    "open_reply_link",
    "plan_meeting",
    "prepare",
    "propose_meeting",
    "propose_point",
    "put_in_plan",
    "raise_disagreement",
    "record_decision",
    "redact",
    "refuse_request",
    "reply",
    "reply_by_link",
    "return_unconfirmed_stance",
    "say_role",
    "send_regrets",
    "settle_view",
    "share_pulse",
    "skip_roles",
    "take_back_expert",
    "take_stance",
    "tell_absent_client",
    "tick_concept",
    "uninvite",
    "write_closing_word",
]
