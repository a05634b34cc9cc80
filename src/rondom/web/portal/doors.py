"""What every page of the portal asks first."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from rondom.access.requests import ActorRequest
from rondom.audit.log import record
from rondom.cases import queries as cases
from rondom.kernel import crypto
from rondom.kernel.crypto import FieldAddress
from rondom.kernel.keys import keyring
from rondom.kernel.refusals import NotFound

_ITEM = FieldAddress("portal", "item", "key")
View = Callable[..., HttpResponse]


def resident_page(view: View) -> View:
    """Only for residents; for everybody else the address does not exist."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not cast("ActorRequest", request).actor.is_resident:
            raise NotFound
        return view(request, *args, **kwargs)

    return inner


def my_case(request: ActorRequest, *, part: str = "", log: bool = True) -> Any:
    """The resident's own case, with the look in the log; None without a grant on any household."""
    return cases.own_case(request.actor, at=request.at, part=part or "case", log=log)


def need_case(request: ActorRequest, *, part: str, log: bool = True) -> Any:
    """The resident's own case. Raises NotFound: a page about a case does not exist for who has none."""
    case = my_case(request, part=part, log=log)
    if case is None:
        raise NotFound
    return case


def log_shared(request: ActorRequest, part: str) -> None:
    """The look of somebody without a household, at what is theirs one by one."""
    record(
        actor=request.actor,
        action="shared.view",
        at=request.at,
        subjects=[request.actor.id],
        part=part,
        object_type="page",
        row="named",
    )


@dataclass(frozen=True)
class Mine:
    """Where somebody writes about themselves: the own case, or a young person's own file in one."""

    case_id: UUID
    space: int
    case: Any = None


def need_mine(request: ActorRequest, *, part: str, log: bool = True) -> Mine:
    """The own case of the client, else the own file of a young person (R-044). Raises NotFound."""
    case = my_case(request, part=part, log=log)
    if case is not None:
        return Mine(case.pk, case.space, case)
    file = next(iter(cases.own_files(request.actor, at=request.at)), None)
    if file is None:
        raise NotFound
    if log:
        record(
            actor=request.actor,
            action="own_file.view",
            at=request.at,
            space=file.space,
            subjects=[request.actor.id],
            part=part,
            object_type="page",
            row="named",
        )
    return Mine(file.case_id, file.space)


def item_key(object_type: str, object_id: Any, scope: int, words: str) -> str:
    """A sealed key of one item: it cannot be pointed at something else, and an address shows no words."""
    item = json.dumps([object_type, str(object_id), scope, words[:200]])
    return base64.urlsafe_b64encode(crypto.encrypt(keyring(), _ITEM, item)).decode().rstrip("=")


def item_of(key: str) -> tuple[str, str, int, str]:
    """The item behind a key. Raises NotFound for a key that was changed."""
    try:
        sealed = base64.urlsafe_b64decode(key + "=" * (-len(key) % 4))
        object_type, object_id, scope, words = json.loads(crypto.decrypt(keyring(), _ITEM, sealed))
    except (ValueError, crypto.CiphertextRefused, crypto.UnknownKey) as bad:
        raise NotFound from bad
    return object_type, object_id, scope, words
