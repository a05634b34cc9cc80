"""Where django-allauth asks this site to decide: no sign-up, first links by rule, sealed secrets."""

from __future__ import annotations

import base64
from typing import Any
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from rondom.access.context import system_actor
from rondom.accounts import sessions
from rondom.accounts.commands import tries
from rondom.accounts.commands.linking import RESIDENTS, STAFF, link_resident, link_staff, note_sign_in
from rondom.accounts.commands.refusals import AccountClosed, NoEmployment
from rondom.kernel import crypto
from rondom.kernel.crypto import FieldAddress
from rondom.kernel.keys import keyring
from rondom.kernel.refusals import Refusal

SIGN_IN = system_actor("sign in")
SECRET = FieldAddress("mfa_authenticator", "", "secret")


class AccountAdapter(DefaultAccountAdapter):
    """Sessions and passwords."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": _(
            "There were too many wrong tries from this device. Wait a little and try once more."
        ),
        "email_password_mismatch": _(
            "This e-mail address and password do not fit together. Type them once more."
        ),
        "account_inactive": _("This account is not in use now. Ask your administrator."),
        "incorrect_code": _("This code is not right. Look again, or wait for the next one."),
        "incorrect_password": _("This password is not right. Type it once more."),
        "rate_limited": _("That went too fast. Wait a minute and try once more."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves."""
        del request
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Wrong tries count per account and address; the account alone never locks."""
        what, address = self._pair(request, credentials)
        if tries.seconds_to_wait(what=what, address=address, at=request.at):  # type: ignore[attr-defined]
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """The right password makes the pair start anew."""
        user = super().authenticate(request, **credentials)
        if user is not None:
            what, address = self._pair(request, credentials)
            tries.note_success(what=what, address=address)
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count it."""
        what, address = self._pair(request, credentials)
        tries.note_failure(what=what, address=address, at=request.at)  # type: ignore[attr-defined]

    def post_login(self, request: HttpRequest, user: Any, **hook: Any) -> HttpResponse:
        """After every sign-in: note it, and remember what the provider said about its strength."""
        sociallogin: SocialLogin | None = (hook.get("signal_kwargs") or {}).get("sociallogin")
        claims = getattr(sociallogin, "claims", {})
        sessions.begin(request, claims=claims, strong_levels=settings.RONDOM_STRONG_LEVELS)
        note_sign_in(
            actor=SIGN_IN,
            account_id=user.pk,
            person_id=user.person_id,
            method=sociallogin.account.provider if sociallogin else "own",
            at=request.at,  # type: ignore[attr-defined]
        )
        answer: HttpResponse = super().post_login(request, user, **hook)
        return answer

    def _pair(self, request: HttpRequest, credentials: dict[str, Any]) -> tuple[str, str]:
        return str(credentials.get("email", "")).lower(), self.get_client_ip(request)


class SocialAdapter(DefaultSocialAccountAdapter):
    """Who may come in through which provider."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody makes an account for themselves."""
        del request, sociallogin
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """A known `sub` comes in; an unknown one only by the rule of its provider."""
        try:
            self._admit(request, sociallogin)
        except Refusal as refusal:
            code_first = refusal.code == "invitation_needed"
            page = {"sentence": str(refusal), "code_first": code_first}
            raise ImmediateHttpResponse(render(request, "account/refused.html", page, status=403)) from None

    def _admit(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if not sociallogin.is_existing:
            self._link(request, sociallogin)
            sociallogin.lookup()
        account = sociallogin.user
        if not account.is_active or account.ended_at is not None:
            raise AccountClosed

    def _link(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        claims = getattr(sociallogin, "claims", {})
        subject, at = sociallogin.account.uid, request.at  # type: ignore[attr-defined]
        if sociallogin.account.provider == STAFF:
            email, verified = str(claims.get("email", "")), claims.get("email_verified") is True
            link_staff(actor=SIGN_IN, subject=subject, email=email, email_verified=verified, at=at)
        elif sociallogin.account.provider == RESIDENTS:
            kept = request.session.pop(sessions.INVITATION, "")
            link_resident(actor=SIGN_IN, subject=subject, invitation_id=UUID(kept) if kept else None, at=at)
        else:
            raise NoEmployment


class MfaAdapter(DefaultMFAAdapter):
    """The secrets of one-time codes are sealed with the field key."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right. Look again, or wait for the next one."),
        "cannot_delete_authenticator": _("You need a second step. Add another one before you remove this."),
        "cannot_generate_recovery_codes": _("First add an app or a passkey. Then you can make spare codes."),
    }

    def encrypt(self, text: str) -> str:
        """To what stands in the database."""
        return base64.b64encode(crypto.encrypt(keyring(), SECRET, text)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """And back."""
        return crypto.decrypt(keyring(), SECRET, base64.b64decode(encrypted_text))

    def _get_site_name(self) -> str:
        return str(settings.MFA_TOTP_ISSUER)
