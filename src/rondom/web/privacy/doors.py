"""What the staff's privacy pages have in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from rondom.access.decision import Decision
from rondom.kernel.refusals import NotAllowed, NotFound

View = Callable[..., HttpResponse]


def staff_page(view: View) -> View:
    """Only for professionals; for everybody else the address does not exist."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.actor.is_professional:  # type: ignore[attr-defined]
            raise NotFound
        return view(request, *args, **kwargs)

    return inner


def allowed(decision: Decision) -> None:
    """Say no before the form, not after it. Raises NotAllowed."""
    if not decision:
        raise NotAllowed(reason=decision.reason)
