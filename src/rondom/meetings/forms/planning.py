"""Asking for a meeting, fixing a time, inviting, answering."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rondom.meetings.forms.fields import SLOTS, Choices, TimeInput, day_field, moment, words_field
from rondom.meetings.rules import MEETING_MINUTES, Slot
from rondom.meetings.vocabulary import (
    AbsenceReason,
    Mode,
    Reply,
    Sight,
)


class ProposalForm(forms.Form):
    """When and where the client can come, and why."""

    why = words_field(_("What should the meeting be about?"))
    first_on = day_field(_("A day that suits the client"), required=False)
    # The whole working day, so that on a phone choosing a day is enough.
    first_from = forms.TimeField(label=_("From"), required=False, widget=TimeInput(), initial=time(9))
    first_until = forms.TimeField(label=_("Until"), required=False, widget=TimeInput(), initial=time(17))
    second_on = day_field(_("Another day"), required=False)
    second_from = forms.TimeField(label=_("From"), required=False, widget=TimeInput())
    second_until = forms.TimeField(label=_("Until"), required=False, widget=TimeInput())
    third_on = day_field(_("One more day"), required=False)
    third_from = forms.TimeField(label=_("From"), required=False, widget=TimeInput())
    third_until = forms.TimeField(label=_("Until"), required=False, widget=TimeInput())
    times_in_words = forms.CharField(
        label=_("Or in words: when does it suit, and when not?"), required=False, max_length=500
    )
    place = forms.CharField(
        label=_("Where does the client want to meet?"),
        required=False,
        max_length=200,
        help_text=_("For example at the community centre. Write no address that must stay secret."),
    )
    mode = forms.ChoiceField(label=_("How"), choices=Mode.choices, initial=Mode.IN_PERSON)

    def slots(self) -> list[Slot]:
        """The moments that were filled in completely."""
        return [slot for name in SLOTS if (slot := self._slot(name)) is not None]

    def _slot(self, name: str) -> Slot | None:
        day, start, end = (self.cleaned_data.get(f"{name}_{part}") for part in ("on", "from", "until"))
        return Slot(moment(day, start), moment(day, end)) if day and start and end else None

    def clean(self) -> dict[str, Any]:
        """A moment is complete and ends after it starts."""
        cleaned = super().clean() or {}
        for name in SLOTS:
            day, start, end = (cleaned.get(f"{name}_{part}") for part in ("on", "from", "until"))
            if day and not (start and end):
                self.add_error(f"{name}_from", _("Fill in from when until when."))
            if start and end and end <= start:
                self.add_error(f"{name}_until", _("The end lies before the beginning. Choose a later time."))
        return cleaned


class ProposalWithoutClientForm(ProposalForm):
    """The same, for a professional who has a reason to meet without the client."""

    without_client = forms.ChoiceField(
        label=_("The client will not be there because"),
        required=False,
        choices=[("", _("the client will be there")), *AbsenceReason.choices],
    )
    without_client_words = words_field(_("Why, in a few words"), required=False)


class PlanForm(forms.Form):
    """The fixed time and place, and who leads."""

    version = forms.IntegerField(widget=forms.HiddenInput())
    starts_on = day_field(_("Day"))
    starts_at = forms.TimeField(label=_("Time"), widget=TimeInput())
    minutes = forms.IntegerField(
        label=_("How many minutes"), min_value=15, max_value=240, initial=MEETING_MINUTES
    )
    mode = forms.ChoiceField(label=_("How"), choices=Mode.choices)
    place = forms.CharField(label=_("Where"), max_length=200, required=False)
    place_in_calendar = forms.BooleanField(
        label=_("Put the place in the calendar file"),
        required=False,
        help_text=_(
            "Others may look in a calendar. Leave this off when the place says something about the client."
        ),
    )
    link = forms.URLField(label=_("Address of the video meeting"), required=False, assume_scheme="https")
    chair = forms.ChoiceField(label=_("Who leads the meeting"))
    client_co_chairs = forms.BooleanField(label=_("The client leads along"), required=False)
    client_agreed = forms.CharField(
        label=_("How did the client agree with another moment?"),
        max_length=200,
        required=False,
        help_text=_("Only needed when the client did not offer this moment."),
    )

    def __init__(self, *args: Any, chairs: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chair"].choices = list(chairs)  # type: ignore[attr-defined]

    def starts(self) -> datetime:
        """The beginning as a moment in Amsterdam."""
        return moment(self.cleaned_data["starts_on"], self.cleaned_data["starts_at"])


class InviteForm(forms.Form):
    """Whom to invite."""

    invitee = forms.ChoiceField(label=_("Whom"), widget=forms.RadioSelect)
    sees = forms.ChoiceField(
        label=_("What may this person see?"),
        required=False,
        choices=[
            ("", _("As usual: who helps with the plan sees the meeting, others see the agenda only")),
            (Sight.AGENDA, _("Only when, where and what we talk about")),
            (Sight.MEETING, _("The whole meeting")),
        ],
        widget=forms.RadioSelect,
        help_text=_("For family, friends and an expert by experience the client decides."),
    )
    shield_reason = forms.CharField(
        label=_("Reason, when there is a safety shield"),
        required=False,
        max_length=200,
        help_text=_("Only the case manager can do this. The privacy officer can read it."),
    )

    def __init__(self, *args: Any, people: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["invitee"].choices = list(people)  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """A reason, read by the client too."""

    reason = words_field(_("Why"), help_text=_("The client reads this too."))


class AdmissionForm(forms.Form):
    """Yes or no to somebody who was added later."""

    accepted = forms.ChoiceField(
        label=_("May this person come?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label=_("How was the answer given?"), required=False, max_length=500)


class ReplyForm(forms.Form):
    """An answer to an invitation."""

    answer = forms.ChoiceField(
        label=_("Can you come?"),
        choices=[
            (Reply.COMES, _("Yes, I come")),
            (Reply.OTHER_TIME, _("Another time suits me better")),
            (Reply.CANNOT, _("No, I cannot come")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label=_("Which time suits you?"), required=False, max_length=500)


class AcquaintanceForm(forms.Form):
    """How an expert by experience knows the client."""

    words = forms.CharField(
        label=_("How do you know each other?"),
        help_text=_("In a few words: a neighbour, an old colleague, from the same church."),
        max_length=200,
    )


class AcquaintanceDecisionForm(forms.Form):
    """What client and case manager decided together."""

    outcome = forms.ChoiceField(
        label=_("What did you decide with the client?"),
        choices=[
            ("back", _("The expert comes: the client wants this")),
            ("out", _("The expert does not come, and stays out of this file")),
        ],
        widget=forms.RadioSelect,
    )
    client_said = forms.CharField(label=_("How did the client put it?"), max_length=200)
