"""A database with the demo city and its story, built once per state of the program, cloned per worker.

The 300 households around the story are left out: they take minutes and add no other kind of thing. The
built one is kept as a template; its clock (the demo's) stands in a state folder beside it.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
from django.conf import settings
from psycopg import sql

from tests import databases

LOAD = (
    "import django; django.setup();"
    "from rondom.web.demo_city import households, load; households.fill = lambda **words: None;"
    "load.load_demo(progress=lambda *words: None)"
)
LOCK = 4712


def home() -> Path:
    """The state folder of the demo city: its clock, and what it mailed."""
    return Path(settings.RONDOM_HOME) / f"demo-{_fingerprint()}"


def environment(name: str) -> dict[str, str]:
    """What another process needs to serve this database as the demo, with the keys of the tests."""
    return {
        **os.environ,
        "RONDOM_DEMO": "1",
        "RONDOM_HOME": str(home()),
        "DATABASE_URL": databases.url_of(settings.DATABASE_APP_URL, name),
        "DATABASE_OWNER_URL": databases.url_of(settings.DATABASE_OWNER_URL, name),
        "RONDOM_SECRET_KEY": settings.SECRET_KEY,
        "RONDOM_CONTEXT_KEY": settings.RONDOM_CONTEXT_KEY.decode(),
        "RONDOM_FIELD_KEY": settings.RONDOM_FIELD_KEY.decode(),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }


def clone(name: str) -> str:
    """A copy of the demo city under this name; the city is built first when the program changed."""
    template = f"demo_template_{_fingerprint()}"
    with psycopg.connect(settings.DATABASE_OWNER_URL, autocommit=True) as owner:
        owner.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if not databases._complete(owner, template):
            _remove_old(owner)
            databases.clone(template)
            _fill(template)
            owner.execute(sql.SQL("COMMENT ON DATABASE {} IS 'complete'").format(sql.Identifier(template)))
        owner.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        )
        owner.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    return name


def _fill(name: str) -> None:
    home().mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-c", LOAD],
        env=environment(name),
        cwd=databases.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"the demo city could not be built:\n{done.stderr[-3000:]}")


def _remove_old(owner) -> None:
    """Templates of earlier states of the program, and what is left of a build that failed."""
    found = owner.execute("SELECT datname FROM pg_database WHERE datname LIKE 'demo_template_%'").fetchall()
    for (name,) in found:
        owner.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
    for folder in Path(settings.RONDOM_HOME).glob("demo-*"):
        shutil.rmtree(folder, ignore_errors=True)


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for pattern in ("**/*.py", "**/*.yml"):
        for path in sorted((databases.ROOT / "src" / "rondom").glob(pattern)):
            digest.update(str(path.relative_to(databases.ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:12]
