"""Tables of the case file, one file per noun."""

from rondom.cases.models.case import Case, CaseManagerAssignment
from rondom.cases.models.involvement import Involvement
from rondom.cases.models.timeline import TimelineEntry

__all__ = ["Case", "CaseManagerAssignment", "Involvement", "TimelineEntry"]
