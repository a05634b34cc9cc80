"""The end of a meeting and after it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rondom.meetings.forms.fields import Choices, words_field
from rondom.meetings.vocabulary import (
    PULSE_QUESTIONS,
    AbsenceReason,
    PulseAnswer,
    ToldBy,
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


class LastWordForm(forms.Form):
    """The client's last word."""

    words = words_field(_("In your own words"), rows=4)


class LastWordForClientForm(LastWordForm):
    """The same, typed by somebody else: how it came in."""

    words = words_field(_("In the client's own words"), rows=4)
    how = forms.ChoiceField(
        label=_("How did the client tell this?"),
        choices=ToldBy.choices,
        initial=ToldBy.SPOKEN,
        widget=forms.RadioSelect,
    )


class OrderForm(forms.Form):
    """Who spoke first, second, third; nobody has to have a number."""

    def __init__(self, *args: Any, seats: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = list(seats)
        for seat in self.seats:
            self.fields[str(seat.pk)] = forms.IntegerField(
                label=seat.name, required=False, min_value=1, max_value=99
            )

    def order(self) -> list[Any]:
        """The keys of those with a number, in that order."""
        numbers = {seat.pk: self.cleaned_data.get(str(seat.pk)) for seat in self.seats}
        return sorted((key for key, number in numbers.items() if number), key=lambda key: numbers[key] or 0)

    def clean(self) -> dict[str, Any]:
        """Each number once, and at least one."""
        cleaned = super().clean() or {}
        seen: set[int] = set()
        for name, number in list(cleaned.items()):
            if number and number in seen:
                self.add_error(name, _("This number stands here twice. Give everybody an own number."))
            seen |= {number} if number else set()
        if not seen and not self.errors:
            raise forms.ValidationError(_("Give a number to at least one person: 1 is who spoke first."))
        return cleaned


class RepresentedForm(forms.Form):
    """Somebody else came in this person's place."""

    represented_by = forms.CharField(label=_("Who came instead?"), max_length=160)


class PutInPlanForm(forms.Form):
    """Where in the plan an agreement belongs."""

    domain = forms.TypedChoiceField(label=_("Which part of life is it about?"), coerce=int)

    def __init__(self, *args: Any, domains: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["domain"].choices = list(domains)  # type: ignore[attr-defined]


class DisputeForm(forms.Form):
    """What is not right."""

    words = words_field(_("What is not right, and how is it?"), rows=4)


class PulseForm(forms.Form):
    """Five plain questions. One of them has the key `words`, so the free text has another name."""

    own_words = words_field(_("Do you want to add something?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, question in PULSE_QUESTIONS.items():
            self.fields[key] = forms.ChoiceField(
                label=question, choices=PulseAnswer.choices, widget=forms.RadioSelect
            )
        self.order_fields([*PULSE_QUESTIONS, "own_words"])


class PulseForClientForm(PulseForm):
    """The same questions, typed from paper or during a telephone call."""

    how = forms.ChoiceField(
        label=_("How did the client tell this?"),
        choices=[(way.value, way.label) for way in (ToldBy.PHONE, ToldBy.PAPER)],
        widget=forms.RadioSelect,
    )
