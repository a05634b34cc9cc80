"""The end of a meeting and after it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rondom.meetings.forms.fields import words_field
from rondom.meetings.vocabulary import (
    PULSE_QUESTIONS,
    AbsenceReason,
    PulseAnswer,
)


class ClosingForm(forms.Form):
    """The end; the questions are only asked when the client was not there."""

    absence_reason = forms.ChoiceField(
        label=_("The client was not there because"),
        required=False,
        choices=[("", _("the client was there")), *AbsenceReason.choices],
    )
    absence_words = words_field(_("Why, in a few words"), required=False)
    safety_exception = words_field(
        _("It is not safe to tell the client, because"),
        required=False,
        help_text=_("Leave this empty if the client may know. The privacy officer can read it."),
    )


class NoteForm(forms.Form):
    """Words added to the summary; after it is final with a reason."""

    words = words_field(_("What do you want to add?"), rows=4)
    reason = forms.CharField(label=_("Why do you change this now?"), required=False, max_length=1000)


class AbsenceForm(forms.Form):
    """Is the noted reason right?"""

    right = forms.ChoiceField(
        label=_("Is that right?"),
        choices=[("yes", _("Yes, that is right")), ("no", _("No, that is not right"))],
        widget=forms.RadioSelect,
    )
    words = words_field(_("What do you want to say about it?"), required=False)


class PulseForm(forms.Form):
    """Five plain questions."""

    words = words_field(_("Do you want to add something?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, question in PULSE_QUESTIONS.items():
            self.fields[key] = forms.ChoiceField(
                label=question, choices=PulseAnswer.choices, widget=forms.RadioSelect
            )
        self.order_fields([*PULSE_QUESTIONS, "words"])
