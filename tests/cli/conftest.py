"""An installation of its own for the `rondom` command: state folder, server, keys."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.city_home import ROOT, fingerprint

KEPT = ROOT / "var" / "test-cli-kept"
NOT_INHERITED = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "DATABASE_BACKUP_URL",
    "RONDOM_DEMO",
    "RONDOM_BACKUP_KEY",
)


class Installation:
    """Runs `rondom` and small programs in one state folder."""

    def __init__(self, home: Path) -> None:
        self.home = home
        inherited = {k: v for k, v in os.environ.items() if k not in NOT_INHERITED}
        self.environment = {
            **inherited,
            "RONDOM_HOME": str(home),
            "RONDOM_FAST_DATABASE": "1",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "COLUMNS": "300",
        }

    def rondom(self, *words: str, **more: str) -> subprocess.CompletedProcess:
        return self._run([sys.executable, "-m", "rondom.cli.main", *words], more)

    def python(self, program: str, **more: str) -> str:
        done = self._run([sys.executable, "-c", program], more)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def _run(self, command: list[str], more: dict[str, str]) -> subprocess.CompletedProcess:
        return subprocess.run(
            command,
            env={**self.environment, **more},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )

    def stop(self) -> None:
        """Stop its database server."""
        self.python(
            "from rondom.cli import surroundings as s; from rondom.kernel import postgres; postgres.stop(s.home())"
        )


def _migrated() -> None:
    """An empty, migrated installation, made anew when the source changed; its server does not run."""
    stamp = KEPT / "made-from"
    if stamp.exists() and stamp.read_text() == fingerprint():
        return
    shutil.rmtree(KEPT, ignore_errors=True)
    made = Installation(KEPT)
    done = made.rondom("migrate", "--quiet")
    assert done.returncode == 0, done.stderr
    made.stop()
    stamp.write_text(fingerprint())


@pytest.fixture(scope="session")
def installation():
    home = ROOT / "var" / f"test-cli-{os.getpid()}"
    made = Installation(home)
    with (ROOT / "var" / "test-cli.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _migrated()
        subprocess.run(["cp", "-a", str(KEPT), str(home)], check=True)
    try:
        yield made
    finally:
        made.stop()
        shutil.rmtree(home, ignore_errors=True)
