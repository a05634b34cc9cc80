"""Who may open the officer's pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from rondom.kernel.refusals import NotFound
from rondom.privacy import policies

View = Callable[..., HttpResponse]


def officer_page(view: View) -> View:
    """Only for the privacy officer; for everybody else the address does not exist."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.may_review(request.actor):  # type: ignore[attr-defined]
            raise NotFound
        return view(request, *args, **kwargs)

    return inner
