"""An installation of its own for the `rondom` command: state folder, server, keys."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
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


@pytest.fixture(scope="session")
def installation():
    home = ROOT / "var" / f"test-cli-{os.getpid()}"
    made = Installation(home)
    try:
        done = made.rondom("migrate", "--quiet")
        assert done.returncode == 0, done.stderr
        yield made
    finally:
        made.python(
            "from rondom.cli import surroundings as s; from rondom.kernel import postgres; postgres.stop(s.home())"
        )
        shutil.rmtree(home, ignore_errors=True)
