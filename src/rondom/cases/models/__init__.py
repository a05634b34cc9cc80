"""Tables of the case file, one file per noun."""

from rondom.cases.models.case import Case, CaseManagerAssignment
from rondom.cases.models.deadlines import Deadline, DeadlineAlarm, DeadlineCorrection
from rondom.cases.models.domains import DomainEntry, Strength
from rondom.cases.models.handover import Handover
from rondom.cases.models.involvement import Involvement
from rondom.cases.models.network import Supporter
from rondom.cases.models.notes import Note
from rondom.cases.models.rule_register import RuleSuspension
from rondom.cases.models.timeline import TimelineEntry
from rondom.cases.models.voice import ClientRequest, Reaction
from rondom.cases.models.words import Introduction, OwnWords

__all__ = [
    "Case",
    "CaseManagerAssignment",
    "ClientRequest",
    "Deadline",
    "DeadlineAlarm",
    "DeadlineCorrection",
    "DomainEntry",
    "Handover",
    "Introduction",
    "Involvement",
    "Note",
    "OwnWords",
    "Reaction",
    "RuleSuspension",
    "Strength",
    "Supporter",
    "TimelineEntry",
]
