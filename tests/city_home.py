"""State folders with the demo city on its first morning: built once per state of the source, one per worker.

The first folder (`var/journeys`) is built when the source changed. Workers of one run that need a site
each have a copy of it, made before they start. In a folder the loaded city stays as a template database.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FIRST = ROOT / "var" / "journeys"
HOUSEHOLDS = "14"
TEMPLATE = "journeys_template"
RONDOM = [sys.executable, "-m", "rondom.cli.main"]


def of_worker(name: str) -> Path:
    """The folder of this worker of xdist ("" for a run without workers)."""
    return FIRST if name in {"", "gw0"} else FIRST.with_name(f"journeys-{name}")


HOME = of_worker(os.environ.get("PYTEST_XDIST_WORKER", ""))


def environment(home: Path, **more: str) -> dict[str, str]:
    """What a command or a site needs to run in this folder."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "RONDOM_"))}
    return {
        **kept,
        "RONDOM_HOME": str(home),
        "RONDOM_DEMO": "1",
        "RONDOM_FAST_DATABASE": "1",
        "RONDOM_DEMO_HOUSEHOLDS": HOUSEHOLDS,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONWARNINGS": "ignore",
        **more,
    }


def build() -> None:
    """Load the city in the first folder, unless the kept one is of this state of the source.

    With RONDOM_JOURNEYS_KEEP set, the kept one serves even after the source changed (not its tables).
    """
    stamp = _stamp(FIRST)
    if stamp and (stamp == fingerprint() or "RONDOM_JOURNEYS_KEEP" in os.environ):
        return
    told = environment(FIRST)
    _remove(FIRST)
    FIRST.mkdir(parents=True)
    subprocess.run([*RONDOM, "migrate", "--quiet"], env=told, cwd=ROOT, check=True)
    subprocess.run([*RONDOM, "prepare-demo"], env=told, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    shutil.copy(FIRST / "clock-offset", FIRST / "clock-offset.first")
    _sql(FIRST, f'DROP DATABASE IF EXISTS "{TEMPLATE}"', f'CREATE DATABASE "{TEMPLATE}" TEMPLATE rondom')
    (FIRST / "made-from").write_text(fingerprint())


def build_for(workers: int) -> None:
    """The first folder and a copy for each further worker; call it before any of them starts."""
    build()
    for number in range(1, workers):
        home = of_worker(f"gw{number}")
        if _stamp(home) != _stamp(FIRST):
            # Files of a server that runs are not a copy.
            stop_database(FIRST)
            _remove(home)
            subprocess.run(["cp", "-a", str(FIRST), str(home)], check=True)


def first_morning() -> None:
    """Bring the database and the clock of this worker's folder back to the city's first morning."""
    if HOME == FIRST:
        build()
    elif not _stamp(HOME):
        raise RuntimeError("this worker has no city: run tests/journeys by themselves, as `make test` does")
    _sql(
        HOME,
        "DROP DATABASE IF EXISTS rondom WITH (FORCE)",
        f'CREATE DATABASE rondom TEMPLATE "{TEMPLATE}" OWNER rondom_owner',
    )
    shutil.copy(HOME / "clock-offset.first", HOME / "clock-offset")


def stop_database(home: Path) -> None:
    """Stop the server of this folder, if it runs."""
    code = "from pathlib import Path\nfrom rondom.kernel import postgres\nimport sys\npostgres.stop(Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, str(home)], env=environment(home), cwd=ROOT, check=False)


def _stamp(home: Path) -> str:
    made_from = home / "made-from"
    return made_from.read_text() if made_from.exists() else ""


def _remove(home: Path) -> None:
    if home.exists():
        stop_database(home)
        shutil.rmtree(home)


def fingerprint() -> str:
    """What the source is now, in a few letters: another source, another city."""
    digest = hashlib.sha256()
    for pattern in ("src/rondom/**/*.py", "src/rondom/**/*.yml", "config/**/*.py"):
        for path in sorted(ROOT.glob(pattern)):
            digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _sql(home: Path, *statements: str) -> None:
    """Statements of the embedded server's superuser, outside any transaction."""
    code = (
        "import sys, json, psycopg\nfrom rondom.cli.databases import superuser_url\n"
        "c = psycopg.connect(superuser_url('postgres'), autocommit=True)\n"
        "[c.execute(s) for s in json.loads(sys.argv[1])]"
    )
    command = [sys.executable, "-c", code, json.dumps(statements)]
    subprocess.run(command, env=environment(home), cwd=ROOT, check=True)
