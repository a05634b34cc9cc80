"""Making, cloning and choosing the databases of the tests."""

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql
from psycopg.errors import InsufficientPrivilege

ROOT = Path(__file__).resolve().parents[1]
MIGRATE = "import django; django.setup(); from rondom.cli.migrate import migrate; migrate(quiet=True)"
LOCK = 4711


def url_of(url: str, name: str) -> str:
    """The same server, another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def use(name: str) -> None:
    """Let Django's connection go to this database from now on."""
    if connections["default"].settings_dict["NAME"] == name:
        return
    connections["default"].close()
    connections["default"].settings_dict["NAME"] = name
    settings.DATABASES["default"]["NAME"] = name


def clone(name: str) -> str:
    """A database from the migrated template, which is made when the migrations changed."""
    template = f"test_template_{_fingerprint()}"
    with psycopg.connect(settings.DATABASE_OWNER_URL, autocommit=True) as owner:
        owner.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if not _complete(owner, template):
            owner.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(template)))
            owner.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(template)))
            _migrate(template)
            owner.execute(sql.SQL("COMMENT ON DATABASE {} IS 'complete'").format(sql.Identifier(template)))
        owner.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        )
        owner.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    return name


def drop(name: str) -> None:
    """Remove a database of this run."""
    gone = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(settings.DATABASE_OWNER_URL, autocommit=True) as owner:
        for _ in range(30):
            try:
                owner.execute(gone)
            except InsufficientPrivilege:  # the server tidies up in it, which only a superuser may end
                time.sleep(1)
            else:
                return
        owner.execute(gone)


def tell_story(at) -> object:
    """Build the Haddad household in the database in use, committed."""
    from tests.cases.world import haddad_world

    return haddad_world(at)


def _migrate(name: str) -> None:
    url = url_of(settings.DATABASE_OWNER_URL, name)
    environment = {
        **os.environ,
        "RONDOM_AS_OWNER": "1",
        "DATABASE_URL": url,
        "DATABASE_OWNER_URL": url,
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "config.testing"),
    }
    subprocess.run([sys.executable, "-c", MIGRATE], env=environment, cwd=ROOT, check=True)


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for path in sorted((ROOT / "src" / "rondom").glob("*/migrations/*.py")):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    digest.update((ROOT / "src/rondom/kernel/rls.py").read_bytes())
    digest.update((ROOT / "requirements/base.lock").read_bytes())
    return digest.hexdigest()[:12]


def _complete(owner, template: str) -> bool:
    row = owner.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [template]
    ).fetchone()
    return bool(row and row[0] == "complete")
