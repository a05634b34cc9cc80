"""How somebody wants to be told."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rondom.notices.vocabulary import MailMode


class WishesForm(forms.Form):
    """Mail: how often, when not, in which language."""

    mail_mode = forms.ChoiceField(
        label=_("How often do you want mail?"), choices=MailMode.choices, widget=forms.RadioSelect
    )
    quiet_from = forms.TimeField(
        label=_("No mail from"),
        widget=forms.TimeInput(format="%H:%M"),
        help_text=_("For example 20:00. Two equal times mean: mail may come at any hour."),
    )
    quiet_until = forms.TimeField(label=_("Until"), widget=forms.TimeInput(format="%H:%M"))
    language = forms.ChoiceField(label=_("Language of the mail"), choices=settings.LANGUAGES)
