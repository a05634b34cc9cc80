"""Forms of signing in."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class CodeForm(forms.Form):
    """The code from the letter."""

    code = forms.CharField(
        label=_("The code from the letter"),
        max_length=40,
        help_text=_("Twelve letters and numbers. Capitals and dashes do not matter."),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "spellcheck": "false", "autocapitalize": "characters"}
        ),
    )


class InvitationForm(forms.Form):
    """For whom a letter is printed; sent by the button on a household's page."""

    household = forms.UUIDField()
    member = forms.UUIDField()
    language = forms.ChoiceField(choices=[("nl", "nl"), ("en", "en")], required=False)


class OurWords:
    """The library's forms speak to a stranger, in Dutch even as "u"; here they get our own words."""

    words: ClassVar[dict[str, Any]] = {
        "login": _("E-mail address"),
        "password": _("Password"),
        "remember": _("Stay signed in on this device"),
        "code": _("The code of six numbers in your app"),
        "name": _("Name of this passkey"),
        "passwordless": _("Sign in with this passkey alone"),
    }
    hints: ClassVar[dict[str, Any]] = {
        "passwordless": _("Then you need no password: only this device, with your finger, face or PIN."),
        "name": _("For example: my phone."),
    }
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name in self.words:
                field.label = self.words[name]
            field.help_text = self.hints.get(name, "")
            # The label stands above the field; a second one inside it disappears while typing.
            field.widget.attrs.pop("placeholder", None)


class SignInForm(OurWords, LoginForm):
    """E-mail address and password."""


class PasswordAgainForm(OurWords, ReauthenticateForm):
    """The password once more, before something sensitive."""


class SecondStepForm(OurWords, AuthenticateForm):
    """The code of the app, or one of the spare codes."""

    words: ClassVar[dict[str, Any]] = {"code": _("The code in your app, or a spare code")}


class SecondStepAgainForm(OurWords, CodeAgainForm):
    """The code once more, before something sensitive."""

    words: ClassVar[dict[str, Any]] = {"code": _("The code in your app, or a spare code")}


class AddAppForm(OurWords, ActivateTOTPForm):
    """The first code of an app that makes codes."""


class AddPasskeyForm(OurWords, AddWebAuthnForm):
    """A new passkey."""


class NamePasskeyForm(OurWords, EditWebAuthnForm):
    """Another name for a passkey."""
