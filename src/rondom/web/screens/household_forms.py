"""What is asked about the people of a household."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rondom.organizations import queries as organizations
from rondom.people.vocabulary import LANGUAGES, AuthoritySource, ContactKind, MemberRole, RelationshipKind
from rondom.web.screens.forms import domain_choices, group_choices

DAY = forms.DateInput(attrs={"type": "date"})


class PersonForm(forms.Form):
    """Who somebody is; the birth date may be unknown."""

    given_name = forms.CharField(label=_("First name"))
    family_name = forms.CharField(label=_("Family name"), required=False)
    birth_date = forms.DateField(label=_("Birth date"), widget=DAY, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=list(LANGUAGES.items()), initial="nl")
    needs_interpreter = forms.BooleanField(label=_("Needs an interpreter"), required=False)


class MemberForm(PersonForm):
    """Somebody who lives in the household."""

    role = forms.ChoiceField(label=_("In the household"), choices=MemberRole.choices)


class RelativeForm(PersonForm):
    """Somebody who is related to a member and does not live there."""

    kind = forms.ChoiceField(label=_("This person is"), choices=RelationshipKind.choices)
    other = forms.ChoiceField(label=_("of"))
    shield = forms.BooleanField(
        label=_("Must not know where the family lives or who helps (safety shield)"), required=False
    )
    authority = forms.MultipleChoiceField(
        label=_("Has parental authority over"), required=False, widget=forms.CheckboxSelectMultiple
    )
    source = forms.ChoiceField(
        label=_("How do you know about the authority?"), choices=AuthoritySource.choices, required=False
    )

    def __init__(self, *args: object, members: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name in ("other", "authority"):
            self.fields[name].choices = members  # type: ignore[attr-defined]


class ContactForm(forms.Form):
    """A way to reach somebody."""

    kind = forms.ChoiceField(label=_("What"), choices=ContactKind.choices)
    value = forms.CharField(label=_("Number or address"))
    shielded = forms.BooleanField(
        label=_("Secret: show this to nobody without a logged look"), required=False
    )
    unsafe = forms.BooleanField(label=_("Not safe: somebody else may read what is sent here"), required=False)


class BsnForm(forms.Form):
    """The citizen service number; it is checked, encrypted and shown masked."""

    bsn = forms.CharField(label=_("Citizen service number (BSN)"), help_text=_("Nine digits."))


class NewCaseForm(PersonForm):
    """A household that comes to the door without a referral."""

    household = forms.CharField(label=_("Name of the household"), help_text=_("For example the family name."))
    ground = forms.ChoiceField(label=_("Legal ground"))
    target_group = forms.ChoiceField(label=_("Group"), required=False)
    domains = forms.TypedMultipleChoiceField(
        label=_("What is it about?"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only what you need. Choose nothing to begin with the usual subjects of the group."),
    )

    field_order = ("household", "given_name", "family_name", "birth_date", "language", "needs_interpreter")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        grounds = [
            (g.slug, g.label) for g in organizations.legal_grounds() if g.kind in {"statutory", "consent"}
        ]
        self.fields["ground"].choices = grounds  # type: ignore[attr-defined]
        self.fields["target_group"].choices = group_choices()  # type: ignore[attr-defined]
        self.fields["domains"].choices = domain_choices()  # type: ignore[attr-defined]
