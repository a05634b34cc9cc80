"""Stances, activation, versions."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rondom.plans.forms.shape import AREA, VersionedForm
from rondom.plans.vocabulary import (
    Channel,
    StanceKind,
)


class StanceForm(forms.Form):
    """What I think of a line."""

    stance = forms.ChoiceField(
        label=_("What do you think of it?"),
        choices=[(StanceKind.AGREES, _("I agree")), (StanceKind.DISAGREES, _("I do not agree"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What do you want to say about it?"),
        help_text=_("Needed when you do not agree. It stays in the plan in your own words."),
        required=False,
        widget=AREA,
    )


class WitnessForm(forms.Form):
    """What somebody else said, written down with a witness."""

    person = forms.ChoiceField(label=_("Who said this?"))
    stance = forms.ChoiceField(
        label=_("What did this person say?"),
        choices=[c for c in StanceKind.choices if c[0] != StanceKind.NOT_ASKED],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("In which words?"),
        help_text=_("Could this person not be asked? Then write why."),
        required=False,
        widget=AREA,
    )
    channel = forms.ChoiceField(
        label=_("How?"), choices=[c for c in Channel.choices if c[0] != Channel.SCREEN]
    )
    witness = forms.CharField(label=_("Who was there?"), required=False)

    def __init__(self, *args: Any, persons: Iterable[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(str(key), name) for key, name in persons]  # type: ignore[attr-defined]


class ActivateForm(VersionedForm):
    """Make the draft the working plan."""

    without_words_reason = forms.CharField(
        label=_("Why are the client's own words not here?"), required=False, widget=AREA
    )


class PublishForm(forms.Form):
    """Freeze a version."""

    note = forms.CharField(label=_("What is this version about?"), required=False)
