"""The pages of notices: what is new, and how somebody wants to be told."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rondom.access.actor import Actor
from rondom.kernel.refusals import Refusal
from rondom.kernel.refused_forms import refuse
from rondom.notices.commands import choose_channels, mark_notices_read
from rondom.notices.forms import WishesForm
from rondom.notices.queries import NoticeLine, gathered, my_notices, my_wishes


@require_http_methods(["GET", "POST"])
def notice_list(request: HttpRequest) -> HttpResponse:
    """My notices, newest first; POST marks all as read."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if request.method == "POST":
        mark_notices_read(actor=actor, at=request.at)  # type: ignore[attr-defined]
        return redirect("notice_list")
    found = my_notices(actor, limit=200)
    lines = [{"notice": line, "url": _address(line)} for line in gathered(found)]
    page = Paginator(lines, 20).get_page(request.GET.get("page"))
    fresh = any(line.is_new for line in found)
    return render(request, "notices/notice_list.html", {"page_of_notices": page, "fresh": fresh})


@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """My wishes about mail."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    wishes = my_wishes(actor)
    shown: dict[str, Any] = {name: getattr(wishes, name) for name in WishesForm.base_fields}
    form = WishesForm(request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():
        try:
            choose_channels(actor=actor, at=request.at, **form.cleaned_data)  # type: ignore[attr-defined]
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Your wishes are saved."))
            return HttpResponseRedirect(reverse("notice_preferences"))
    return render(request, "notices/preferences.html", {"form": form}, status=422 if form.errors else 200)


def _address(line: NoticeLine) -> str:
    """The page a notice points to; empty when that page does not exist here."""
    if not line.link_name:
        return ""
    try:
        return reverse(line.link_name, args=[line.link_id] if line.link_id else [])
    except NoReverseMatch:
        return ""
