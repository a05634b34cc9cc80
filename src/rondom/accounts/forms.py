"""Forms of signing in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class CodeForm(forms.Form):
    """The code from the letter."""

    code = forms.CharField(
        label=_("The code from the letter"),
        max_length=40,
        help_text=_("Twelve letters and numbers. Capitals and dashes do not matter."),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "spellcheck": "false", "autocapitalize": "characters"}
        ),
    )


class InvitationForm(forms.Form):
    """For whom a letter is printed; sent by the button on a household's page."""

    household = forms.UUIDField()
    member = forms.UUIDField()
    language = forms.ChoiceField(choices=[("nl", "nl"), ("en", "en")], required=False)
