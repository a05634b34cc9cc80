"""Preparing, and what is written down at the table."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rondom.meetings.forms.fields import Choices, day_field, words_field
from rondom.meetings.vocabulary import (
    Interpreter,
    StanceKind,
)


class PreparationForm(forms.Form):
    """The client's own sheet."""

    first_words = words_field(_("What do you want to say first?"), required=False, rows=4)
    brings = forms.CharField(
        label=_("Whom do you bring with you?"),
        required=False,
        max_length=200,
        help_text=_("A name is enough."),
    )
    interpreter = forms.ChoiceField(
        label=_("Who translates for you?"), choices=Interpreter.choices, widget=forms.RadioSelect
    )
    interpreter_language = forms.CharField(label=_("In which language?"), required=False, max_length=60)


class AgendaForm(forms.Form):
    """One point."""

    words = forms.CharField(label=_("What do you want to talk about?"), max_length=300)


class WordsForm(forms.Form):
    """Words, and nothing else."""

    words = words_field(_("In your own words"), rows=4)


class RoleForm(forms.Form):
    """Who are you, what can you decide and what not."""

    decides = words_field(_("What can you decide?"))
    does_not_decide = words_field(_("What can you not decide?"))
    open_question = forms.CharField(
        label=_("What do you still have to find out?"),
        required=False,
        max_length=500,
        help_text=_("This becomes an action for you."),
    )
    question_due_on = day_field(_("Before which day?"), required=False)
    domain = forms.TypedChoiceField(
        label=_("Which part of life is it about?"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, domains: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["domain"].choices = [("", "—"), *domains]  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """A decision with its options."""

    question = words_field(_("What do we have to decide?"), rows=2)
    option_one = forms.CharField(label=_("One possibility"), max_length=500)
    option_two = forms.CharField(label=_("Another possibility"), required=False, max_length=500)
    option_three = forms.CharField(label=_("One more possibility"), required=False, max_length=500)
    options = forms.CharField(label=_("No other possibility? Write why"), required=False, max_length=1000)
    chosen = words_field(_("What do we choose?"), rows=2)
    review_on = day_field(_("When do we look at it again?"), required=False)
    urgent_reason = forms.CharField(
        label=_("Why can it not wait for the client?"),
        required=False,
        max_length=1000,
        help_text=_("Only when somebody is in danger or the law demands it, and the client was not asked."),
    )

    def possibilities(self) -> list[str]:
        """The options that were filled in."""
        names = ("option_one", "option_two", "option_three")
        return [self.cleaned_data[name] for name in names if self.cleaned_data.get(name)]


class StanceForm(forms.Form):
    """What one person thinks."""

    kind = forms.ChoiceField(
        label=_("What do you think of it?"), choices=StanceKind.choices, widget=forms.RadioSelect
    )
    words = words_field(_("In a few words"), required=False, help_text=_("Needed when you do not agree."))


class DisagreementForm(forms.Form):
    """A matter on which people do not agree."""

    matter = words_field(_("What do we not agree on?"), rows=2)
    client_view = words_field(_("How does the client see it?"), required=False)
    other = forms.ChoiceField(label=_("Who sees it another way?"))
    other_view = words_field(_("How does that person see it?"), required=False)
    next_step = forms.CharField(
        label=_("What is the next step?"),
        required=False,
        max_length=1000,
        help_text=_("It may also stay as it is."),
    )

    def __init__(self, *args: Any, others: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = list(others)  # type: ignore[attr-defined]


class AgreementForm(forms.Form):
    """Who does what by when."""

    what = forms.CharField(label=_("What"), max_length=500)
    who = forms.ChoiceField(label=_("Who"))
    due_on = day_field(_("Before which day"))
    domain = forms.TypedChoiceField(
        label=_("Which part of life"), required=False, coerce=int, empty_value=None
    )
    goal = forms.ChoiceField(label=_("For which goal"), required=False)

    def __init__(
        self, *args: Any, who: Choices = (), domains: Choices = (), goals: Choices = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = list(who)  # type: ignore[attr-defined]
        self.fields["domain"].choices = [("", "—"), *domains]  # type: ignore[attr-defined]
        self.fields["goal"].choices = [("", "—"), *goals]  # type: ignore[attr-defined]
