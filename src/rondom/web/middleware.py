"""Who asks, in one transaction, with a signed context; and refusals as pages.

Trap: `set_config(..., true)` outside a transaction silently does nothing, and a streaming body
is produced after the transaction ended, when no context is set: doors must not stream.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_cache_control

from rondom.access.actor import ANONYMOUS, Actor
from rondom.access.context import acting_as, system_actor
from rondom.accounts import queries as accounts
from rondom.audit import log
from rondom.kernel import clock
from rondom.kernel.refusals import Refusal
from rondom.people import queries as people
from rondom.web import errors

Handler = Callable[[HttpRequest], HttpResponse]
# The doors for other systems make their own actor, from a token.
WITHOUT_ACTOR = ("/static/", "/healthz", "/fhir")


class SecurityHeaders:
    """Content security policy, and no copy of a page with personal facts in any cache."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", settings.CONTENT_SECURITY_POLICY)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        response.headers.setdefault("Referrer-Policy", settings.SECURE_REFERRER_POLICY)
        if settings.SECURE_HSTS_SECONDS:
            seconds = f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains"
            response.headers.setdefault("Strict-Transport-Security", seconds)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response


class ActorAndTransaction:
    """One transaction per request, with the actor's signed context; a failed request leaves nothing."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(WITHOUT_ACTOR):
            request.actor = ANONYMOUS  # type: ignore[attr-defined]
            return self.get_response(request)
        token = log.trace.set(log.RequestTrace(uuid4(), request.META.get("REMOTE_ADDR", "")))
        try:
            return self._in_transaction(request)
        finally:
            log.trace.reset(token)

    def _in_transaction(self, request: HttpRequest) -> HttpResponse:
        at = clock.now()
        actor = self._actor(request, at)
        request.actor, request.at = actor, at  # type: ignore[attr-defined]
        with acting_as(actor, at=at):
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        if request.user.is_authenticated:
            patch_cache_control(response, no_store=True, private=True)
        return response

    def _actor(self, request: HttpRequest, at: datetime) -> Actor:
        user = request.user
        if not user.is_authenticated:
            return ANONYMOUS
        if accounts.session_is_over(request):
            logout(request)
            return ANONYMOUS
        actor = accounts.actor_for_account(user, at=at)
        if actor is None:
            logout(request)
            return ANONYMOUS
        return _named(actor, at) if request.method == "POST" else actor


def _named(actor: Actor, at: datetime) -> Actor:
    """A resident with their name, for what is written under it; no page needs it, so only a POST asks."""
    if not actor.is_resident:
        return actor
    with acting_as(system_actor("sign in"), at=at):
        person = people.person(actor.id)
    return replace(actor, name=person.name) if person else actor


class SecondStepFirst:
    """A colleague without a second step sets one up before anything else (R-214)."""

    ALLOWED = ("/account/", "/logout/", "/login/", "/i18n/", *WITHOUT_ACTOR)

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        free = not request.user.is_authenticated or request.path.startswith(self.ALLOWED)
        if not free and request.actor.is_professional and accounts.lacks_second_step(request):  # type: ignore[attr-defined]
            return HttpResponseRedirect(reverse("mfa_index"))
        return self.get_response(request)


class RefusalPages:
    """A refusal that no form caught becomes a plain page with its sentence."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Called by Django when a view raises."""
        if isinstance(exception, Refusal):
            return errors.refusal_page(request, exception)
        return None
