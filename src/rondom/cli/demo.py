"""`rondom demo`: database, migrations, demo city, site and worker, from nothing to an address."""

import fcntl
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import psycopg
from rich.console import Console

from rondom.cli import databases, site
from rondom.cli.children import Children
from rondom.cli.surroundings import home, is_embedded, is_running, own_command, start_database
from rondom.kernel import postgres

console = Console(highlight=False)
_STEP = re.compile(r"\+([1-9]\d*)([dhm])")
_FAR = 10_000_000
LONGEST_STEP = timedelta(days=3650)
_UNITS = {"d": "days", "h": "hours", "m": "minutes"}


class DemoRefused(Exception):  # noqa: N818 - refusals are named by what happened
    """The demo does not start; the text says what to do."""


def step_of(text: str) -> timedelta:
    """`+3d`, `+12h`, `+30m` as a length of time. Raises DemoRefused."""
    found = _STEP.fullmatch(text.strip())
    if not found:
        raise DemoRefused("Write the step of the clock as +3d, +12h or +30m: it only moves forward.")
    step = timedelta(**{_UNITS[found[2]]: min(int(found[1]), _FAR)})
    if step > LONGEST_STEP:
        raise DemoRefused(f"The clock moves at most {LONGEST_STEP.days} days at once, such as +3d.")
    return step


def run(*, host: str, port: int, clock: str, reset: bool) -> None:
    """Serve the demo until Ctrl-C or SIGTERM. Raises DemoRefused."""
    step = step_of(clock) if clock else None
    with _alone() as alone:
        if alone:
            _run(host=host, port=port, step=step, reset=reset)
        elif step and _is_open():
            _move_clock(step)
        elif step:
            raise DemoRefused("The demo of this folder is not open yet. Move its clock when it is.")
        else:
            raise DemoRefused(
                "The demo of this folder runs already. Stop it first, with Ctrl-C in its window."
            )


def _run(*, host: str, port: int, step: timedelta | None, reset: bool) -> None:
    if why_not := site.cannot_listen(host, port):
        raise DemoRefused(f"{why_not} Choose another one: PORT={port % 65535 + 1} make demo")
    for warning in postgres.warn_about_folders(home()):
        console.print(f"[yellow]Warning:[/] {warning}")
    os.environ["RONDOM_DEMO"] = "1"
    with Children() as children:
        started_here = start_database()
        try:
            _prepare(children, reset=reset, step=step, port=port)
            if not children.stopping:
                _serve(children, host, port)
        except DemoRefused:
            if not children.stopping:
                raise
        finally:
            children.end()
            if started_here:
                postgres.stop(home())
    console.print("Stopped. Your demo is kept: `make demo` goes on where you were.")


def _prepare(children: Children, *, reset: bool, step: timedelta | None, port: int) -> None:
    if reset:
        if not is_embedded():
            raise DemoRefused("--reset works on Rondom's own database only, not on DATABASE_URL.")
        databases.drop_embedded()
        for kept in ("clock-offset", "demo-day-zero"):
            (home() / kept).unlink(missing_ok=True)
        shutil.rmtree(home() / "mail", ignore_errors=True)
    url = databases.owner_url()
    with psycopg.connect(url, autocommit=True) as connection:
        if databases.is_used(connection) and databases.mark(connection) != databases.DEMO_MARK:
            raise DemoRefused(
                "This database holds data that is not the demo's. "
                "Set RONDOM_HOME to another folder for the demo."
            )
        databases.mark_as_demo(connection)
    _step("Bringing the database up to date", own_command("migrate", "--quiet"))
    with console.status("Packing style sheets and scripts"):
        site.collect_static()
    if children.run(own_command("prepare-demo"), site.environment(demo=True, port=port)):
        raise DemoRefused("The demo city could not be filled; the lines above say why.")
    if step:
        _move_clock(step)


def _step(sentence: str, command: list[str]) -> None:
    with console.status(sentence):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise DemoRefused(f"{sentence} failed:\n{done.stdout}{done.stderr}")


def _move_clock(step: timedelta) -> None:
    command = own_command("move-clock", str(int(step.total_seconds())))
    subprocess.run(command, env=site.environment(demo=True), check=True)


def _serve(children: Children, host: str, port: int) -> None:
    told = site.environment(demo=True, port=port)
    pid_file = home() / "demo.pid"
    pid_file.write_text(str(os.getpid()))
    try:
        children.start("site", site.gunicorn(host=host, port=port, workers=1), told)
        children.start("worker", own_command("worker"), {**told, "RONDOM_POOL": "0"})
        shown = "localhost" if host in {"127.0.0.1", "0.0.0.0", "::1", "::"} else host  # noqa: S104
        console.print(f"\n[bold]Rondom is open:  http://{shown}:{port}/[/]   (Ctrl-C stops it)\n")
        ended = children.wait()
    finally:
        pid_file.unlink(missing_ok=True)
    if ended:
        raise DemoRefused(f"The {ended} ended by itself; the lines above say why.")


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether no other demo works in this folder; from here to the end nobody else begins."""
    home().mkdir(parents=True, exist_ok=True)
    with (home() / "demo.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _is_open() -> bool:
    return (home() / "demo.pid").exists() and is_running()
