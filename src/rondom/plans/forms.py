"""Shape and wording of what is asked about plans. The commands decide; no length is checked here."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rondom.organizations import queries as organizations
from rondom.plans.vocabulary import (
    ANSWERS,
    STATEMENTS,
    ActionState,
    BottleneckKind,
    Channel,
    GoalOwner,
    GoalState,
    Moment,
    Owner,
    RouteStep,
    StanceKind,
    Term,
)

CHOOSE = ("", _("Choose"))
AREA = {"widget": forms.Textarea(attrs={"rows": 3})}


def domain_choices() -> list[tuple[str, str]]:
    """The city's life domains."""
    return [(str(d.number), d.label) for d in organizations.life_domains()]


class VersionedForm(forms.Form):
    """A form over something that another may be changing too."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class GoalForm(VersionedForm):
    """A goal in the client's words."""

    title = forms.CharField(
        label=_("What do you want to reach?"), help_text=_("In your own words. One sentence."), **AREA
    )
    domain = forms.ChoiceField(label=_("What is it about?"))
    owner = forms.ChoiceField(label=_("Whose goal is it?"), choices=GoalOwner.choices)
    professional = forms.ChoiceField(label=_("Which professional?"), required=False)
    first_step = forms.CharField(label=_("What is the first step?"), required=False)
    first_step_on = forms.DateField(label=_("When is the first step?"), required=False)
    due_on = forms.DateField(label=_("When do you want to be there?"), required=False)
    strengths = forms.MultipleChoiceField(
        label=_("What helps? What goes well already?"),
        help_text=_("Choose nothing when none was found yet."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    about = forms.ChoiceField(label=_("Who is it about?"), required=False)

    def __init__(
        self,
        *args: Any,
        owners: Sequence[tuple[str, UUID, str]],
        strengths: dict[UUID, str],
        fixed: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["domain"].choices = [CHOOSE, *domain_choices()]  # type: ignore[attr-defined]
        staff = [(str(key), words) for kind, key, words in owners if kind == "professional"]
        self.fields["professional"].choices = [CHOOSE, *staff]  # type: ignore[attr-defined]
        self.fields["strengths"].choices = [(str(k), v) for k, v in strengths.items()]  # type: ignore[attr-defined]
        family = [(str(key), words) for kind, key, words in owners if kind in {"client", "member"}]
        self.fields["about"].choices = family  # type: ignore[attr-defined]
        if not strengths:
            del self.fields["strengths"]
        if fixed or len(family) < 2:
            del self.fields["about"]
        if fixed:
            del self.fields["domain"]


class ActionForm(VersionedForm):
    """Who does what by when."""

    what = forms.CharField(label=_("What are we going to do?"), **AREA)
    domain = forms.ChoiceField(label=_("What is it about?"))
    owner = forms.ChoiceField(label=_("Who does it?"), help_text=_("One person."), required=False)
    due_on = forms.DateField(label=_("When is it done?"), help_text=_("For example 31-12-2026."))
    goal = forms.ChoiceField(label=_("Which goal does it belong to?"), required=False)

    def __init__(
        self,
        *args: Any,
        owners: Sequence[tuple[str, UUID, str]],
        goals: Iterable[tuple[UUID, str]],
        fixed: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known = {f"{kind}:{key}": Owner(kind, key, words) for kind, key, words in owners}
        self.fields["domain"].choices = [CHOOSE, *domain_choices()]  # type: ignore[attr-defined]
        named = [(value, owner.name) for value, owner in self.known.items()]
        self.fields["owner"].choices = [CHOOSE, *named]  # type: ignore[attr-defined]
        listed = [(str(key), title) for key, title in goals]
        self.fields["goal"].choices = [("", _("No goal")), *listed]  # type: ignore[attr-defined]
        if fixed:
            for name in ("domain", "owner", "goal"):
                del self.fields[name]

    def chosen_owner(self) -> Owner | None:
        """The chosen owner."""
        return self.known.get(self.cleaned_data.get("owner", ""))


class ReportForm(forms.Form):
    """How an action stands."""

    state = forms.ChoiceField(label=_("How does it stand?"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("What should the others know?"), required=False, **AREA)

    def __init__(self, *args: Any, states: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [(s, ActionState(s).label) for s in states]  # type: ignore[attr-defined]


class CarryForm(forms.Form):
    """Start an action again with a new date."""

    due_on = forms.DateField(label=_("What is the new date?"))


class GoalStateForm(forms.Form):
    """How a goal stands."""

    state = forms.ChoiceField(label=_("How does this goal stand?"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("What should the others know?"), required=False, **AREA)

    def __init__(self, *args: Any, states: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [(s, GoalState(s).label) for s in states]  # type: ignore[attr-defined]


class TermForm(forms.Form):
    """Now or later."""

    term = forms.ChoiceField(choices=Term.choices)


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


class MoveForm(WitnessFields):
    """One place up or down; the witness fields are for a professional."""

    direction = forms.ChoiceField(
        label=_("Where to?"), choices=[("up", _("up")), ("down", _("down"))], widget=forms.RadioSelect
    )
    channel = forms.ChoiceField(
        label=_("How did the client say this?"), choices=Channel.choices, required=False
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
        **AREA,
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
        **AREA,
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
        label=_("Why are the client's own words not here?"), required=False, **AREA
    )


class PublishForm(forms.Form):
    """Freeze a version."""

    note = forms.CharField(label=_("What is this version about?"), required=False)


class StuckForm(forms.Form):
    """What is stuck."""

    kind = forms.ChoiceField(label=_("Why is it stuck?"), choices=BottleneckKind.choices)
    text = forms.CharField(
        label=_("What is stuck?"),
        help_text=_(
            "In plain words: what should happen and does not. For example: the letter has no answer yet."
        ),
        **AREA,
    )
    organization = forms.ChoiceField(label=_("Where is it stuck?"), required=False)
    party_name = forms.CharField(label=_("Another party"), required=False)
    since_on = forms.DateField(label=_("Since when?"))
    keep_words = forms.BooleanField(label=_("These words must stay as they are"), required=False)

    def __init__(self, *args: Any, parties: Iterable[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(str(key), name) for key, name in parties]
        self.fields["organization"].choices = [("", _("Another party")), *listed]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """The answer of the party concerned, or how it was solved."""

    text = forms.CharField(label=_("Your answer"), **AREA)
    keep_words = forms.BooleanField(label=_("These words must stay as they are"), required=False)


class RouteForm(forms.Form):
    """The next step of the route."""

    route = forms.ChoiceField(label=_("Which step?"), choices=RouteStep.choices[2:], widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why this step now?"),
        help_text=_("Needed when you leave out a step."),
        required=False,
        **AREA,
    )


class SolutionForm(forms.Form):
    """A solution outside the standard."""

    domain = forms.ChoiceField(label=_("What is it about?"))
    what = forms.CharField(label=_("What did you do differently from the standard?"), **AREA)
    why = forms.CharField(label=_("Why?"), required=False, **AREA)
    room = forms.CharField(label=_("Which room in the rules did you use?"), **AREA)
    agreed_by = forms.CharField(label=_("Who agreed?"))
    result = forms.CharField(label=_("What came of it?"), required=False, **AREA)
    copy = forms.BooleanField(
        label=_("Let colleagues find this, without names, household or date"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["domain"].choices = [CHOOSE, *domain_choices()]  # type: ignore[attr-defined]


class OutcomeForm(forms.Form):
    """What changed, in own words."""

    words = forms.CharField(
        label=_("What has changed?"), help_text=_("It does not have to be a goal."), **AREA
    )
    improved = forms.MultipleChoiceField(
        label=_("What goes better?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    private = forms.BooleanField(label=_("Keep this for me alone"), required=False)

    def __init__(self, *args: Any, by_client: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["improved"].choices = domain_choices()  # type: ignore[attr-defined]
        if not by_client:
            del self.fields["private"]
            self.fields["words"].label = _("What do you see as a professional?")


class StatementsForm(forms.Form):
    """Six sentences, five answers."""

    moment = forms.ChoiceField(label=_("When is this?"), choices=Moment.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, words in enumerate(STATEMENTS):
            self.fields[f"answer_{number}"] = forms.TypedChoiceField(
                label=words, choices=ANSWERS, coerce=int, widget=forms.RadioSelect
            )

    def answers(self) -> list[int]:
        """The six answers in order."""
        return [self.cleaned_data[f"answer_{n}"] for n in range(len(STATEMENTS))]


class ClosingForm(forms.Form):
    """Closing with the client's last word."""

    spoke = forms.ChoiceField(
        label=_("Have you spoken to the client about closing?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )
    last_word = forms.CharField(label=_("What does the client say at the end?"), required=False, **AREA)
    contact_later = forms.CharField(label=_("Whom can the client reach later, and how?"))
    aftercare_on = forms.DateField(
        label=_("When do we ask how things are?"),
        help_text=_("Empty means: three months from now."),
        required=False,
    )
    why_not_spoken = forms.CharField(
        label=_("Why have you not spoken to the client?"), required=False, **AREA
    )


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Why?"), required=False, **AREA)


class DecideForm(forms.Form):
    """The team leader's answer."""

    decision = forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))])
