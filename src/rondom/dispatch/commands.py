"""The command runner: one transaction, an actor, a row in the log, named refusals."""

import functools
from collections.abc import Callable
from datetime import datetime
from typing import Any, ParamSpec, TypeVar

from django.db import transaction

from rondom.access.actor import Actor
from rondom.access.context import acting_as, current_actor
from rondom.audit import log
from rondom.kernel import clock
from rondom.kernel.refusals import Refusal

P = ParamSpec("P")
R = TypeVar("R")

COMMANDS: dict[str, Callable[..., Any]] = {}
"""Every command by its action name; the house tests read it."""


class CommandWithoutRecord(RuntimeError):  # noqa: N818 - named like the refusals
    """A command finished without a row in the log: a fault in the program, nothing was saved."""


def command(action: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function a command named `action` (noun.verb).

    The function takes keyword arguments only, among them `actor` and `at`. It runs in one
    transaction with the actor's signed context. It must write to the log (`audit.log.record`).
    A `Refusal` rolls everything back and is itself written to the log.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            if args:
                raise TypeError(f"{action} takes keyword arguments only")
            actor = kwargs.get("actor")
            if not isinstance(actor, Actor):
                raise TypeError(f"{action} needs an actor")
            at = kwargs.get("at")
            moment = at if isinstance(at, datetime) else clock.now()
            try:
                return _run(action, function, actor, moment, kwargs)
            except Refusal as refusal:
                if not getattr(refusal, "logged", False):
                    _record_refusal(action, actor, moment, refusal)
                    refusal.logged = True  # type: ignore[attr-defined]
                raise

        COMMANDS[action] = run
        run.action = action  # type: ignore[attr-defined]
        return run

    return decorate


def _run(action: str, function: Callable[..., R], actor: Actor, at: datetime, kwargs: dict[str, Any]) -> R:
    counter = [0]
    token = log.written.set(counter)
    try:
        if current_actor() == actor:
            with transaction.atomic():  # noqa: TID251 - the runner
                result = function(**kwargs)
        else:
            with acting_as(actor, at=at):
                result = function(**kwargs)
                _require(action, counter)
        _require(action, counter)
        return result
    finally:
        log.written.reset(token)
        if counter[0] and (outer := log.written.get(None)) is not None:
            outer[0] += counter[0]


def _require(action: str, counter: list[int]) -> None:
    if not counter[0]:
        raise CommandWithoutRecord(action)


def _record_refusal(action: str, actor: Actor, at: datetime, refusal: Refusal) -> None:
    if current_actor() == actor:
        log.record(actor=actor, action=action, at=at, outcome="refused", reason=refusal.code)
        return
    with acting_as(actor, at=at):
        log.record(actor=actor, action=action, at=at, outcome="refused", reason=refusal.code)
