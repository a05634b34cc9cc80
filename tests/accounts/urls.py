"""Signing in, and three pages to try it on."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path

from rondom.accounts.queries import step_up_required
from rondom.accounts.urls import urlpatterns as accounts
from rondom.web.drafts.urls import urlpatterns as drafts

revealed: list[str] = []


@login_not_required
def who(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        "nobody" if request.actor.is_anonymous else f"{request.actor.kind} {request.actor.id}"
    )


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("the work")


@step_up_required
def reveal(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        revealed.append(request.POST["reason"])
        return HttpResponseRedirect("/work/")
    return HttpResponse("the number")


urlpatterns = [
    path("", page),
    path("who/", who),
    path("work/", page),
    path("reveal/", reveal),
    *drafts,
    *accounts,
]
