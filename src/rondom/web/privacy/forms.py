"""Forms of the staff's privacy pages."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rondom.organizations import queries as organizations
from rondom.privacy.queries import GuardianStanding
from rondom.privacy.vocabulary import ConsentChannel, ConsentKind, FeedbackDepth, SharedKind


class AskForm(forms.Form):
    """Asking for one permission."""

    person = forms.ChoiceField(label=_("About whom?"))
    organization = forms.ChoiceField(label=_("Who wants to see something?"))
    kind = forms.ChoiceField(
        label=_("What is asked?"), choices=ConsentKind, widget=forms.RadioSelect, initial="sharing"
    )
    purpose = forms.ChoiceField(label=_("What is it for?"))
    domains = forms.TypedMultipleChoiceField(
        label=_("About which subjects?"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    feedback = forms.ChoiceField(
        label=_("What may be told back?"), choices=FeedbackDepth, required=False, initial="nothing"
    )
    months = forms.IntegerField(
        label=_("For how many months?"),
        min_value=1,
        max_value=24,
        required=False,
        help_text=_("Leave this empty for the usual time."),
    )
    why = forms.CharField(label=_("Why? The client reads this."), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(
        self, *args: Any, persons: list[tuple[str, str]], parties: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = persons  # type: ignore[attr-defined]
        self.fields["organization"].choices = [("", _("Choose")), *parties]  # type: ignore[attr-defined]
        self.fields["purpose"].choices = [  # type: ignore[attr-defined]
            (one.slug, one.label) for one in organizations.purposes() if not one.confidential
        ]
        self.fields["domains"].choices = [  # type: ignore[attr-defined]
            (one.number, one.label) for one in organizations.life_domains()
        ]


class NoteDecisionForm(forms.Form):
    """What somebody decided on paper or aloud."""

    answer = forms.ChoiceField(
        label=_("What did the person decide?"),
        choices=[("yes", _("Yes")), ("no", _("No")), ("end", _("It ends"))],
        widget=forms.RadioSelect,
    )
    decider = forms.ChoiceField(label=_("Who decided?"))
    channel = forms.ChoiceField(
        label=_("How?"),
        choices=[c for c in ConsentChannel.choices if c[0] != ConsentChannel.PORTAL],
        widget=forms.RadioSelect,
    )
    witness = forms.CharField(label=_("Who was there when it was said?"), max_length=120, required=False)

    def __init__(self, *args: Any, deciders: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decider"].choices = deciders  # type: ignore[attr-defined]


class GuardianForm(forms.Form):
    """Asking a guardian who was not asked by itself, or going on without one."""

    act = forms.ChoiceField(label=_("What do you want to do?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why? The privacy officer reads this."), widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, rows: list[GuardianStanding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asks = [
            (f"ask:{r.guardian_id}", _("Ask %(name)s; that is safe") % {"name": r.name})
            for r in rows
            if r.can_ask
        ]
        leaves = [
            (f"leave:{r.request_id}", _("Go on without %(name)s") % {"name": r.name}) for r in rows if r.waits
        ]
        self.has_choice = bool(asks or leaves)
        self.fields["act"].choices = [*asks, *leaves]  # type: ignore[attr-defined]

    def chosen(self) -> tuple[str, UUID]:
        """What to do, and the key of the guardian or of the question."""
        act, key = self.cleaned_data["act"].split(":")
        return act, UUID(key)


class ShareForm(forms.Form):
    """Sharing one thing with one person."""

    person = forms.ChoiceField(label=_("With whom?"))
    subject = forms.ChoiceField(label=_("About whom?"), required=False)
    kind = forms.ChoiceField(
        label=_("What is it?"), choices=SharedKind, widget=forms.RadioSelect, initial="information"
    )
    title = forms.CharField(label=_("In a few words"), max_length=200)
    text = forms.CharField(label=_("Text"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    starts_at = forms.DateTimeField(
        label=_("Day and time of the appointment"),
        required=False,
    )
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    until = forms.DateField(label=_("Until (leave empty: until it is ended)"), required=False)
    with_client = forms.BooleanField(label=_("The client sees this too"), required=False, initial=True)

    def __init__(self, *args: Any, persons: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", _("Choose")), *persons]  # type: ignore[attr-defined]
        self.fields["subject"].choices = [("", _("nobody in particular")), *persons]  # type: ignore[attr-defined]


class SafetyForm(forms.Form):
    """Ending or restoring somebody's access to the own pages."""

    person = forms.ChoiceField(label=_("Who?"))
    act = forms.ChoiceField(
        label=_("What must happen?"),
        choices=[("end", _("End the access now")), ("open", _("Let this person in again"))],
        widget=forms.RadioSelect,
        initial="end",
    )
    reason = forms.CharField(
        label=_("Why? Only the privacy officer reads this."), widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, persons: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", _("Choose")), *persons]  # type: ignore[attr-defined]


class IdentityForm(forms.Form):
    """An exact identity."""

    bsn = forms.CharField(
        label=_("Citizen service number (BSN)"),
        required=False,
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    birth_date = forms.DateField(label=_("or: birth date"), required=False)
    family_name = forms.CharField(
        label=_("and family name"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class EmergencyForm(forms.Form):
    """The reason for emergency access."""

    reason = forms.CharField(
        label=_("What is the danger?"),
        help_text=_("At least 20 characters. The privacy officer and the client read this."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class OwnConflictForm(IdentityForm):
    """Somebody too close to oneself."""

    reason = forms.CharField(label=_("What are you to this person?"), max_length=200)
