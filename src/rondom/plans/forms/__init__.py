"""Shape and wording of what is asked about plans. The commands decide; no length is checked here."""

from rondom.plans.forms.agreement import ActivateForm, PublishForm, StanceForm, WitnessForm
from rondom.plans.forms.annexes import AnnexForm, WithdrawForm
from rondom.plans.forms.lines import (
    ActionForm,
    CarryForm,
    GoalForm,
    GoalStateForm,
    MoveForm,
    OwnReportForm,
    ReportForm,
    TermForm,
)
from rondom.plans.forms.results import (
    AnswerForm,
    ClosingForm,
    DecideForm,
    OutcomeForm,
    ReasonForm,
    RouteForm,
    SolutionForm,
    StatementsForm,
    StuckForm,
)
from rondom.plans.forms.shape import WitnessFields

__all__ = [
    "ActionForm",
    "ActivateForm",
    "AnnexForm",
    "AnswerForm",
    "CarryForm",
    "ClosingForm",
    "DecideForm",
    "GoalForm",
    "GoalStateForm",
    "MoveForm",
    "OutcomeForm",
    "OwnReportForm",
    "PublishForm",
    "ReasonForm",
    "ReportForm",
    "RouteForm",
    "SolutionForm",
    "StanceForm",
    "StatementsForm",
    "StuckForm",
    "TermForm",
    "WithdrawForm",
    "WitnessFields",
    "WitnessForm",
]
