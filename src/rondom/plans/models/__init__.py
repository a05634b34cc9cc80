"""Tables of the plan, one file per noun."""

from rondom.plans.models.annexes import Annex, AnnexContent
from rondom.plans.models.barriers import Bottleneck, BottleneckStep, PlanAlert
from rondom.plans.models.closing import Closing
from rondom.plans.models.lines import Action, Goal, LineStep, Stance
from rondom.plans.models.plan import Plan, PlanVersion, VersionLine
from rondom.plans.models.results import CustomSolution, Outcome, SelfReport, SolutionCopy

__all__ = [
    "Action",
    "Annex",
    "AnnexContent",
    "Bottleneck",
    "BottleneckStep",
    "Closing",
    "CustomSolution",
    "Goal",
    "LineStep",
    "Outcome",
    "Plan",
    "PlanAlert",
    "PlanVersion",
    "SelfReport",
    "SolutionCopy",
    "Stance",
    "VersionLine",
]
