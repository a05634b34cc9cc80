"""The library's forms in our own words: plain, "je", and with a label that stays while typing."""

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.module_loading import import_string

from rondom.accounts.adapters import AccountAdapter, MfaAdapter
from rondom.accounts.forms import AddAppForm, AddPasskeyForm, SecondStepForm, SignInForm


@pytest.mark.parametrize("path", [*settings.ACCOUNT_FORMS.values(), *settings.MFA_FORMS.values()])
def test_every_form_that_we_show_exists_and_speaks_our_words(path):
    assert import_string(path).__mro__[1].__name__ == "OurWords"


@pytest.mark.parametrize(("language", "label"), [("nl", "Wachtwoord"), ("en", "Password")])
def test_signing_in_has_labels_in_both_languages_and_no_second_one_inside(rf, language, label):
    with translation.override(language):
        form = SignInForm(request=rf.get("/"))
        assert str(form.fields["password"].label) == label
        assert not any("placeholder" in field.widget.attrs for field in form.fields.values())
        assert form.fields["password"].help_text == ""


def test_no_label_of_ours_addresses_a_stranger():
    with translation.override("nl"):
        for form in (SignInForm, SecondStepForm, AddAppForm, AddPasskeyForm):
            for words in [*form.words.values(), *form.hints.values()]:
                assert " u " not in f" {words} ".lower()
                assert " uw " not in f" {words} ".lower()


def test_refusals_of_the_library_that_people_meet_say_what_to_do():
    with translation.override("nl"):
        for words in (
            AccountAdapter.error_messages["incorrect_password"],
            AccountAdapter.error_messages["account_inactive"],
            AccountAdapter.error_messages["rate_limited"],
            MfaAdapter.error_messages["incorrect_code"],
            MfaAdapter.error_messages["cannot_delete_authenticator"],
        ):
            assert " u " not in f" {words} ".lower()
            assert len(str(words).split(".")) > 2, "what is wrong, and what to do"
