"""Forms of the portal."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rondom.cases.vocabulary import StrengthKind, SupporterAccess
from rondom.organizations import queries as organizations


class SayForm(forms.Form):
    """Something about an item: a question, or that it is not right."""

    kind = forms.ChoiceField(
        label=_("What do you want to say?"),
        choices=[("not_right", _("This is not right")), ("question", _("I have a question"))],
        widget=forms.RadioSelect,
        initial="question",
    )
    words = forms.CharField(label=_("Your words"), widget=forms.Textarea(attrs={"rows": 4}))


class QuestionHelperForm(forms.Form):
    """A question about somebody who helps."""

    kind = forms.ChoiceField(
        label=_("What do you want to ask?"),
        choices=[("explain", _("Why does this party help?")), ("end", _("I want this party to stop"))],
        widget=forms.RadioSelect,
        initial="explain",
    )
    words = forms.CharField(label=_("Your words"), widget=forms.Textarea(attrs={"rows": 4}))


class ExpertForm(forms.Form):
    """What an expert by experience could do for the client (R-040)."""

    words = forms.CharField(
        label=_("What should this person help you with?"),
        help_text=_("For example: sit beside me at a meeting, open the post with me."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MessageForm(forms.Form):
    """A message to the case manager."""

    body = forms.CharField(label=_("Your message"), widget=forms.Textarea(attrs={"rows": 4}))


class OwnWordsForm(forms.Form):
    """The own account, in three questions."""

    matters = forms.CharField(
        label=_("What matters to you?"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    wants = forms.CharField(
        label=_("What do you want to be different?"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    refuses = forms.CharField(
        label=_("What do you not want?"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    language = forms.CharField(label=_("Language"), initial="nl", widget=forms.HiddenInput)
    based_on = forms.IntegerField(widget=forms.HiddenInput, initial=0)


class WithdrawGoalForm(forms.Form):
    """Taking one's own goal back; words are not owed."""

    words = forms.CharField(
        label=_("Do you want to say something about it?"),
        help_text=_("You may leave this empty. Who helps you can read it."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class OwnGoalForm(forms.Form):
    """A goal in one's own words."""

    title = forms.CharField(
        label=_("What do you want to reach?"),
        help_text=_("In your own words. One sentence."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    domain = forms.ChoiceField(label=_("What is it about?"))
    first_step = forms.CharField(label=_("What is the first step?"), required=False)
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, fixed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(str(one.number), one.label) for one in organizations.life_domains()]
        self.fields["domain"].choices = [("", _("Choose")), *listed]  # type: ignore[attr-defined]
        if fixed:
            del self.fields["domain"]


class StrengthForm(forms.Form):
    """Something you are good at."""

    text = forms.CharField(label=_("What is it?"), max_length=500)
    kind = forms.ChoiceField(label=_("What kind of strength?"), choices=StrengthKind)


class SupporterForm(forms.Form):
    """Somebody from the own network."""

    name = forms.CharField(label=_("Name"), max_length=120)
    relation = forms.CharField(label=_("Who is it to you? For example: my sister"), max_length=120)
    helps_with = forms.CharField(label=_("What does this person help with?"), max_length=500, required=False)
    access = forms.ChoiceField(
        label=_("What may this person see?"),
        choices=SupporterAccess,
        widget=forms.RadioSelect,
        initial="nothing",
    )


class IntroductionForm(forms.Form):
    """One page about me."""

    who_i_am = forms.CharField(label=_("Who I am"), widget=forms.Textarea(attrs={"rows": 4}))
    what_helps = forms.CharField(
        label=_("What helps me"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    what_not = forms.CharField(
        label=_("What does not help me"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    language = forms.CharField(initial="nl", widget=forms.HiddenInput)
    based_on = forms.IntegerField(widget=forms.HiddenInput, initial=0)


def page_language(request: Any) -> str:
    """The language of the reader, one of ours."""
    code = str(getattr(request, "LANGUAGE_CODE", "nl"))[:2]
    return code if code in dict(settings.LANGUAGES) else "nl"
