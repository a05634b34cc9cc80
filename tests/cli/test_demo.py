"""The demo's own refusals, and its children."""

import os
import signal
import socket
import sys
from datetime import timedelta

import pytest

from rondom.cli import demo
from rondom.cli.children import Children


@pytest.mark.parametrize(
    ("text", "step"),
    [("+3d", timedelta(days=3)), ("+12h", timedelta(hours=12)), ("+30m", timedelta(minutes=30))],
)
def test_a_step_of_the_clock_is_read(text, step):
    assert demo.step_of(text) == step


@pytest.mark.parametrize("text", ["-3d", "3d", "+3", "tomorrow", "+3w", ""])
def test_a_step_back_or_something_else_is_refused_with_an_example(text):
    with pytest.raises(demo.DemoRefused, match=r"\+3d"):
        demo.step_of(text)


def test_a_taken_port_is_said_in_one_sentence(installation):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = installation.rondom("demo", "--port", str(port))
    assert done.returncode == 1
    assert f"Port {port} is taken" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_with_other_data_never_becomes_a_demo(installation):
    fill = "from rondom.cli import databases; import psycopg; c = psycopg.connect(databases.owner_url(), autocommit=True); "
    installation.python(fill + "c.execute(\"SELECT nextval('rondom_space_seq')\")")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    done = installation.rondom("demo", "--port", str(port))
    assert done.returncode == 1
    assert "not the demo's" in done.stderr


def test_a_process_that_runs_to_its_end_ends_early_when_told_to_stop():
    with Children() as children:
        assert children.run([sys.executable, "-c", "raise SystemExit(3)"], os.environ) == 3
        os.kill(os.getpid(), signal.SIGTERM)
        assert children.stopping
        assert children.run([sys.executable, "-c", "import time; time.sleep(60)"], os.environ) != 0


def test_children_end_together_and_the_one_that_ended_is_named():
    sleeper = [sys.executable, "-c", "import time; time.sleep(60)"]
    with Children() as children:
        children.start("patient", sleeper, os.environ)
        children.start("hasty", [sys.executable, "-c", "pass"], os.environ)
        patient = children._running["patient"]
        assert children.wait() == "hasty"
    assert patient.poll() is not None
