"""The demo's own refusals, and its children."""

import fcntl
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


@pytest.mark.parametrize("text", ["-3d", "3d", "+3", "tomorrow", "+3w", "", "+0d"])
def test_a_step_back_or_something_else_is_refused_with_an_example(text):
    with pytest.raises(demo.DemoRefused, match=r"\+3d"):
        demo.step_of(text)


@pytest.mark.parametrize("text", ["+3651d", "+99999999999999d", "+87601h"])
def test_a_step_beyond_ten_years_is_refused_in_a_sentence(text):
    with pytest.raises(demo.DemoRefused, match="3650 days"):
        demo.step_of(text)


@pytest.mark.parametrize(("host", "port"), [("300.1.1.1", "8999"), ("no-such-host.invalid", "8999")])
@pytest.mark.parametrize("command", ["demo", "serve"])
def test_an_address_of_another_machine_is_not_called_a_taken_port(installation, command, host, port):
    done = installation.rondom(command, "--host", host, "--port", port)
    assert done.returncode == 1
    assert f"{host} is not an address of this machine" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http"])
def test_a_port_that_cannot_exist_is_refused_before_anything_starts(installation, port):
    done = installation.rondom("demo", "--port", port)
    assert done.returncode == 2
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr


def test_two_demos_never_fill_one_folder(installation):
    with (installation.home / "demo.lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        second = installation.rondom("demo", "--port", "8999")
        early = installation.rondom("demo", "--clock", "+3d")
    assert (second.returncode, early.returncode) == (1, 1)
    assert "runs already" in second.stderr
    assert "not open yet" in early.stderr


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


def test_the_end_of_the_terminal_is_the_end_of_the_demo_save_under_nohup():
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)  # the tests may run under nohup themselves
    try:
        with Children() as children:
            os.kill(os.getpid(), signal.SIGHUP)
            assert children.stopping
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        with Children() as children:
            os.kill(os.getpid(), signal.SIGHUP)
            assert not children.stopping
    finally:
        signal.signal(signal.SIGHUP, before)


def test_children_end_together_and_the_one_that_ended_is_named():
    sleeper = [sys.executable, "-c", "import time; time.sleep(60)"]
    with Children() as children:
        children.start("patient", sleeper, os.environ)
        children.start("hasty", [sys.executable, "-c", "pass"], os.environ)
        patient = children._running["patient"]
        assert children.wait() == "hasty"
    assert patient.poll() is not None
