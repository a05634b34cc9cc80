"""Documents beside the plan."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rondom.kernel.uploads import Given
from rondom.plans.forms.shape import AREA, CHOOSE, domain_choices
from rondom.plans.vocabulary import Requirement

ACCEPTED = ".pdf,.png,.jpg,.jpeg"
AGAIN = _("Choose the file again: your browser does not keep it. What you typed is kept.")


class AnnexForm(forms.Form):
    """One document: the file and what the others must know of it."""

    file = forms.FileField(
        label=_("The document"),
        allow_empty_file=True,  # said by the command, in a sentence of its own
        error_messages={"required": _("Choose the document on your device.")},
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )
    summary = forms.CharField(
        label=_("What is it, in one line?"),
        help_text=_("For who does not open it. For example: safety agreements with the school."),
    )
    requires = forms.ChoiceField(label=_("Which law or rule asks for this document?"))
    other_rule = forms.CharField(
        label=_("Which rule?"), help_text=_("Only when you chose another rule."), required=False
    )
    document_on = forms.DateField(label=_("Which date stands in the document?"))
    domain = forms.ChoiceField(
        label=_("What is it about?"), help_text=_("Who reads this part of the plan can open the document.")
    )
    about = forms.ChoiceField(label=_("Who is it about?"), required=False)
    has_goals = forms.ChoiceField(
        label=_("Does this document contain goals of its own?"),
        choices=[("no", _("no")), ("yes", _("yes"))],
        widget=forms.RadioSelect,
    )
    goals = forms.CharField(
        label=_("Which goals?"),
        help_text=_(
            "One goal on each line, in the client's words. Each becomes a proposal in the plan: the client "
            "says yes, or leaves it out."
        ),
        required=False,
        widget=AREA,
    )

    def __init__(
        self,
        *args: Any,
        family: Sequence[tuple[str, UUID, str]],
        megabytes: int,
        replaces: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["requires"].choices = [CHOOSE, *Requirement.choices]  # type: ignore[attr-defined]
        self.fields["domain"].choices = [CHOOSE, *domain_choices()]  # type: ignore[attr-defined]
        members = [(str(key), words) for kind, key, words in family if kind in {"client", "member"}]
        self.fields["about"].choices = members  # type: ignore[attr-defined]
        if replaces or len(members) < 2:
            del self.fields["about"]
        if replaces:
            del self.fields["domain"]
        self.rules = _(
            "A PDF, or a picture as PNG or JPEG, of at most {megabytes} MB. We take out who made it, where "
            "and with what; a PDF with a digital signature stays as it is. The name of the file is not kept."
        ).format(megabytes=megabytes)
        self.fields["file"].help_text = self.rules

    def given(self) -> Given:
        """The file as it came; the site kept no more of it than its limit."""
        file = self.cleaned_data["file"]
        return Given(name=file.name or "", content=file.read(), size=file.size or 0)

    def own_goals(self) -> tuple[str, ...]:
        """The goals, one of each line that says something."""
        return tuple(line.strip() for line in self.cleaned_data["goals"].splitlines() if line.strip())

    def ask_file_again(self) -> None:
        """Say beside the field that the file, unlike the words, has to be chosen once more."""
        # At the bound field: checking the form made it already, with the words of before.
        self["file"].help_text = f"{AGAIN} {self.rules}"


class WithdrawForm(forms.Form):
    """Why a document should not be here."""

    why = forms.CharField(
        label=_("Why is this document withdrawn?"),
        help_text=_("Everybody who could open it reads this."),
        widget=AREA,
    )
