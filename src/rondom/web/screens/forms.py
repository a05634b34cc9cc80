"""Shape and wording of what these screens ask; whether it may be is the command's business."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rondom.cases.vocabulary import (
    DeadlineKind,
    InvolvementKind,
    NoteKind,
    ProblemLevel,
    RequestOutcome,
    StrengthKind,
    SupporterAccess,
    Visibility,
    WordsAbsence,
)
from rondom.dispatch.forms import OnPurpose, WarnsOfNumbers
from rondom.organizations import queries as organizations
from rondom.people.vocabulary import LANGUAGES

BIG = forms.Textarea(attrs={"rows": 5})
NEEDED = {"aria-required": "true"}


def needed(label: Any, *, line: bool = False, **more: Any) -> forms.CharField:
    """Words that the command asks for and refuses to miss: it says best what is missing."""
    widget = forms.TextInput(attrs=NEEDED) if line else forms.Textarea(attrs={"rows": 5, **NEEDED})
    return forms.CharField(label=label, widget=widget, required=False, **more)


class Versioned(forms.Form):
    """A form that knows which version was on the screen."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)


class OwnWordsForm(Versioned):
    """Three questions; at least one answer."""

    matters = forms.CharField(label=_("What matters to me"), widget=BIG, required=False)
    wants = forms.CharField(label=_("What I want to change"), widget=BIG, required=False)
    refuses = forms.CharField(label=_("What I do not want"), widget=BIG, required=False)
    language = forms.ChoiceField(label=_("Language of these words"), choices=list(LANGUAGES.items()))
    knowingly = OnPurpose(label=_("I keep the number of another case in this text on purpose"))


class AbsenceForm(forms.Form):
    """Why there are no own words yet."""

    absence = forms.ChoiceField(label=_("Why not"), choices=WordsAbsence.choices, widget=forms.RadioSelect)
    why = needed(_("In a few words"))


class IntroductionForm(Versioned):
    """One page about me."""

    who_i_am = needed(_("Who I am"))
    what_helps = forms.CharField(label=_("What helps when you work with me"), widget=BIG, required=False)
    what_not = forms.CharField(label=_("What does not help"), widget=BIG, required=False)
    language = forms.ChoiceField(label=_("Language of these words"), choices=list(LANGUAGES.items()))


def domain_choices() -> list[tuple[int, str]]:
    """The city's life domains, by number."""
    return [(d.number, d.label) for d in organizations.life_domains()]


class DomainForm(WarnsOfNumbers, Versioned):
    """One life domain at a time."""

    domain = forms.TypedChoiceField(label=_("Life domain"), coerce=int)
    person = forms.ChoiceField(label=_("About whom"), required=False)
    problem = forms.ChoiceField(
        label=_("How does it stand"), choices=ProblemLevel.choices, widget=forms.RadioSelect
    )
    reason = needed(_("Why do you ask about this here"))
    strength = forms.CharField(label=_("What goes well in it"), widget=BIG, required=False)
    wish = forms.CharField(label=_("What the client wishes"), widget=BIG, required=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["domain"].choices = domain_choices()  # type: ignore[attr-defined]
        self.fields["person"].choices = [("", _("the household")), *(people or [])]  # type: ignore[attr-defined]


class StrengthForm(forms.Form):
    """Something or somebody to build on."""

    text = needed(_("What is it"), line=True, max_length=1000)
    kind = forms.ChoiceField(label=_("What sort"), choices=StrengthKind.choices, widget=forms.RadioSelect)


class SupporterForm(forms.Form):
    """Somebody from the own network."""

    name = needed(_("Name"), line=True)
    relation = forms.CharField(label=_("What is this person to the client"), required=False)
    helps_with = forms.CharField(label=_("Helps with"), required=False)
    access = forms.ChoiceField(
        label=_("What may this person see"),
        choices=SupporterAccess.choices,
        widget=forms.RadioSelect,
        initial=SupporterAccess.NOTHING,
    )


class DeadlineForm(Versioned):
    """A known date."""

    kind = forms.ChoiceField(label=_("What happens on this date"), choices=DeadlineKind.choices)
    domain = forms.TypedChoiceField(label=_("Life domain"), coerce=int)
    due_on = forms.DateField(label=_("Date"), widget=forms.DateInput)
    source = needed(
        _("Where do you know this date from"), line=True, help_text=_("A letter, a phone call: with whom.")
    )
    what = forms.CharField(label=_("Short addition"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["domain"].choices = domain_choices()  # type: ignore[attr-defined]


class CorrectDateForm(Versioned):
    """Another date, with its source."""

    due_on = forms.DateField(label=_("The right date"), widget=forms.DateInput)
    source = needed(_("Where do you know this date from"), line=True)


class CloseDateForm(forms.Form):
    """How a countdown ended."""

    mistaken = forms.BooleanField(label=_("This date was entered by mistake"), required=False)
    note = needed(_("What was arranged"))


class NoteForm(WarnsOfNumbers):
    """A note, in a domain or for the author only."""

    kind = forms.ChoiceField(
        label=_("What sort of note"),
        choices=[
            (k.value, k.label) for k in (NoteKind.NOTE, NoteKind.CONTACT, NoteKind.ANALYSIS, NoteKind.TALK)
        ],
    )
    title = forms.CharField(label=_("Title"), required=False)
    text = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 10}))
    where = forms.ChoiceField(label=_("Who may read it"))
    person = forms.ChoiceField(label=_("About whom"), required=False)
    shareable = forms.BooleanField(label=_("The client may read this"), required=False, initial=True)
    knowingly = OnPurpose(label=_("I keep the number of another case in this text on purpose"))

    def __init__(
        self, *args: Any, places: list[tuple[str, str]], people: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["where"].choices = places  # type: ignore[attr-defined]
        self.fields["person"].choices = [("", _("the household")), *people]  # type: ignore[attr-defined]


class CorrectNoteForm(WarnsOfNumbers, Versioned):
    """A corrected version of a note."""

    text = forms.CharField(
        label=_("Text"), widget=forms.Textarea(attrs={"rows": 10, **NEEDED}), required=False
    )
    why = needed(_("Why do you correct it"), line=True)


class AnswerForm(forms.Form):
    """The written answer to a request."""

    outcome = forms.ChoiceField(
        label=_("How does this end"), choices=RequestOutcome.choices, widget=forms.RadioSelect
    )
    answer = needed(_("Your answer, with the reason"))


class ReasonForm(forms.Form):
    """A reason."""

    reason = needed(_("Reason"))


class ReasonIfAnyForm(forms.Form):
    """A reason, for who wants to give one."""

    reason = forms.CharField(label=_("Reason"), widget=BIG, required=False)


class ReviewForm(forms.Form):
    """What was found."""

    note = needed(_("What happened, and what changes"))


class WhoForm(forms.Form):
    """A colleague of the team, with a reason."""

    professional = forms.ChoiceField(label=_("Colleague"))
    reason = forms.CharField(label=_("Reason"), widget=BIG, required=False)

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["professional"].choices = colleagues  # type: ignore[attr-defined]


class HandoverForm(WhoForm):
    """A planned change of case manager."""

    reason = needed(_("Reason"))
    overlap_on = forms.DateField(label=_("From which day are both there"), widget=forms.DateInput)
    open_agreements = forms.CharField(
        label=_("What is still open"), help_text=_("One agreement on each line."), widget=BIG, required=False
    )

    def lines(self) -> list[str]:
        """The agreements, one by one."""
        return [one.strip() for one in self.cleaned_data["open_agreements"].splitlines() if one.strip()]


class CompleteForm(forms.Form):
    """Changing hands."""

    why_without = forms.CharField(
        label=_("If the client was not told or not introduced: why"), widget=BIG, required=False
    )


class InvolveForm(forms.Form):
    """A party that starts helping."""

    organization = forms.ChoiceField(label=_("Organisation"))
    professional = forms.ChoiceField(label=_("Who"), required=False)
    kind = forms.ChoiceField(label=_("What is this party here"), choices=InvolvementKind.choices)
    domains = forms.TypedMultipleChoiceField(
        label=_("Life domains"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    ground = forms.ChoiceField(label=_("Legal ground"))
    visibility = forms.ChoiceField(
        label=_("Who may know"),
        choices=[(v.value, v.label) for v in (Visibility.SHOWN, Visibility.MASKED)],
        widget=forms.RadioSelect,
        initial=Visibility.SHOWN,
    )
    why = forms.CharField(
        label=_("Why, in the client's terms"),
        widget=BIG,
        required=False,
        help_text=_("Needed for an expert by experience: how the client asked for it."),
    )

    def __init__(self, *args: Any, on: date, staff: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parties = [(str(o.pk), o.name) for o in organizations.organizations(on).filter(name_public=True)]
        self.fields["organization"].choices = parties  # type: ignore[attr-defined]
        self.fields["professional"].choices = [("", _("nobody by name yet")), *staff]  # type: ignore[attr-defined]
        self.fields["domains"].choices = domain_choices()  # type: ignore[attr-defined]
        grounds = [(g.slug, g.label) for g in organizations.legal_grounds()]
        self.fields["ground"].choices = grounds  # type: ignore[attr-defined]


class HoldForm(forms.Form):
    """Why a reaction is held for now."""

    reason = forms.CharField(label=_("Whom does it threaten, and how?"), widget=BIG)
    quietly = forms.BooleanField(
        label=_("Keep the reason from the writer, to keep somebody safe"), required=False
    )


class CopyGoneForm(forms.Form):
    """How and when a copy is gone."""

    how = forms.ChoiceField(
        label=_("What happened to the copy?"),
        choices=[
            ("deleted", _("It is deleted or shredded")),
            ("returned", _("It is given back to the client")),
        ],
        widget=forms.RadioSelect,
    )
    on = forms.DateField(label=_("On which day?"), widget=forms.DateInput)


class ShowAgainForm(forms.Form):
    """Nothing to fill in: the button says it."""


def group_choices() -> list[tuple[str, str]]:
    """The city's groups, and none."""
    groups = [(group.slug, group.label) for group in organizations.target_groups()]
    return [("", str(_("no group in particular"))), *groups]


class GroupForm(forms.Form):
    """One group of people, or none."""

    target_group = forms.ChoiceField(label=_("Group"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target_group"].choices = group_choices()  # type: ignore[attr-defined]


class WeightForm(forms.Form):
    """A weight with its reason."""

    weight = forms.TypedChoiceField(
        label=_("Counts as"), coerce=int, choices=[(n, str(n)) for n in range(1, 6)], widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("Why does it count as so much?"), max_length=180)
