"""Goals and actions."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rondom.dispatch.forms import WarnsOfNumbers
from rondom.plans.forms.shape import AREA, CHOOSE, VersionedForm, WitnessFields, domain_choices
from rondom.plans.vocabulary import (
    ActionState,
    Channel,
    GoalOwner,
    GoalState,
    Owner,
    Term,
)


class GoalForm(WarnsOfNumbers, VersionedForm):
    """A goal in the client's words."""

    title = forms.CharField(
        label=_("What do you want to reach?"), help_text=_("In your own words. One sentence."), widget=AREA
    )
    domain = forms.ChoiceField(label=_("What is it about?"))
    owner = forms.ChoiceField(
        label=_("Whose goal is it?"), choices=[one for one in GoalOwner.choices if one[0] != GoalOwner.MEMBER]
    )
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
        of_member: bool = False,
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
        if of_member:
            # A young person's own goal stays theirs, whoever helps with the words.
            del self.fields["owner"], self.fields["professional"]


class ActionForm(WarnsOfNumbers, VersionedForm):
    """Who does what by when."""

    what = forms.CharField(label=_("What are we going to do?"), widget=AREA)
    domain = forms.ChoiceField(label=_("What is it about?"))
    owner = forms.ChoiceField(label=_("Who does it?"), help_text=_("One person."), required=False)
    due_on = forms.DateField(label=_("When is it done?"))
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


class ReportForm(WarnsOfNumbers):
    """How an action stands."""

    state = forms.ChoiceField(label=_("How does it stand?"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("What should the others know?"), required=False, widget=AREA)

    def __init__(self, *args: Any, states: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [(s, ActionState(s).label) for s in states]  # type: ignore[attr-defined]


OWN_STATES = {
    "done": _("It is done"),
    "started": _("I am busy with it"),
    "planned": _("I still have to begin"),
    "stuck": _("It does not work out"),
    "dropped": _("It is no longer needed"),
}


class OwnReportForm(ReportForm):
    """The same, as somebody says it about their own action."""

    def __init__(self, *args: Any, states: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, states=states, **kwargs)
        found = [one for one in OWN_STATES if one in set(states)]
        self.fields["state"].choices = [(one, OWN_STATES[one]) for one in found]  # type: ignore[attr-defined]
        self.fields["reason"].label = _("How did it go?")
        self.fields["reason"].help_text = _("You need not write anything. Who helps you can read it.")


class CarryForm(forms.Form):
    """Start an action again with a new date."""

    due_on = forms.DateField(label=_("What is the new date?"))


class GoalStateForm(forms.Form):
    """How a goal stands."""

    state = forms.ChoiceField(label=_("How does this goal stand?"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("What should the others know?"), required=False, widget=AREA)

    def __init__(self, *args: Any, states: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [(s, GoalState(s).label) for s in states]  # type: ignore[attr-defined]


class OrderForm(WitnessFields):
    """A change of the order; how the client said it and who was there is asked of a professional only."""

    channel = forms.ChoiceField(
        label=_("How did the client say this?"), choices=Channel.choices, required=False
    )

    def __init__(self, *args: Any, by_client: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if by_client:
            del self.fields["channel"], self.fields["witness"]

    def said(self) -> dict[str, str]:
        """How the client said yes, for the command."""
        typed = self.cleaned_data
        return {"channel": typed.get("channel") or Channel.SCREEN, "witness": typed.get("witness", "")}


class TermForm(OrderForm):
    """Now or later."""

    term = forms.ChoiceField(label=_("When?"), choices=Term.choices, widget=forms.RadioSelect)


class MoveForm(OrderForm):
    """One place up or down."""

    direction = forms.ChoiceField(
        label=_("Where to?"), choices=[("up", _("up")), ("down", _("down"))], widget=forms.RadioSelect
    )
