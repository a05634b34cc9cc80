"""Events: a frozen dataclass of ids, written as a job in the transaction that caused it."""

import dataclasses
import importlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from rondom.access.actor import Actor
from rondom.access.context import acting_as, current_actor, current_moment, system_actor
from rondom.dispatch.models import HandledEvent
from rondom.kernel import clock

RETRY = RetryStrategy(max_attempts=12, exponential_wait=3)


@dataclasses.dataclass(frozen=True)
class HeldBack:
    """One handler that would have been called for one event."""

    event: Any
    handler: str
    at: datetime


_held: ContextVar[list[HeldBack] | None] = ContextVar("rondom_held_back", default=None)


@contextmanager
def held_back() -> Iterator[list[HeldBack]]:
    """Write history in afterwards: reactions follow as always, handlers are collected, not queued.

    Nobody should get a mail today about what happened weeks ago; whoever writes the history in
    decides which handlers run, with `run_held`.
    """
    collected: list[HeldBack] = []
    token = _held.set(collected)
    try:
        yield collected
    finally:
        _held.reset(token)


def run_held(held: HeldBack) -> None:
    """Call one collected handler at the moment of its event, as the system, in one transaction."""
    with acting_as(system_actor(held.handler), at=held.at):
        load(held.handler)(held.event, at=held.at)


def publish(event: Any, *, at: datetime | None = None) -> None:
    """Run the reactions at once, and write one job per handler, all in the open transaction.

    A reaction belongs to the act itself (grants follow a withdrawn consent in the same instant);
    a handler's work may come a moment later (mail), and only if the transaction was committed.
    """
    wiring = importlib.import_module("config.wiring")
    name = f"{type(event).__module__}.{type(event).__qualname__}"
    moment = at or current_moment() or clock.now()
    for reaction in wiring.REACTIONS.get(name, ()):
        load(reaction)(event, actor=_actor(), at=moment)
    held = _held.get()
    if held is not None:
        held += [HeldBack(event, one, moment) for one in wiring.HANDLERS.get(name, ())]
        return
    body = json.loads(json.dumps(dataclasses.asdict(event), default=str))
    event_id = str(uuid4())
    for handler in wiring.HANDLERS.get(name, ()):
        deliver.defer(event_id=event_id, event=name, handler=handler, body=body)


def _actor() -> Actor:
    actor = current_actor()
    if actor is None:
        raise RuntimeError("an event is published inside a command")
    return actor


def run_handler(*, event_id: str, event: str, handler: str, body: dict[str, Any]) -> None:
    """Call one handler once for one event, as the system, in one transaction."""
    at = clock.now()
    with acting_as(system_actor(handler), at=at):
        _row, new = HandledEvent.objects.get_or_create(
            event_id=UUID(event_id), handler=handler, defaults={"handled_at": at}
        )
        if new:
            load(handler)(rebuild(event, body), at=at)


def load(path: str) -> Callable[..., None]:
    """The function behind a dotted name of the wiring."""
    module, _, name = path.rpartition(".")
    function: Callable[..., None] = getattr(importlib.import_module(module), name)
    return function


def rebuild(name: str, body: dict[str, Any]) -> Any:
    """The event from its stored form; ids become UUIDs again."""
    module, _, cls_name = name.rpartition(".")
    cls = getattr(importlib.import_module(module), cls_name)
    values = {
        f.name: UUID(body[f.name]) if f.type in (UUID, "UUID") and body[f.name] else body[f.name]
        for f in dataclasses.fields(cls)
    }
    return cls(**values)


@app.task(name="dispatch.deliver", queue="events", retry=RETRY)  # type: ignore[untyped-decorator, unused-ignore]
def deliver(*, event_id: str, event: str, handler: str, body: dict[str, Any]) -> None:
    """The job: at least once from the queue, once in effect."""
    run_handler(event_id=event_id, event=event, handler=handler, body=body)
