"""OpenID Connect with everything checked: signature, issuer, audience, nonce, and one `sub` throughout."""

from __future__ import annotations

import secrets
from typing import Any

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

NONCE = "openid_nonce"


class StrictAdapter(OpenIDConnectOAuth2Adapter):
    """allauth's client skips the signature when it fetched the token itself; here it always counts."""

    def complete_login(self, request: HttpRequest, app: SocialApp, token: Any, **kwargs: Any) -> SocialLogin:
        """The sign-in, with its claims on `claims` for this request and nothing of them stored."""
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("the provider gave no ID token")
        login: SocialLogin = super().complete_login(request, app, token, **kwargs)
        found = login.account.extra_data
        id_token, userinfo = found.get("id_token") or {}, found.get("userinfo") or {}
        if userinfo and userinfo.get("sub") != id_token.get("sub"):
            raise OAuth2Error("the user info belongs to somebody else")
        login.claims = {**userinfo, **id_token}
        # A name, an address or even a BSN can be among the claims: the link needs none of it.
        login.account.extra_data = {}
        login.token = None
        return login

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        claims: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
            verify_signature=True,
        )
        expected = self.request.session.pop(NONCE, "")
        if not expected or not secrets.compare_digest(str(claims.get("nonce", "")), expected):
            raise OAuth2Error("the ID token answers another sign-in")
        return claims


@login_not_required
@require_POST
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the browser to the provider; with `again` it must ask anew who this is (step-up)."""
    nonce = request.session[NONCE] = secrets.token_urlsafe(24)
    extra = {"nonce": nonce}
    if request.POST.get("again"):
        extra |= {"prompt": "login", "max_age": "0"}
    # Only these parameters, whatever the address said.
    parameters = request.GET.copy()
    parameters["auth_params"] = urlencode(extra)
    request.GET = parameters  # type: ignore[assignment]
    return _with(OAuth2LoginView, request, provider_id)


@login_not_required
@require_GET
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """The browser comes back with a code."""
    return _with(OAuth2CallbackView, request, provider_id)


def _with(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        answer: HttpResponse = view.adapter_view(StrictAdapter(request, provider_id))(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    return answer
