"""A form that counts once: the hidden key that the middleware remembers (R-061).

Mix `OnceForm` into a form, or write `{% once %}` or `{% draft_fields %}` in its template (tag library
`drafts`); each gives the form a hidden `form_key`. Sent twice, also at the same moment, the second is
answered with the outcome of the first. A form that comes back with errors may be sent again.
"""

from __future__ import annotations

from uuid import uuid4

from django import forms


class OnceForm(forms.Form):
    """Adds the hidden key. Nothing else is needed: no code in the view."""

    form_key = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid4)
