"""Asking the database about itself, as its owner: is it ours, is it empty, is it a demo."""

import os

import psycopg
from psycopg import sql

from rondom.cli.surroundings import home, is_embedded
from rondom.kernel import postgres

DEMO_MARK = "rondom:demo"


def owner_url() -> str:
    """Where migrations connect; starts the embedded server when it is used and does not run."""
    if is_embedded():
        return postgres.start(home()).owner
    return os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]


def superuser_url(name: str = "rondom") -> str:
    """The embedded server's own superuser; there is none for a server that is not ours."""
    if not is_embedded():
        raise ValueError("only the embedded server has a superuser that Rondom knows")
    owner = psycopg.conninfo.conninfo_to_dict(postgres.start(home()).owner)
    words = postgres.secrets_of(home())
    return psycopg.conninfo.make_conninfo(
        host=str(owner["host"]),
        user=postgres.SUPERUSER,
        password=words[postgres.SUPERUSER],
        dbname=name,
    )


def is_used(connection: "psycopg.Connection[tuple[object, ...]]") -> bool:
    """Whether anything was ever done here. The owner sees no rows, but a sequence tells."""
    for sequence in ("rondom_space_seq", "audit_auditevent_id_seq"):
        found = connection.execute("SELECT to_regclass(%s)", [sequence]).fetchone()
        if not found or found[0] is None:
            continue
        called = connection.execute(
            sql.SQL("SELECT is_called FROM {}").format(sql.Identifier(sequence))
        ).fetchone()
        if called and called[0]:
            return True
    return False


def mark(connection: "psycopg.Connection[tuple[object, ...]]") -> str:
    """The remark on this database; `DEMO_MARK` when it was made for a demo."""
    row = connection.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
    ).fetchone()
    return str(row[0]) if row and row[0] else ""


def mark_as_demo(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
    """Write the mark, so that real data and demo data never mix later on."""
    name = connection.info.dbname
    connection.execute(
        sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(DEMO_MARK))
    )


def drop_embedded(name: str = "rondom") -> None:
    """Throw the embedded database away (`demo --reset`); it is made anew at the next start."""
    with psycopg.connect(superuser_url("postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
