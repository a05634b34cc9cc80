"""Shape and wording of input about staff and settings."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RoleCardForm(forms.Form):
    """What a colleague is for, in words a resident understands (R-104)."""

    does = forms.CharField(label=_("What I do"), widget=forms.Textarea(attrs={"rows": 3}))
    decides = forms.CharField(
        label=_("What I can decide"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Nothing is an answer too."),
    )
    does_not_decide = forms.CharField(
        label=_("What I cannot decide"), widget=forms.Textarea(attrs={"rows": 2})
    )
    call_when = forms.CharField(label=_("When to call me"), widget=forms.Textarea(attrs={"rows": 2}))
    availability = forms.CharField(
        label=_("When I can be reached"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class StandInForm(forms.Form):
    """Who answers for somebody, from when until when."""

    stand_in = forms.ChoiceField(label=_("Who answers for you"))
    starts_on = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}))
    ends_on = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Leave this empty for a fixed stand-in."),
    )

    def __init__(self, *args: object, colleagues: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["stand_in"].choices = [("", _("Choose a colleague")), *colleagues]  # type: ignore[attr-defined]


class SupportContactForm(forms.Form):
    """To whom an expert by experience can turn (R-040)."""

    contact = forms.ChoiceField(label=_("Support contact"))

    def __init__(self, *args: object, colleagues: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["contact"].choices = [("", _("Choose a colleague")), *colleagues]  # type: ignore[attr-defined]


class SettingForm(forms.Form):
    """A new value of one clock or threshold."""

    value = forms.CharField(label=_("New value"), help_text=_("A whole number; a list with commas between."))


class ReasonForm(forms.Form):
    """A reason, for what cannot be undone."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))
