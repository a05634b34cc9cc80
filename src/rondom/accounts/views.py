"""The doors of signing in that are our own; the rest is django-allauth with our templates."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.logout import logout as allauth_logout
from allauth.account.views import LoginView
from allauth.socialaccount.adapter import get_adapter as get_social_adapter
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rondom.access.actor import Actor
from rondom.accounts import browsers, sessions
from rondom.accounts.commands import CodeUnknown, PersonNotReachable, TooManyTries, invite_resident, tries
from rondom.accounts.commands.linking import RESIDENTS
from rondom.accounts.forms import CodeForm, InvitationForm
from rondom.accounts.letters import invitation_letter
from rondom.accounts.queries import invitation_for_code, step_up_required
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.documents.content import ContactLine
from rondom.kernel.refusals import NotFound, Refusal
from rondom.organizations import queries as organizations
from rondom.organizations.vocabulary import WITHOUT_CASELOAD
from rondom.people import queries as people

CODE_TRIES = "invitation code"


class SignIn(LoginView):
    """The sign-in page: providers, a passkey, and a password only where the deployment allows one."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A password, where there are passwords."""
        if not settings.RONDOM_PASSWORD_LOGIN:
            return HttpResponse(status=405, headers={"Allow": "GET"})
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the providers of this deployment by who they are for."""
        found: dict[str, Any] = super().get_context_data(**kwargs)
        providers = get_social_adapter().list_providers(self.request)
        found["providers"] = [one.app for one in providers]
        found["passwords"] = settings.RONDOM_PASSWORD_LOGIN
        found["next"] = _safe(self.request, self.request.GET.get("next", ""))
        return found


sign_in = login_not_required(SignIn.as_view())


@login_not_required
@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """POST ends this session and tells the browser to forget every page and cookie of this site (A6)."""
    if request.method == "GET":
        return render(request, "account/logout.html")
    allauth_logout(request)
    response = HttpResponseRedirect(reverse("account_login"))
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


@login_not_required
@require_GET
def closed(request: HttpRequest) -> HttpResponse:
    """An account that ended."""
    return render(request, "account/account_inactive.html", status=403)


@login_not_required
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """A resident types the code of the letter, then signs in. The code stands in no address."""
    form = CodeForm(request.POST or None)
    ready = False
    if request.method == "POST" and form.is_valid():
        try:
            request.session[sessions.INVITATION] = _invitation(request, form.cleaned_data["code"])
            ready = True
        except Refusal as refusal:
            form.add_error("code", str(refusal))
    providers = [
        one.app for one in get_social_adapter().list_providers(request) if one.app.provider_id == RESIDENTS
    ]
    page = {"form": form, "ready": ready, "providers": providers}
    return render(request, "account/code.html", page, status=422 if form.errors else 200)


def _invitation(request: HttpRequest, typed: str) -> str:
    at, address = request.at, get_adapter().get_client_ip(request)  # type: ignore[attr-defined]
    if seconds := tries.seconds_to_wait(what=CODE_TRIES, address=address, at=at):
        raise TooManyTries(seconds=seconds)
    found = invitation_for_code(typed, at=at)
    if found is None:
        tries.note_failure(what=CODE_TRIES, address=address, at=at)
        raise CodeUnknown
    tries.note_success(what=CODE_TRIES, address=address)
    return str(found)


@require_http_methods(["GET", "POST"])
def step_up(request: HttpRequest) -> HttpResponse:
    """Prove once more who you are: by an own second step, or at the provider. In the demo: confirm."""
    after = _safe(request, request.POST.get("next") or request.GET.get("next", "")) or "/"
    persona = settings.RONDOM_DEMO and bool(getattr(request.user, "demo_slug", ""))
    if request.method == "POST" and persona:
        request.session[sessions.STEPPED_UP] = int(time.time())
        return redirect(after)
    linked = SocialAccount.objects.filter(user_id=request.user.pk).values_list("provider", flat=True)
    providers = [
        one.app for one in get_social_adapter().list_providers(request) if one.app.provider_id in set(linked)
    ]
    page = {
        "next": after,
        "persona": persona,
        "methods": [] if persona else get_adapter().get_reauthentication_methods(request.user),
        "providers": [] if persona else providers,
    }
    return render(request, "account/step_up.html", page)


@require_POST
def invitation(request: HttpRequest) -> HttpResponse:
    """Make a code for a member of a household and print the letter: the only time that the code is shown.

    Fields: `household`, `member`, and `language` (nl or en) of the letter. For who works with households.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.is_professional or not actor.roles - WITHOUT_CASELOAD:
        raise NotFound
    return _letter_for(request)


@step_up_required
def _letter_for(request: HttpRequest) -> HttpResponse:
    form = InvitationForm(request.POST)
    if not form.is_valid():
        raise PersonNotReachable
    actor: Actor = request.actor  # type: ignore[attr-defined]
    at: datetime = request.at  # type: ignore[attr-defined]
    member = people.member(form.cleaned_data["member"])
    if member is None or member.household_id != form.cleaned_data["household"]:
        raise PersonNotReachable
    made = invite_resident(actor=actor, household_id=member.household_id, person_id=member.person_id, at=at)
    letter = invitation_letter(
        sender=actor.organization_name or settings.MFA_TOTP_ISSUER,
        signed_by=actor.name,
        addressee=member.person.name,
        code=made.code,
        site=f"{settings.BASE_URL}/login/",
        expires_at=made.expires_at,
        on=at.astimezone(AMSTERDAM).date(),
        language="en" if form.cleaned_data["language"] == "en" else "nl",
        contact=_contact(actor, at),
    )
    answer = HttpResponse(letter, content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'attachment; filename="letter.pdf"'
    return answer


def _contact(actor: Actor, at: datetime) -> ContactLine | None:
    """Whom to call about the letter: who signed it, with the number that residents may have."""
    card = organizations.card_for(actor.id, at.astimezone(AMSTERDAM).date(), for_resident=True)
    if card is None or not card.phone:
        return None
    return ContactLine(name=card.name, function="", organization=card.organization, phone=card.phone)


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """My account: second step, sessions, notices."""
    return render(request, "account/overview.html", {"staff": request.actor.is_professional})  # type: ignore[attr-defined]


@require_GET
def session_list(request: HttpRequest) -> HttpResponse:
    """Where I am signed in."""
    mine = UserSession.objects.purge_and_list(request.user)
    mine.sort(key=lambda one: one.created_at, reverse=True)
    places = [(one, browsers.in_words(one.user_agent)) for one in mine]
    return render(request, "usersessions/usersession_list.html", {"places": places})


@require_POST
def session_end(request: HttpRequest) -> HttpResponse:
    """End one other session of mine, or all others."""
    mine = UserSession.objects.filter(user_id=request.user.pk).exclude(
        session_key=request.session.session_key
    )
    if (chosen := request.POST.get("session", "")).isdecimal():
        mine = mine.filter(pk=int(chosen))
    ended = list(mine)
    end_sessions(request, ended)
    messages.success(request, _("Signed out there.") if ended else _("There was nothing to end."))
    return redirect("usersessions_list")


def _safe(request: HttpRequest, target: str) -> str:
    return target if url_has_allowed_host_and_scheme(target, {request.get_host()}) else ""
