"""Writes on the case."""

from rondom.cases.commands.case_manager import appoint_case_manager
from rondom.cases.commands.closing import close_case, reopen_case
from rondom.cases.commands.involvement import end_involvement, involve
from rondom.cases.commands.note_timeline import note_on_timeline
from rondom.cases.commands.open_case import open_case
from rondom.cases.commands.rewrite import rewrite_case_grants

__all__ = [
    "appoint_case_manager",
    "close_case",
    "end_involvement",
    "involve",
    "note_on_timeline",
    "open_case",
    "reopen_case",
    "rewrite_case_grants",
]
