"""The tables of `config/wiring.py`: every name exists, and a listener stands with or above who publishes."""

import dataclasses
import importlib
import inspect

import pytest
from procrastinate.periodic import croniter

from config import wiring
from tests.house.house import height

PAIRS = [
    *((event, name, "reaction") for event, names in wiring.REACTIONS.items() for name in names),
    *((event, name, "handler") for event, names in wiring.HANDLERS.items() for name in names),
]


def found(path: str):
    module, _, name = path.rpartition(".")
    return getattr(importlib.import_module(module), name)


@pytest.mark.parametrize(("event", "listener", "kind"), PAIRS)
def test_an_event_has_a_listener_that_exists_and_stands_above_it(event, listener, kind):
    cls, function = found(event), found(listener)
    assert dataclasses.is_dataclass(cls)
    assert cls.__dataclass_params__.frozen
    own, other = event.split(".")[1], listener.split(".")[1]
    assert own == other or height(other) > height(own)
    expected = {"at", "actor"} if kind == "reaction" else {"at"}
    parameters = inspect.signature(function).parameters
    assert expected <= {n for n, p in parameters.items() if p.kind is p.KEYWORD_ONLY}


@pytest.mark.parametrize(("job", "cron"), wiring.CLOCK_JOBS.items())
def test_a_clock_job_exists_and_its_hours_can_be_read(job, cron):
    parameters = inspect.signature(found(job)).parameters
    assert parameters["at"].kind is inspect.Parameter.KEYWORD_ONLY
    assert croniter.croniter.is_valid(cron)


def test_events_hold_ids_and_small_words_only():
    """An event is stored in the queue: it must not carry what somebody said."""
    told = {"text", "body", "words", "note", "description", "email", "bsn"}
    wordy = {
        f"{event}.{field.name}"
        for event, _name, _kind in PAIRS
        for field in dataclasses.fields(found(event))
        if field.name in told
    }
    assert wordy == set()
