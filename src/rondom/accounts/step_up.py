"""Prove once more who you are, before an act that shows or moves much."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from rondom.accounts.sessions import has_stepped_up

View = Callable[..., HttpResponse]


def step_up_required(view: View) -> View:
    """A view that asks to prove who you are when that was more than five minutes ago (access.md A6).

    For BSN reveal, export, emergency access, restricted parts. What was typed in the form comes back
    in it afterwards as a draft and has to be sent again: nothing is carried out by itself.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if has_stepped_up(request):
            return view(request, *args, **kwargs)
        # The top layer hangs its way of keeping typed words on the request, so that no import points up.
        keep = getattr(request, "keep_until_back", None)
        back = keep(request) if keep else request.get_full_path()
        return HttpResponseRedirect(f"{reverse('step_up')}?{urlencode({'next': back})}")

    guarded.needs_step_up = True  # type: ignore[attr-defined]
    return guarded
