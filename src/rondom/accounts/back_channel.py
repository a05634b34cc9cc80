"""The provider tells this site that somebody signed out there (OpenID Connect Back-Channel Logout 1.0)."""

from __future__ import annotations

from allauth.socialaccount.models import SocialAccount, SocialApp
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from rondom.access.context import system_actor
from rondom.access.requests import ActorRequest
from rondom.accounts.commands import sign_out_by_provider
from rondom.accounts.logout_token import NotALogoutTokenError, subject_of
from rondom.accounts.openid import StrictAdapter

PROVIDER = system_actor("openid provider")


@csrf_exempt
@login_not_required
@never_cache
@require_POST
def back_channel_logout(request: ActorRequest, provider_id: str) -> HttpResponse:
    """End every session of whom a valid logout token names; 400 for any other token, without saying why.

    No cookie counts here: the signed token is the only thing that is believed. Somebody who has no
    account or no session here is signed out already: 200.
    """
    adapter = StrictAdapter(request, provider_id)
    try:
        app = adapter.get_provider().app
    except SocialApp.DoesNotExist:
        raise Http404 from None
    try:
        subject = subject_of(request.POST.get("logout_token", ""), adapter=adapter, app=app)
    except NotALogoutTokenError:
        return JsonResponse({"error": "invalid_request"}, status=400)
    link = SocialAccount.objects.filter(provider=app.provider_id, uid=subject).first()
    if link is not None:
        sign_out_by_provider(actor=PROVIDER, account_id=link.user_id, at=request.at)
    return HttpResponse(status=200)
