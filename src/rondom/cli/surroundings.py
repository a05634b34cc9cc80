"""Where a command runs: settings, state folder, and the embedded server without loading Django."""

import os
import sys
from pathlib import Path

from rondom.kernel import postgres

ROOT = Path(__file__).resolve().parents[3]
SETTINGS = "config.settings"


def home() -> Path:
    """The state folder, as the settings see it."""
    return Path(os.environ.get("RONDOM_HOME") or ROOT / "var")


def is_embedded() -> bool:
    """No DATABASE_URL: Rondom's own server is used."""
    return not os.environ.get("DATABASE_URL")


def load_django(*, as_owner: bool = False) -> None:
    """Load settings and apps; `as_owner` connects as the owner of the tables (migrations only)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    if as_owner:
        os.environ["RONDOM_AS_OWNER"] = "1"
    import django

    django.setup()
    from django.utils import translation

    # The commands speak English; pages and mails choose their own language each time.
    translation.activate("en")


def is_running() -> bool:
    """Whether the embedded server of this state folder runs now."""
    pid_file = home() / "postgres" / "postmaster.pid"
    try:
        os.kill(int(pid_file.read_text().split("\n", 1)[0]), 0)
    except (FileNotFoundError, ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True


def start_database() -> bool:
    """Start the embedded server when there is no other; answers whether this call started it."""
    if not is_embedded() or is_running():
        return False
    postgres.start(home())
    return True


def own_command(*words: str) -> list[str]:
    """The command line that runs another `rondom` command with this same Python."""
    return [sys.executable, "-m", "rondom.cli.main", *words]
