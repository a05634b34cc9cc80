"""Clock jobs: every entry of `config.wiring.CLOCK_JOBS` becomes a periodic job run as the system."""

import importlib

from procrastinate.contrib.django import app

from rondom.access.context import acting_as, system_actor
from rondom.dispatch.events import load
from rondom.kernel import clock


def run_clock_job(path: str) -> None:
    """Run one clock job now, as a system actor with its name."""
    at = clock.now()
    with acting_as(system_actor(path), at=at):
        load(path)(at=at)


def _register() -> None:
    wiring = importlib.import_module("config.wiring")
    for path, cron in wiring.CLOCK_JOBS.items():

        def run(timestamp: int, path: str = path) -> None:
            del timestamp
            run_clock_job(path)

        task = app.task(name=f"clock.{path}", queue="clock")(run)
        app.periodic(cron=cron)(task)


_register()


def run_soon() -> None:
    """Ask the worker to run every clock job once, now (the demo clock was moved)."""
    wiring = importlib.import_module("config.wiring")
    for path in wiring.CLOCK_JOBS:
        app.configure_task(f"clock.{path}").defer(timestamp=0)
