"""What every page of the portal asks first."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.core import signing
from django.http import HttpRequest, HttpResponse

from rondom.access.actor import Actor
from rondom.cases import queries as cases
from rondom.kernel.refusals import NotFound

_SALT = "rondom.portal.item"
View = Callable[..., HttpResponse]


class ResidentRequest(HttpRequest):
    """A request with what the middleware adds."""

    actor: Actor
    at: Any


def resident_page(view: View) -> View:
    """Only for residents; for everybody else the address does not exist."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not cast("ResidentRequest", request).actor.is_resident:
            raise NotFound
        return view(request, *args, **kwargs)

    return inner


def my_case(request: ResidentRequest, *, part: str = "", log: bool = True) -> Any:
    """The resident's own case, with the look in the log; None without a grant on any household."""
    return cases.own_case(request.actor, at=request.at, part=part or "case", log=log)


def need_case(request: ResidentRequest, *, part: str, log: bool = True) -> Any:
    """The resident's own case. Raises NotFound: a page about a case does not exist for who has none."""
    case = my_case(request, part=part, log=log)
    if case is None:
        raise NotFound
    return case


def item_key(object_type: str, object_id: Any, scope: int, words: str) -> str:
    """A signed key of one item, so that the form about it cannot be pointed at something else."""
    return signing.dumps([object_type, str(object_id), scope, words[:200]], salt=_SALT, compress=True)


def item_of(key: str) -> tuple[str, str, int, str]:
    """The item behind a key. Raises NotFound for a key that was changed."""
    try:
        object_type, object_id, scope, words = signing.loads(key, salt=_SALT)
    except signing.BadSignature as bad:
        raise NotFound from bad
    return object_type, object_id, scope, words
