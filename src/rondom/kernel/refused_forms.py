"""A refusal on a form: the sentence at its field, every typed word kept."""

from typing import cast

from django import forms
from django.http import QueryDict

from rondom.kernel.refusals import Refusal, StaleVersion

SEEN = "based_on"
"""The hidden field that says which version was on the screen, where the answer shows the newest too."""


def refuse(form: forms.Form, refusal: Refusal) -> bool:
    """Put a refusal at its field, or on top. Answers whether somebody else saved in between.

    Then the form goes on from the version that stands now, its own first value: the page shows that one
    too, so whoever saves again has seen it. Else the same words would be refused for ever.
    """
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    if not isinstance(refusal, StaleVersion):
        return False
    if SEEN in form.fields:
        typed = cast("QueryDict", form.data).copy()
        typed[form.add_prefix(SEEN)] = str(form.get_initial_for_field(form.fields[SEEN], SEEN) or 0)
        form.data = typed
    return True
