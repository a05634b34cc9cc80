"""Sending a referral, in two minutes (R-060)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from rondom.organizations import queries as organizations
from rondom.privacy.vocabulary import FeedbackDepth
from rondom.referrals import refusals
from rondom.referrals.commands import Contact, ReferralContent
from rondom.referrals.forms.choices import (
    MORE_THAN_ONE,
    SHORT,
    desk_choices,
    feedback_choices,
    ground_choices,
)
from rondom.referrals.vocabulary import Urgency


class SendForm(forms.Form):
    """The one short form (R-060)."""

    given_name = forms.CharField(label=_("First name"))
    family_name = forms.CharField(label=_("Family name"))
    birth_date = forms.DateField(
        label=_("Birth date"),
        help_text=_("Check it: two people can have the same name."),
        widget=forms.DateInput(),
        error_messages={"invalid": _("Write the date as day-month-year, for example 9-3-1988.")},
    )
    phone = forms.CharField(label=_("Phone number of the person"), required=False)
    question = forms.CharField(label=_("What does the person need, in one sentence?"), **SHORT)
    urgency = forms.ChoiceField(
        label=_("How soon is help needed?"), choices=Urgency.choices, widget=forms.RadioSelect
    )
    tried = forms.CharField(label=_("What was tried already?"), required=False, **SHORT)
    ground = forms.ChoiceField(
        label=_("Does the person agree?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _(
                "Ask the person first whether you may send this. If that cannot be, choose the law "
                "on which you send it."
            )
        },
    )
    feedback = forms.ChoiceField(
        label=_("What may come back to you? Ask the person."), widget=forms.RadioSelect
    )
    desk = forms.ChoiceField(
        label=_("To which desk?"), required=False, widget=forms.Select(attrs={"data-either": "receiver"})
    )
    colleague = forms.CharField(
        label=_("Or to one colleague, by name"),
        required=False,
        widget=forms.TextInput(attrs={"data-either": "receiver"}),
        help_text=_("When this colleague is away, the stand-in gets it, and you see that."),
    )
    person = forms.ChoiceField(label=_("Whom do you mean?"), required=False, widget=forms.RadioSelect)
    same_text = forms.CharField(required=False, widget=forms.HiddenInput)
    birth_date_checked = forms.BooleanField(label=_("I checked the birth date: it is right"), required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices("ground", ground_choices())
        self._choices("feedback", feedback_choices())
        self._choices("desk", desk_choices())
        self.fields["urgency"].initial = Urgency.ROUTINE
        self.fields["feedback"].initial = FeedbackDepth.STATUS
        self._people: list[tuple[str, str]] = []
        self.name_colleagues(self.data.get("colleague", ""), on)
        if not self.data.get("birth_date_checked") and not self.data.get("birth_date_asked"):
            self.fields["birth_date_checked"].widget = forms.HiddenInput()

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def name_colleagues(self, typed: str, on: date) -> None:
        """Offer the people whose name holds what was typed; the choice is asked only when it is needed."""
        found = organizations.find_colleagues(typed, on, limit=8) if typed.strip() else []
        self._people = [
            (str(one.pk), f"{one.name}, {one.organization.name}")
            for one in found
            # A shelter is not found by its staff.
            if one.organization.name_public and not one.organization.sensitive
        ]
        self._choices("person", self._people)
        if len(self._people) < MORE_THAN_ONE:
            self.fields["person"].widget = forms.HiddenInput()

    def receiver(self) -> dict[str, UUID | None]:
        """The desk or the colleague that was chosen.

        Raises ReceiverMissing (none or both), ColleagueUnknown, ColleagueUnclear.
        """
        desk, typed = self.cleaned_data["desk"], self.cleaned_data["colleague"].strip()
        if bool(desk) == bool(typed):
            raise refusals.ReceiverMissing
        if desk:
            return {"receiver_desk_id": UUID(desk)}
        if not self._people:
            raise refusals.ColleagueUnknown(name=typed)
        chosen = self.cleaned_data["person"] or (self._people[0][0] if len(self._people) == 1 else "")
        if not chosen:
            raise refusals.ColleagueUnclear
        return {"receiver_person_id": UUID(chosen)}

    def ask_birth_date_again(self) -> None:
        """Show the box that says that the date was checked."""
        self.fields["birth_date_checked"].widget = forms.CheckboxInput()

    @property
    def said_it_again(self) -> bool:
        """Whether the same short text was sent a second time."""
        return bool(self.data.get("same_text")) and self.data["same_text"] == self.data.get("question")

    def remember_text(self) -> None:
        """Let the next sending of this same text through."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["same_text"] = data.get("question", "")
        self.data = data

    def content(self) -> ReferralContent:
        """What was filled in."""
        said = self.cleaned_data
        return ReferralContent(
            given_name=said["given_name"],
            family_name=said["family_name"],
            birth_date=said["birth_date"],
            contact=Contact(phone=said["phone"]),
            question=said["question"],
            urgency=said["urgency"],
            tried=said["tried"],
            ground=said["ground"],
            feedback=said["feedback"],
        )
