"""The signed context: what tells PostgreSQL who is asking.

A plain session setting could be set by injected SQL, so it is signed: the database recomputes
the HMAC with a key that the site's role cannot read. It lives for one transaction only
(`set_config(..., true)`); a pooled connection starts the next one with nothing, and with no
context every protected table is empty.
"""

import hashlib
import hmac
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from uuid import UUID, uuid5

from django.conf import settings
from django.db import connection, transaction

from rondom.access.actor import NOBODY, Actor

CONTEXT_SECONDS = 600
# One round trip for both; a role that is set so is checked like SET LOCAL ROLE, "none" puts one's own back.
CONTEXT_AND_ROLE = "SELECT set_config('app.ctx', %s, true), set_config('role', %s, true)"
_current: ContextVar[Actor | None] = ContextVar("rondom_actor", default=None)
_moment: ContextVar[datetime | None] = ContextVar("rondom_moment", default=None)
_SYSTEM_NAMES = UUID("8f1d6b1e-6b0f-5d1c-9a55-3d1f2f2b7a10")


def system_actor(name: str) -> Actor:
    """An actor for clock jobs and handlers, shown in the log like a person."""
    return Actor(kind="system", id=uuid5(_SYSTEM_NAMES, name), name=name, purpose="system")


def sign(actor: Actor, at: datetime) -> str:
    """The context text with its signature; valid for ten minutes of real time."""
    for text in (actor.kind, actor.purpose, *actor.roles):
        if "|" in text or "," in text:
            raise ValueError("context fields hold no separators")
    body = "|".join(
        [
            actor.kind,
            str(actor.id or NOBODY),
            str(actor.organization_id or ""),
            actor.purpose,
            ",".join(sorted(actor.roles)),
            repr(at.timestamp()),
            repr(time.time() + CONTEXT_SECONDS),
        ]
    )
    mac = hmac.new(settings.RONDOM_CONTEXT_KEY, body.encode(), hashlib.sha256).hexdigest()
    return f"{body}|{mac}"


def set_context(actor: Actor, at: datetime) -> None:
    """Tell the database who asks, until the end of this transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError("a context outside a transaction would silently do nothing")
    with connection.cursor() as cursor:
        if actor.kind == "system":
            cursor.execute(CONTEXT_AND_ROLE, [sign(actor, at), settings.RONDOM_SYSTEM_ROLE])
        else:
            cursor.execute("SELECT set_config('app.ctx', %s, true)", [sign(actor, at)])


def renew() -> None:
    """Sign the open context anew, for work that outlasts it: reading the whole log, for one.

    Raises RuntimeError when no context is open.
    """
    actor, at = _current.get(), _moment.get()
    if actor is None or at is None:
        raise RuntimeError("there is no open context to sign anew")
    set_context(actor, at)


def current_actor() -> Actor | None:
    """The actor of the open context, for the command runner's check only."""
    return _current.get()


def current_moment() -> datetime | None:
    """The moment of the open context: what happens in it, happens then."""
    return _moment.get()


@contextmanager
def acting_as(actor: Actor, *, at: datetime) -> Iterator[Actor]:
    """Open a transaction with a signed context: for requests, jobs, commands and tests.

    Inside another context it changes who asks and puts the outer one back at the end, which the
    runner of events needs; a request opens exactly one.
    """
    outer = _current.get()
    with transaction.atomic():  # noqa: TID251 - the one place besides dispatch
        # A test's own transaction lies around this one: the system's role must not outlive it there.
        previous = _read_setting() if outer else ("", "")
        set_context(actor, at)
        token, moment = _current.set(actor), _moment.set(at)
        try:
            yield actor
            # After an error the rollback puts it back: asking the broken transaction would hide the error.
            if (outer or actor.kind == "system") and not connection.needs_rollback:
                _restore(previous)
        finally:
            _current.reset(token)
            _moment.reset(moment)


def _read_setting() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.ctx', true), current_user")
        row = cursor.fetchone()
    return row[0] or "", row[1]


def _restore(previous: tuple[str, str]) -> None:
    # A released savepoint keeps what was set inside it, so the outer context is put back by hand.
    context, role = previous
    own = role if role == settings.RONDOM_SYSTEM_ROLE else "none"
    with connection.cursor() as cursor:
        cursor.execute(CONTEXT_AND_ROLE, [context, own])
