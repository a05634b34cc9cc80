"""What a session remembers about how and when somebody signed in.

Real time everywhere: moving the clock of the demo must not throw anybody out.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest

from rondom.accounts import rules

BEGAN, SEEN = "began", "seen"
SECOND_STEP = "second_step"
STEPPED_UP = "stepped_up"
INVITATION = "invitation"
OWN_METHODS = frozenset({"password", "mfa"})
SEEN_EVERY = 30


def begin(request: HttpRequest, *, claims: Mapping[str, Any], strong_levels: Iterable[str]) -> None:
    """After a sign-in: whether the provider vouches for a second step, and when it last asked."""
    request.session[BEGAN] = request.session[SEEN] = int(time.time())
    if rules.asserts_second_step(claims, strong_levels=strong_levels):
        request.session[SECOND_STEP] = True
    asked_at = claims.get("auth_time")
    if isinstance(asked_at, int):
        request.session[STEPPED_UP] = min(asked_at, int(time.time()))


def is_over(request: HttpRequest) -> bool:
    """Idle too long, or older than a working day; else notes that the session is in use (A6)."""
    now, session = int(time.time()), request.session
    if now - session.get(SEEN, now) > settings.RONDOM_IDLE_MINUTES * 60:
        return True
    if now - session.get(BEGAN, now) > settings.SESSION_COOKIE_AGE:
        return True
    if BEGAN not in session:
        session[BEGAN] = now
        UserSession.objects.create_from_request(request)
    # A page that asks by itself is not somebody who is there.
    polls = request.headers.get("X-Rondom-Poll") == "1"
    if SEEN not in session or (now - session[SEEN] > SEEN_EVERY and not polls):
        session[SEEN] = now
    return False


def lacks_second_step(request: HttpRequest) -> bool:
    """A colleague signed in with one step only, and must set up a second one before going on (R-214).

    Whoever has a second step was asked for it at the sign-in; a provider may vouch for one of its own.
    """
    account: Any = request.user
    if not settings.RONDOM_STAFF_MFA or not account.professional_id:
        return False
    if settings.RONDOM_DEMO and account.demo_slug:
        return False
    if request.session.get(SECOND_STEP):
        return False
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    if Authenticator.objects.filter(user=account, type__in=kinds).exists():
        request.session[SECOND_STEP] = True
        return False
    return True


def has_stepped_up(request: HttpRequest) -> bool:
    """Proved who they are within the last five minutes: here, or at a provider that says when it asked."""
    now, limit = time.time(), settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    if now - request.session.get(STEPPED_UP, 0) < limit:
        return True
    records = get_authentication_records(request, request.user)
    return any(one.get("method") in OWN_METHODS and now - one.get("at", 0) < limit for one in records)
