"""Why somebody cannot sign in, in a sentence that says what to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rondom.kernel.refusals import NotFound, Refusal


class SignInRefused(Refusal):
    """The provider knows this person, and we do not let them in (yet)."""

    code = "sign_in_refused"
    status = 403


class AccountClosed(SignInRefused):
    """The account ended."""

    code = "account_closed"
    sentence = _("This account is closed. Ask your team leader or the administrator if that is not right.")


class EmailNotVerified(SignInRefused):
    """The provider does not say that the address was checked."""

    code = "email_not_verified"
    sentence = _(
        "Your organization did not confirm your e-mail address, so we cannot find you. "
        "Ask the administrator of your organization."
    )


class NoEmployment(SignInRefused):
    """No employed professional has this address."""

    code = "no_employment"
    sentence = _(
        "You signed in, but you are not known here as a colleague. "
        "Ask your team leader or the administrator to add you."
    )


class LinkedAlready(SignInRefused):
    """Another sign-in belongs to this person already."""

    code = "linked_already"
    sentence = _(
        "Another sign-in is linked to you already. Use that one, or ask the administrator to end it."
    )


class InvitationNeeded(SignInRefused):
    """A resident signs in for the first time without a code."""

    code = "invitation_needed"
    sentence = _(
        "This is the first time that you sign in. Type the code from our letter first. "
        "No letter? Ask your case manager for one."
    )


class CodeUnknown(Refusal):
    """The code does not exist, was used, or is too old: one answer for all three."""

    code = "code_unknown"
    sentence = _(
        "This code does not work. Look whether you typed it well. A code works once and for 14 days; "
        "ask your case manager for a new one."
    )
    field = "code"


class TooManyTries(Refusal):
    """Too many wrong tries from this address."""

    code = "too_many_tries"
    sentence = _(
        "There were too many wrong tries from this device. Wait {seconds} seconds and try once more."
    )
    field = "code"
    status = 429


class PersonNotReachable(NotFound):
    """The household does not exist or the person is not in it, or not yours."""

    code = "person_not_reachable"
