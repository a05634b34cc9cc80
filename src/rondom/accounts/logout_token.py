"""OpenID Connect Back-Channel Logout 1.0: whether a logout token is the provider's own, and about whom.

Everything is checked before anything is believed: signature by a key that the provider publishes, issuer,
audience, age, the event, no nonce (an ID token is no logout token), and that it was not used before.
"""

from __future__ import annotations

import json
import time
from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.core.cache import cache

from rondom.accounts.openid import StrictAdapter

EVENT = "http://schemas.openid.net/event/backchannel-logout"
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""Signatures with a public key only: never `none`, and never a shared secret."""
LONGEST = 8192
"""Characters of a token; more is no token."""
OLDEST = 300
"""Seconds since it was made."""
KEYS_KEPT = 300
ASKED_ANEW = 60
"""Seconds between two questions for keys when a token names an unknown one: anybody may send such a token."""


class NotALogoutTokenError(Exception):
    """Refused; which check failed is told to nobody who sends one."""


def subject_of(token: str, *, adapter: StrictAdapter, app: SocialApp) -> str:
    """The `sub` whom the provider signed out. Raises NotALogoutTokenError.

    A token with only a session id (`sid`) is refused: sessions here do not keep that of the provider.
    """
    if not token or len(token) > LONGEST:
        raise NotALogoutTokenError
    try:
        claims = _claims(token, adapter, app)
    except (jwt.PyJWTError, OAuth2Error, OSError, ValueError, KeyError, TypeError) as wrong:
        raise NotALogoutTokenError from wrong
    events, subject = claims.get("events"), claims.get("sub")
    says_so = isinstance(events, dict) and isinstance(events.get(EVENT), dict)
    if not says_so or "nonce" in claims or not isinstance(subject, str) or not subject:
        raise NotALogoutTokenError
    if time.time() - claims["iat"] > OLDEST:
        raise NotALogoutTokenError
    kept = max(int(claims["exp"] - time.time()), 0) + OLDEST
    if not cache.add(f"logout-token:{app.provider_id}:{claims['jti']}", value=True, timeout=kept):
        raise NotALogoutTokenError
    return subject


def _claims(token: str, adapter: StrictAdapter, app: SocialApp) -> dict[str, Any]:
    header = jwt.get_unverified_header(token)
    if header.get("typ", "JWT").lower() not in {"jwt", "logout+jwt"}:
        raise NotALogoutTokenError
    issuer, key = _key(header["kid"], adapter, app)
    claims: dict[str, Any] = jwt.decode(
        token,
        key=key,
        algorithms=ALGORITHMS,
        issuer=issuer,
        audience=app.client_id,
        options={"require": ["iss", "aud", "iat", "exp", "jti", "events"]},
    )
    return claims


def _key(kid: str, adapter: StrictAdapter, app: SocialApp) -> tuple[str, Any]:
    known = cache.get(_place(app)) or _ask(adapter, app)
    found = _by_number(known, kid)
    if found is None and cache.add(f"{_place(app)}:anew", value=True, timeout=ASKED_ANEW):
        known = _ask(adapter, app)
        found = _by_number(known, kid)
    if found is None:
        raise NotALogoutTokenError
    return known["issuer"], jwt.PyJWK(found).key


def _place(app: SocialApp) -> str:
    return f"openid-keys:{app.provider_id}"


def _ask(adapter: StrictAdapter, app: SocialApp) -> dict[str, Any]:
    settings = adapter.openid_config
    with get_adapter().get_requests_session() as session:
        answer = session.get(settings["jwks_uri"])
        answer.raise_for_status()
    known = {"issuer": settings["issuer"], "keys": json.loads(answer.content)["keys"]}
    cache.set(_place(app), known, KEYS_KEPT)
    return known


def _by_number(known: dict[str, Any], kid: str) -> dict[str, Any] | None:
    return next((one for one in known["keys"] if one.get("kid") == kid), None)
