"""Shape and wording of input about staff and settings."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rondom.kernel.uploads import Given


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


class PortraitForm(forms.Form):
    """The own photo (R-034)."""

    file = forms.FileField(
        label=_("Your photo"),
        help_text=_(
            "A PNG or JPEG of at most 8 MB, with your face in the middle. We keep a small square of it."
        ),
        allow_empty_file=True,  # said by the command, in a sentence of its own
        error_messages={"required": _("Choose a photo on your device.")},
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg"}),
    )
    agrees = forms.BooleanField(
        label=_("Colleagues and the residents I meet may see my photo. I can take it away at any moment."),
        required=False,
    )

    def given(self) -> Given:
        """The file as it came; the site kept no more of it than its limit."""
        file = self.cleaned_data["file"]
        return Given(name=file.name or "", content=file.read(), size=file.size or 0)


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
