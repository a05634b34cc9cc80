"""What forms of every module can mix in: counting once, and asking before a number of somebody is kept.

Mix `OnceForm` into a form, or write `{% once %}` or `{% draft_fields %}` in its template (tag library
`drafts`); each gives the form a hidden `form_key` that the middleware remembers (R-061). Sent twice, also
at the same moment, the second is answered with the outcome of the first. A form that comes back with
errors may be sent again.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms

from rondom.kernel.sensitive import ON_PURPOSE, WARNING, says_too_much


class OnceForm(forms.Form):
    """Adds the hidden key. Nothing else is needed: no code in the view."""

    form_key = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid4)


class OnPurpose(forms.BooleanField):
    """A box to tick after a warning: `form_fields` leaves it out until there is something to confirm."""

    def __init__(self, *, label: Any) -> None:
        super().__init__(label=label, required=False)


class WarnsOfNumbers(forms.Form):
    """Words that other parties read: what looks like a BSN or a diagnosis is asked about first (R-046).

    Mix in before the form's own base. The box is not in `cleaned_data`: no command needs to know.
    """

    keep_number = OnPurpose(label=ON_PURPOSE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keep_number"] = self.fields.pop("keep_number")  # below the words that it is about

    def clean(self) -> dict[str, Any]:
        """The values; adds the warning as an error of the box."""
        typed = super().clean() or self.cleaned_data
        kept = typed.pop("keep_number", False)
        words = [value for name, value in typed.items() if isinstance(self.fields[name], forms.CharField)]
        if not kept and any(says_too_much(one) for one in words if one):
            self.add_error("keep_number", WARNING)
        return typed
