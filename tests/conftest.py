"""A real PostgreSQL for every test, reached as the site's own role: never the owner, never a superuser."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
MONDAY = datetime(2026, 9, 7, 8, 0, tzinfo=UTC)


def _database(url: str, name: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"/{name}"))


def _migrate(name: str) -> None:
    environment = {
        **os.environ,
        "RONDOM_AS_OWNER": "1",
        "DATABASE_URL": _database(settings.DATABASE_OWNER_URL, name),
        "DATABASE_OWNER_URL": _database(settings.DATABASE_OWNER_URL, name),
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "config.testing"),
    }
    code = "from rondom.cli.migrate import migrate; migrate(quiet=True)"
    subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); {code}"],
        env=environment,
        cwd=ROOT,
        check=True,
    )


def _fingerprint() -> str:
    import hashlib

    digest = hashlib.sha256()
    for path in sorted((ROOT / "src" / "rondom").glob("*/migrations/*.py")):
        digest.update(path.name.encode() + path.read_bytes())
    digest.update((ROOT / "src/rondom/kernel/rls.py").read_bytes())
    digest.update((ROOT / "requirements/base.lock").read_bytes())
    return digest.hexdigest()[:12]


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker, worker_id):
    """Migrate a template database once per set of migrations, clone it for this worker."""
    template = f"test_template_{_fingerprint()}"
    mine = f"test_{worker_id}_{os.getpid()}"
    with psycopg.connect(settings.DATABASE_OWNER_URL, autocommit=True) as owner:
        owner.execute("SELECT pg_advisory_lock(4711)")
        found = owner.execute(
            "SELECT datistemplate FROM pg_database WHERE datname = %s", [template]
        ).fetchone()
        if not found or not _complete(owner, template):
            owner.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(template)))
            owner.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(template)))
            _migrate(template)
            owner.execute(sql.SQL("COMMENT ON DATABASE {} IS 'complete'").format(sql.Identifier(template)))
        owner.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(mine), sql.Identifier(template))
        )
        owner.execute("SELECT pg_advisory_unlock(4711)")
    with django_db_blocker.unblock():
        connections["default"].settings_dict["NAME"] = mine
        settings.DATABASES["default"]["NAME"] = mine
    yield
    connections["default"].close()
    with psycopg.connect(settings.DATABASE_OWNER_URL, autocommit=True) as owner:
        owner.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(mine)))


def _complete(owner, template: str) -> bool:
    row = owner.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [template]
    ).fetchone()
    return bool(row and row[0] == "complete")


@pytest.fixture
def at() -> datetime:
    """The moment at which a test takes place: a Monday morning."""
    return MONDAY


@pytest.fixture
def owner_connection(db):
    """A connection as the owner of the tables, to the same database (for what the site may not do)."""
    url = _database(settings.DATABASE_OWNER_URL, connections["default"].settings_dict["NAME"])
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection
