"""Around every form: save for later, count once, forget the draft when it was sent, keep what was typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from rondom.access.actor import Actor
from rondom.dispatch.submissions import once, remember
from rondom.kernel.refusals import Refusal
from rondom.web.drafts.commands import (
    KEEP_MINUTES,
    claim_kept_form,
    forget_page,
    keep_form,
    mark_of,
    save_draft,
    settle_draft,
)
from rondom.web.drafts.queries import page_key
from rondom.web.drafts.typed import Fields, has_words, typed_fields

KEY = re.compile(r"[a-z0-9][a-z0-9_-]{2,119}")
NONCE_COOKIE = "rondom-kept"
OWNER_COOKIE = "rondom-last"
OWN_PATHS = ("/drafts/", "/account/", "/login/", "/logout/", "/i18n/", "/demo/", "/fhir", "/api/")

Handler = Callable[[HttpRequest], HttpResponse]


class KeepTyped:
    """Stands inside the request's transaction, after the actor is known; see `rondom.web.drafts`."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor: Actor = request.actor  # type: ignore[attr-defined]
        request.keep_until_back = keep_until_back  # type: ignore[attr-defined]
        nonce = request.COOKIES.get(NONCE_COOKIE, "")
        claimed = bool(nonce) and not actor.is_anonymous and not _is_background(request)
        if claimed:
            _claim(request, actor, nonce)
        response = self.get_response(request)
        if request.method == "POST" and not actor.is_anonymous:
            _after(request, actor, response)
        _remember_owner(request, actor, response)
        if claimed and response.status_code < 500:
            response.delete_cookie(NONCE_COOKIE)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """After the CSRF check: sign in first, save for later, or answer a second sending."""
        del args, kwargs
        actor: Actor = request.actor  # type: ignore[attr-defined]
        if actor.is_anonymous:
            return None if _is_public(request, view) else _sign_in(request)
        if request.method != "POST" or request.path.startswith(OWN_PATHS):
            return None
        if "save_draft" in request.POST:
            return _save_for_later(request, actor)
        return _sent_before(request, actor)


def keep_until_back(request: HttpRequest) -> str:
    """Keep the typed words of this POST as the actor's draft, for a detour such as a step-up.

    Answers the page of the form, to return to; there the words stand in the form again.
    """
    page = page_of(request)
    request.keeps_draft = True  # type: ignore[attr-defined]
    if request.method == "POST" and has_words(fields := typed_fields(request.POST)):
        key = _draft_key(request) or page_key(page)
        known = version_of(request)
        save_draft(actor=request.actor, key=key, fields=fields, at=request.at, known_version=known, page=page)  # type: ignore[attr-defined]
    return page


def page_of(request: HttpRequest) -> str:
    """The page that showed the form: where the browser says it came from, else this address."""
    came_from = request.headers.get("Referer", "")
    if came_from and url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
        parts = urlsplit(came_from)
        return parts.path + (f"?{parts.query}" if parts.query else "")
    return request.get_full_path()


def _sign_in(request: HttpRequest) -> HttpResponse:
    """Nobody is signed in: to the sign-in page, with what was typed kept for who signs in again."""
    if settings.RONDOM_DEMO and request.path == "/":
        return HttpResponseRedirect("/demo/")  # there a visitor chooses who to be
    page = page_of(request) if request.method == "POST" else request.get_full_path()
    login = reverse("account_login")
    if _is_background(request) or (request.path.startswith("/drafts/") and request.method != "GET"):
        return JsonResponse({"error": "signed_out", "login": login}, status=401)
    response = HttpResponseRedirect(f"{login}?{urlencode({'next': page})}")
    owner = request.COOKIES.get(OWNER_COOKIE, "")
    if request.method == "POST" and re.fullmatch("[0-9a-f]{64}", owner):
        _keep(request, response, owner, page)
    return response


def _keep(request: HttpRequest, response: HttpResponse, owner: str, page: str) -> None:
    try:
        fields = typed_fields(request.POST)
        if not has_words(fields):
            return
        key = _draft_key(request) or page_key(page)
        known = version_of(request)
        at = request.at  # type: ignore[attr-defined]
        nonce = keep_form(owner_mark=owner, key=key, page=page, fields=fields, at=at, known_version=known)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return
    messages.info(request, _("You were signed out. What you typed is kept: sign in again to go on with it."))
    _set_cookie(response, NONCE_COOKIE, nonce, KEEP_MINUTES * 60)


def _claim(request: HttpRequest, actor: Actor, nonce: str) -> None:
    kept = claim_kept_form(actor=actor, nonce=nonce, at=request.at)  # type: ignore[attr-defined]
    if kept is not None:
        messages.info(request, _("What you typed before you were signed out is kept. It was not sent yet."))


def _save_for_later(request: HttpRequest, actor: Actor) -> HttpResponse:
    page = page_of(request)
    request.keeps_draft = True  # type: ignore[attr-defined]
    key = _draft_key(request) or page_key(page)
    try:
        saved = save_draft(
            actor=actor,
            key=key,
            fields=typed_fields(request.POST),
            at=request.at,  # type: ignore[attr-defined]
            known_version=version_of(request),
            page=page,
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(page)
    if saved.two:
        return HttpResponseRedirect(reverse("draft", args=[key]))
    messages.success(request, _("Saved for later. Nobody else can see it. We keep it for 30 days."))
    return HttpResponseRedirect(page)


def _sent_before(request: HttpRequest, actor: Actor) -> HttpResponse | None:
    key = submission_of(request, actor)
    if key is None:
        return None
    request.submission = key  # type: ignore[attr-defined]
    # Waits for a first sending that is still under way. An empty outcome: that one was refused.
    outcome = once(actor=actor, key=key, at=request.at)  # type: ignore[attr-defined]
    if not outcome:
        return None
    messages.info(request, _("You sent this already. It counts once."))
    return HttpResponseRedirect(outcome)


def submission_of(request: HttpRequest, actor: Actor) -> UUID | None:
    """Under which key this form counts for this actor; None without a readable one."""
    try:
        return uuid5(actor.id, str(UUID(request.POST["form_key"])))
    except (KeyError, ValueError):
        return None


def _after(request: HttpRequest, actor: Actor, response: HttpResponse) -> None:
    """A redirect means: done. Anything else means that the form is still being filled in."""
    place = response.headers.get("Location") or response.headers.get("HX-Redirect", "")
    if not place or response.status_code >= 400 or getattr(request, "keeps_draft", False):
        return
    if request.path.startswith(OWN_PATHS):
        return
    _forget_sent(request, actor)
    submission = getattr(request, "submission", None)
    if submission is not None and url_has_allowed_host_and_scheme(place, {request.get_host()}):
        remember(key=submission, outcome=place)


def _forget_sent(request: HttpRequest, actor: Actor) -> None:
    key = _draft_key(request)
    if key is None and "form_key" not in request.POST:
        return
    sent: Fields = {name: [str(one) for one in request.POST.getlist(name)] for name in request.POST}
    known = version_of(request)
    if key is not None and settle_draft(actor=actor, key=key, sent=sent, known_version=known):
        messages.info(request, _("What you typed in another tab is kept as a draft. It was not sent."))
    forget_page(actor=actor, page=page_of(request), sent=sent)


def _remember_owner(request: HttpRequest, actor: Actor, response: HttpResponse) -> None:
    if actor.is_anonymous or "Clear-Site-Data" in response.headers:
        return
    mark = mark_of(actor)
    if request.COOKIES.get(OWNER_COOKIE) != mark:
        _set_cookie(response, OWNER_COOKIE, mark, 86_400)


def _set_cookie(response: HttpResponse, name: str, value: str, seconds: int) -> None:
    response.set_cookie(
        name, value, max_age=seconds, httponly=True, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
    )


def _draft_key(request: HttpRequest) -> str | None:
    key = request.POST.get("draft_key", "")
    return key if KEY.fullmatch(key) else None


def version_of(request: HttpRequest) -> int | None:
    """The version of the draft that the page had seen, if it says one."""
    value = request.POST.get("draft_version", "")
    return int(value) if value.isdecimal() and len(value) < 10 else None


def _is_background(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") in ("fetch", "XMLHttpRequest") or (
        request.headers.get("X-Rondom-Poll") == "1"
    )


def _is_public(request: HttpRequest, view: Callable[..., HttpResponse]) -> bool:
    if getattr(view, "login_required", True) is False:
        return True
    return request.path.startswith(tuple(settings.RONDOM_PUBLIC_PATHS))
