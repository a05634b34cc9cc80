"""What is asked about referrals. The commands decide; these forms only shape and word it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.organizations import queries as organizations
from rondom.privacy.vocabulary import ConsentChannel, FeedbackDepth
from rondom.referrals import refusals
from rondom.referrals.commands import Contact, ReferralContent
from rondom.referrals.vocabulary import NextStep, OutcomeCategory, Urgency

CHOOSE = ("", _("Choose"))
SHORT: dict[str, Any] = {"widget": forms.Textarea(attrs={"rows": 2})}
AREA: dict[str, Any] = {"widget": forms.Textarea(attrs={"rows": 4})}
CONSENT = "consent"
MORE_THAN_ONE = 2


def desk_choices() -> list[tuple[str, str]]:
    """Every desk, the front desk first."""
    front = organizations.front_desk()
    rows = sorted(organizations.desks(), key=lambda desk: (front is None or desk.pk != front.pk, desk.name))
    return [("", str(CHOOSE[1])), *((str(desk.pk), desk.name) for desk in rows)]


def ground_choices() -> list[tuple[str, Any]]:
    """Permission first, then the laws that allow a referral."""
    purpose = organizations.purpose("referral")
    allowed = purpose.grounds if purpose else ()
    laws = [g for g in organizations.legal_grounds() if g.slug in allowed and g.slug != CONSENT]
    return [
        (CONSENT, _("Yes, the person agrees with this referral")),
        *((ground.slug, _("No, but the law allows it: {law}").format(law=ground.label)) for ground in laws),
    ]


def feedback_choices() -> list[tuple[str, Any]]:
    """How much may go back."""
    return list(FeedbackDepth.choices)


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
