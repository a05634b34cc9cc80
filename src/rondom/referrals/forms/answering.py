"""What the receiver, or the sender who takes it back, is asked along the way."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.organizations import queries as organizations
from rondom.privacy.vocabulary import ConsentChannel
from rondom.referrals.forms.choices import (
    AREA,
    SHORT,
    desk_choices,
    feedback_choices,
)
from rondom.referrals.vocabulary import NextStep, OutcomeCategory


class AcceptForm(forms.Form):
    """Who makes the first contact."""

    assignee = forms.ChoiceField(label=_("Who makes the first contact?"))

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["assignee"]
        if isinstance(field, forms.ChoiceField):
            field.choices = colleagues


class DeclineForm(forms.Form):
    """No, with a reason and what happens now (R-064)."""

    reason = forms.CharField(label=_("Why can you not help?"), **AREA)
    next_step = forms.ChoiceField(
        label=_("What happens now?"), choices=NextStep.choices, widget=forms.RadioSelect
    )
    next_words = forms.CharField(
        label=_("Which service, or which advice?"),
        required=False,
        help_text=_("The sender reads this. Tell the person yourself as well."),
        **SHORT,
    )


class ForwardForm(forms.Form):
    """To another desk."""

    desk = forms.ChoiceField(label=_("To which desk?"))
    reason = forms.CharField(label=_("Why there?"), **SHORT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["desk"]
        if isinstance(field, forms.ChoiceField):
            field.choices = desk_choices()


class ProgressForm(forms.Form):
    """A word in between."""

    sentence = forms.CharField(label=_("How is it going, in one sentence?"), **SHORT)


class ResultForm(forms.Form):
    """The result (R-063)."""

    category = forms.ChoiceField(
        label=_("How did it end?"), choices=OutcomeCategory.choices, widget=forms.RadioSelect
    )
    sentence = forms.CharField(label=_("One sentence about it"), **SHORT)
    summary = forms.CharField(
        label=_("A summary, for the file"),
        required=False,
        help_text=_("It goes to the sender only when the person agreed to a full summary."),
        **AREA,
    )


class PauseForm(forms.Form):
    """Why it waits, and until when (R-063)."""

    reason = forms.CharField(label=_("What do you wait for?"), **SHORT)
    until = forms.DateField(
        label=_("Until which day?"),
        help_text=_("On that day the clock runs again by itself."),
        error_messages={"invalid": _("Write the date as day-month-year, for example 9-3-1988.")},
    )


class CancelForm(forms.Form):
    """The sender takes it back."""

    reason = forms.CharField(label=_("Why is it no longer needed?"), required=False, **SHORT)


class FileForm(forms.Form):
    """Open a file or take the one that is there, and what the person lets go back (R-066)."""

    case = forms.ChoiceField(
        label=_("This person may have a file already. Where does the referral belong?"),
        required=False,
        widget=forms.RadioSelect,
    )
    ground = forms.ChoiceField(label=_("On which ground do you open this file?"))
    feedback = forms.ChoiceField(
        label=_("What may go back to the sender? Ask the person."), widget=forms.RadioSelect
    )
    channel = forms.ChoiceField(
        label=_("How did the person say this?"),
        choices=[(c.value, c.label) for c in (ConsentChannel.PAPER, ConsentChannel.SPOKEN)],
        widget=forms.RadioSelect,
    )
    witness = forms.CharField(
        label=_("Who heard it?"), required=False, help_text=_("Only when it was spoken.")
    )

    def __init__(self, *args: Any, files: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not files:
            del self.fields["case"]
        choices: dict[str, Any] = {
            "case": [*files, ("", _("In a new file: this is somebody else"))],
            "ground": [(g.slug, g.label) for g in organizations.legal_grounds() if g.kind == "statutory"],
            "feedback": feedback_choices(),
        }
        for name, found in choices.items():
            field = self.fields.get(name)
            if isinstance(field, forms.ChoiceField):
                field.choices = found


def colleague_choices(actor: Actor, on: Any) -> list[tuple[str, str]]:
    """The actor first, then the team."""
    team = organizations.colleagues(actor.team_id, on) if actor.team_id else []
    others = [(str(one.pk), one.name) for one in team if one.pk != actor.id]
    return [(str(actor.id), actor.name), *others]
