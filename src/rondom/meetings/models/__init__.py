"""Tables of the meeting, one file per stage."""

from rondom.meetings.models.after import Note, PulseResponse, RedactedPart
from rondom.meetings.models.live import ConceptCheck, Turn
from rondom.meetings.models.meeting import ClientTime, Meeting
from rondom.meetings.models.minutes import Agreement, Decision, Disagreement, Stance, View
from rondom.meetings.models.participants import AttendanceMark, GuestCard, Participant, ReplyLink
from rondom.meetings.models.preparing import AgendaPoint, GuestPoint, Preparation

__all__ = [
    "AgendaPoint",
    "Agreement",
    "AttendanceMark",
    "ClientTime",
    "ConceptCheck",
    "Decision",
    "Disagreement",
    "GuestCard",
    "GuestPoint",
    "Meeting",
    "Note",
    "Participant",
    "Preparation",
    "PulseResponse",
    "RedactedPart",
    "ReplyLink",
    "Stance",
    "Turn",
    "View",
]
