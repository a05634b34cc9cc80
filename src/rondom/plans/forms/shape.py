"""What the forms share. The commands decide; no length is checked here."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rondom.organizations import queries as organizations
from rondom.plans.vocabulary import (
    Channel,
)

CHOOSE = ("", _("Choose"))
AREA = forms.Textarea(attrs={"rows": 3})


def domain_choices() -> list[tuple[str, str]]:
    """The city's life domains."""
    return [(str(d.number), d.label) for d in organizations.life_domains()]


class VersionedForm(forms.Form):
    """A form over something that another may be changing too."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class WitnessFields(forms.Form):
    """How the client said yes, for somebody who writes it down."""

    channel = forms.ChoiceField(
        label=_("How did the client say this?"), choices=Channel.choices, initial=Channel.SCREEN
    )
    witness = forms.CharField(
        label=_("Who was there?"),
        help_text=_("The name of a witness, on paper or by telephone."),
        required=False,
    )
