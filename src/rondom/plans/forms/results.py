"""What is stuck, what came of it, closing."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rondom.plans.forms.shape import AREA, CHOOSE, domain_choices
from rondom.plans.vocabulary import (
    ANSWERS,
    STATEMENTS,
    BottleneckKind,
    Moment,
    RouteStep,
)


class StuckForm(forms.Form):
    """What is stuck."""

    kind = forms.ChoiceField(label=_("Why is it stuck?"), choices=BottleneckKind.choices)
    text = forms.CharField(
        label=_("What is stuck?"),
        help_text=_(
            "In plain words: what should happen and does not. For example: the letter has no answer yet."
        ),
        widget=AREA,
    )
    organization = forms.ChoiceField(label=_("Where is it stuck?"), required=False)
    party_name = forms.CharField(label=_("Another party"), required=False)
    since_on = forms.DateField(label=_("Since when?"))
    keep_words = forms.BooleanField(label=_("These words must stay as they are"), required=False)

    def __init__(self, *args: Any, parties: Iterable[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(str(key), name) for key, name in parties]
        self.fields["organization"].choices = [("", _("Another party")), *listed]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """The answer of the party concerned, or how it was solved."""

    text = forms.CharField(label=_("Your answer"), widget=AREA)
    keep_words = forms.BooleanField(label=_("These words must stay as they are"), required=False)


class RouteForm(forms.Form):
    """The next step of the route."""

    route = forms.ChoiceField(label=_("Which step?"), choices=RouteStep.choices[2:], widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why this step now?"),
        help_text=_("Needed when you leave out a step."),
        required=False,
        widget=AREA,
    )


class SolutionForm(forms.Form):
    """A solution outside the standard."""

    domain = forms.ChoiceField(label=_("What is it about?"))
    what = forms.CharField(label=_("What did you do differently from the standard?"), widget=AREA)
    why = forms.CharField(label=_("Why?"), required=False, widget=AREA)
    room = forms.CharField(label=_("Which room in the rules did you use?"), widget=AREA)
    agreed_by = forms.CharField(label=_("Who agreed?"))
    result = forms.CharField(label=_("What came of it?"), required=False, widget=AREA)
    copy = forms.BooleanField(
        label=_("Let colleagues find this, without names, household or date"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["domain"].choices = [CHOOSE, *domain_choices()]  # type: ignore[attr-defined]


class OutcomeForm(forms.Form):
    """What changed, in own words."""

    words = forms.CharField(
        label=_("What has changed?"), help_text=_("It does not have to be a goal."), widget=AREA
    )
    improved = forms.MultipleChoiceField(
        label=_("What goes better?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    private = forms.BooleanField(label=_("Keep this for me alone"), required=False)

    def __init__(self, *args: Any, by_client: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["improved"].choices = domain_choices()  # type: ignore[attr-defined]
        if not by_client:
            del self.fields["private"]
            self.fields["words"].label = _("What do you see as a professional?")


class StatementsForm(forms.Form):
    """Six sentences, five answers."""

    moment = forms.ChoiceField(label=_("When is this?"), choices=Moment.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, words in enumerate(STATEMENTS):
            self.fields[f"answer_{number}"] = forms.TypedChoiceField(
                label=words, choices=ANSWERS, coerce=int, widget=forms.RadioSelect
            )

    def answers(self) -> list[int]:
        """The six answers in order."""
        return [self.cleaned_data[f"answer_{n}"] for n in range(len(STATEMENTS))]


class ClosingForm(forms.Form):
    """Closing with the client's last word."""

    spoke = forms.ChoiceField(
        label=_("Have you spoken to the client about closing?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )
    last_word = forms.CharField(label=_("What does the client say at the end?"), required=False, widget=AREA)
    contact_later = forms.CharField(label=_("Whom can the client reach later, and how?"))
    aftercare_on = forms.DateField(
        label=_("When do we ask how things are?"),
        help_text=_("Empty means: three months from now."),
        required=False,
    )
    why_not_spoken = forms.CharField(
        label=_("Why have you not spoken to the client?"), required=False, widget=AREA
    )


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Why?"), required=False, widget=AREA)


class DecideForm(forms.Form):
    """The team leader's answer."""

    decision = forms.ChoiceField(
        label=_("May the file be closed?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )
