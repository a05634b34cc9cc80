"""What is asked about referrals. The commands decide; these forms only shape and word it."""

from rondom.referrals.forms.answering import (
    AcceptForm,
    CancelForm,
    DeclineForm,
    FileForm,
    ForwardForm,
    PauseForm,
    ProgressForm,
    ResultForm,
    colleague_choices,
)
from rondom.referrals.forms.sending import SendForm

__all__ = [
    "AcceptForm",
    "CancelForm",
    "DeclineForm",
    "FileForm",
    "ForwardForm",
    "PauseForm",
    "ProgressForm",
    "ResultForm",
    "SendForm",
    "colleague_choices",
]
