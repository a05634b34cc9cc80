"""Shape and wording of input. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rondom.kernel.clock import AMSTERDAM
from rondom.meetings.rules import MEETING_MINUTES, Slot
from rondom.meetings.vocabulary import (
    PULSE_QUESTIONS,
    AbsenceReason,
    Interpreter,
    Mode,
    PulseAnswer,
    Reply,
    StanceKind,
)

Choices = Iterable[tuple[Any, Any]]
SLOTS = ("first", "second", "third")


class TimeInput(forms.TimeInput):
    """The browser's own box for a time of day."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A date."""
    return forms.DateField(label=label, required=required, help_text=help_text, widget=forms.DateInput())


def words_field(label: Any, *, required: bool = True, rows: int = 3, help_text: Any = "") -> forms.CharField:
    """Several lines of text."""
    return forms.CharField(
        label=label, required=required, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows})
    )


class ProposalForm(forms.Form):
    """When and where the client can come, and why."""

    why = words_field(_("What should the meeting be about?"))
    first_on = day_field(_("A day that suits the client"), required=False)
    first_from = forms.TimeField(label=_("From"), required=False, widget=TimeInput())
    first_until = forms.TimeField(label=_("Until"), required=False, widget=TimeInput())
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


class PreparationForm(forms.Form):
    """The client's own sheet."""

    first_words = words_field(_("What do you want to say first?"), required=False, rows=4)
    brings = forms.CharField(
        label=_("Whom do you bring with you?"),
        required=False,
        max_length=200,
        help_text=_("A name is enough."),
    )
    interpreter = forms.ChoiceField(
        label=_("Who translates for you?"), choices=Interpreter.choices, widget=forms.RadioSelect
    )
    interpreter_language = forms.CharField(label=_("In which language?"), required=False, max_length=60)


class AgendaForm(forms.Form):
    """One point."""

    words = forms.CharField(label=_("What do you want to talk about?"), max_length=300)


class WordsForm(forms.Form):
    """Words, and nothing else."""

    words = words_field(_("In your own words"), rows=4)


class RoleForm(forms.Form):
    """Who are you, what can you decide and what not."""

    decides = words_field(_("What can you decide?"))
    does_not_decide = words_field(_("What can you not decide?"))
    open_question = forms.CharField(
        label=_("What do you still have to find out?"),
        required=False,
        max_length=500,
        help_text=_("This becomes an action for you."),
    )
    question_due_on = day_field(_("Before which day?"), required=False)
    domain = forms.TypedChoiceField(
        label=_("Which part of life is it about?"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, domains: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["domain"].choices = [("", "—"), *domains]  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """A decision with its options."""

    question = words_field(_("What do we have to decide?"), rows=2)
    option_one = forms.CharField(label=_("One possibility"), max_length=500)
    option_two = forms.CharField(label=_("Another possibility"), required=False, max_length=500)
    option_three = forms.CharField(label=_("One more possibility"), required=False, max_length=500)
    options = forms.CharField(label=_("No other possibility? Write why"), required=False, max_length=1000)
    chosen = words_field(_("What do we choose?"), rows=2)
    review_on = day_field(_("When do we look at it again?"), required=False)
    urgent_reason = forms.CharField(
        label=_("Why can it not wait for the client?"),
        required=False,
        max_length=1000,
        help_text=_("Only when somebody is in danger or the law demands it, and the client was not asked."),
    )

    def possibilities(self) -> list[str]:
        """The options that were filled in."""
        names = ("option_one", "option_two", "option_three")
        return [self.cleaned_data[name] for name in names if self.cleaned_data.get(name)]


class StanceForm(forms.Form):
    """What one person thinks."""

    kind = forms.ChoiceField(
        label=_("What do you think of it?"), choices=StanceKind.choices, widget=forms.RadioSelect
    )
    words = words_field(_("In a few words"), required=False, help_text=_("Needed when you do not agree."))


class DisagreementForm(forms.Form):
    """A matter on which people do not agree."""

    matter = words_field(_("What do we not agree on?"), rows=2)
    client_view = words_field(_("How does the client see it?"), required=False)
    other = forms.ChoiceField(label=_("Who sees it another way?"))
    other_view = words_field(_("How does that person see it?"), required=False)
    next_step = forms.CharField(
        label=_("What is the next step?"),
        required=False,
        max_length=1000,
        help_text=_("It may also stay as it is."),
    )

    def __init__(self, *args: Any, others: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = list(others)  # type: ignore[attr-defined]


class AgreementForm(forms.Form):
    """Who does what by when."""

    what = forms.CharField(label=_("What"), max_length=500)
    who = forms.ChoiceField(label=_("Who"))
    due_on = day_field(_("Before which day"))
    domain = forms.TypedChoiceField(
        label=_("Which part of life"), required=False, coerce=int, empty_value=None
    )
    goal = forms.ChoiceField(label=_("For which goal"), required=False)

    def __init__(
        self, *args: Any, who: Choices = (), domains: Choices = (), goals: Choices = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = list(who)  # type: ignore[attr-defined]
        self.fields["domain"].choices = [("", "—"), *domains]  # type: ignore[attr-defined]
        self.fields["goal"].choices = [("", "—"), *goals]  # type: ignore[attr-defined]


class ClosingForm(forms.Form):
    """The end; the questions are only asked when the client was not there."""

    absence_reason = forms.ChoiceField(
        label=_("The client was not there because"),
        required=False,
        choices=[("", _("the client was there")), *AbsenceReason.choices],
    )
    absence_words = words_field(_("Why, in a few words"), required=False)
    safety_exception = words_field(
        _("It is not safe to tell the client, because"),
        required=False,
        help_text=_("Leave this empty if the client may know. The privacy officer can read it."),
    )


class NoteForm(forms.Form):
    """Words added to the summary; after it is final with a reason."""

    words = words_field(_("What do you want to add?"), rows=4)
    reason = forms.CharField(label=_("Why do you change this now?"), required=False, max_length=1000)


class AbsenceForm(forms.Form):
    """Is the noted reason right?"""

    right = forms.ChoiceField(
        label=_("Is that right?"),
        choices=[("yes", _("Yes, that is right")), ("no", _("No, that is not right"))],
        widget=forms.RadioSelect,
    )
    words = words_field(_("What do you want to say about it?"), required=False)


class PulseForm(forms.Form):
    """Five plain questions."""

    words = words_field(_("Do you want to add something?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, question in PULSE_QUESTIONS.items():
            self.fields[key] = forms.ChoiceField(
                label=question, choices=PulseAnswer.choices, widget=forms.RadioSelect
            )
        self.order_fields([*PULSE_QUESTIONS, "words"])


def moment(day: date, clock: time) -> datetime:
    """A day and a time of day in Amsterdam."""
    return datetime.combine(day, clock, tzinfo=AMSTERDAM)
