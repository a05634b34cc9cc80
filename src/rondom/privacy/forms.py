"""Forms of the privacy officer's pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rondom.audit.places import THINGS
from rondom.audit.queries import LogFilter


class LogFilterForm(forms.Form):
    """What to look for in the log."""

    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput)
    until = forms.DateField(label=_("Up to and including"), required=False, widget=forms.DateInput)
    actor = forms.UUIDField(label=_("Key of the professional"), required=False)
    subject = forms.UUIDField(label=_("Key of the person it is about"), required=False)
    action = forms.ChoiceField(label=_("What was done with"), required=False)
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        required=False,
        choices=[
            ("", _("all")),
            ("success", _("done")),
            ("refused", _("refused")),
            ("not_found", _("not found")),
        ],
    )
    row = forms.CharField(label=_("Row of the decision table"), required=False, max_length=12)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        things = sorted(((f"{key}.", str(words)) for key, words in THINGS.items()), key=lambda one: one[1])
        self.fields["action"].choices = [("", _("all")), *things]  # type: ignore[attr-defined]

    def wanted(self) -> LogFilter:
        """The filter behind the form; a wrong field filters nothing."""
        typed = self.cleaned_data if self.is_valid() else {}
        return LogFilter(
            since=typed.get("since"),
            until=typed.get("until"),
            actor_id=typed.get("actor"),
            subject_id=typed.get("subject"),
            action=typed.get("action", ""),
            outcome=typed.get("outcome", ""),
            row=typed.get("row", ""),
        )


class ReviewForm(forms.Form):
    """The judgement about one use of emergency access."""

    justified = forms.ChoiceField(
        label=_("Was it justified?"),
        choices=[("yes", _("Yes")), ("no", _("No, I will talk about it"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("What did you find?"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    tell_client = forms.BooleanField(label=_("It is safe: the client may see this now"), required=False)


class MonthForm(forms.Form):
    """Closing the review of a month."""

    remark = forms.CharField(
        label=_("What did you see this month, and what must change?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
