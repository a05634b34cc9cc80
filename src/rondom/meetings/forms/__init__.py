"""Shape and wording of input. Nothing is decided here."""

from rondom.meetings.forms.after import AbsenceForm, ClosingForm, NoteForm, PulseForm
from rondom.meetings.forms.planning import (
    AdmissionForm,
    InviteForm,
    PlanForm,
    ProposalForm,
    ProposalWithoutClientForm,
    ReasonForm,
    ReplyForm,
)
from rondom.meetings.forms.table import (
    AgendaForm,
    AgreementForm,
    DecisionForm,
    DisagreementForm,
    PreparationForm,
    RoleForm,
    StanceForm,
    WordsForm,
)

__all__ = [
    "AbsenceForm",
    "AdmissionForm",
    "AgendaForm",
    "AgreementForm",
    "ClosingForm",
    "DecisionForm",
    "DisagreementForm",
    "InviteForm",
    "NoteForm",
    "PlanForm",
    "PreparationForm",
    "ProposalForm",
    "ProposalWithoutClientForm",
    "PulseForm",
    "ReasonForm",
    "ReplyForm",
    "RoleForm",
    "StanceForm",
    "WordsForm",
]
