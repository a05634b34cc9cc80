"""`rondom backup` and `rondom restore`: the whole database, encrypted, and really put back.

Row-level security is forced for the owner too, so the owner's dump would be empty: the copy is
made by the embedded server's superuser, or by a role of your own with BYPASSRLS. A restore goes
into a new database that takes the old one's place only when it is complete.
"""

import datetime as dt
import hashlib
import hmac
import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import psycopg
from psycopg import sql
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeElapsedColumn

from rondom.cli import databases, dump_tools, sealed_file
from rondom.cli.surroundings import is_embedded, load_django, own_command

KEY_LENGTH = 20
Connection = psycopg.Connection[tuple[object, ...]]


class BackupRefused(Exception):  # noqa: N818 - refusals are named by what happened
    """No copy was made, or nothing was put back; the text says why and what to do."""


@dataclass(frozen=True)
class Facts:
    """What a copy says about itself, inside the seal."""

    made_at: str
    database: str
    field_key: str
    mark: str


def key_from(file: Path | None) -> str:
    """The backup key, from a file or RONDOM_BACKUP_KEY. Raises BackupRefused."""
    try:
        key = (file.read_text() if file else os.environ.get("RONDOM_BACKUP_KEY", "")).strip()
    except (OSError, UnicodeDecodeError):
        raise BackupRefused(f"The key file {file} can not be read.") from None
    if not key:
        raise BackupRefused("A copy is always encrypted: give a key with RONDOM_BACKUP_KEY or --key-file.")
    if len(key) < KEY_LENGTH:
        raise BackupRefused(f"The backup key is too short: use {KEY_LENGTH} characters or more.")
    return key


def backup(file: Path, *, key: str) -> str:
    """Write the encrypted copy; answers a sentence. Raises BackupRefused."""
    if file.exists():
        raise BackupRefused(f"{file} exists already: choose another name, a copy never replaces a copy.")
    url = _powerful_url()
    facts = _facts(url)
    if not file.parent.is_dir():
        raise BackupRefused(f"There is no folder {file.parent}: make it first, or choose another place.")
    # A name of its own: what an earlier copy that was cut off left behind stands in nobody's way.
    waiting = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        with _only_ours(waiting) as target, _progress() as bar:
            task = bar.add_task("Copying", total=None)
            sealed_file.write(target, _counted(_dump(url, facts), bar, task), key)
        waiting.rename(file)
    finally:
        waiting.unlink(missing_ok=True)
    return (
        f"The copy stands in {file}. Keep its key, and the keys of the encrypted fields "
        "(RONDOM_FIELD_KEY or secrets.json), somewhere else than the copy."
    )


def _only_ours(file: Path) -> BinaryIO:
    """A new file that no other account can read, from its first byte on."""
    return os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def restore(file: Path, *, key: str, replace: bool) -> str:
    """Put a copy back; answers a sentence. Raises BackupRefused, and then nothing was changed."""
    url = _powerful_url()
    facts = _verified(file, key)
    if facts.field_key != _fingerprint():
        raise BackupRefused(
            "The copy was made with another RONDOM_FIELD_KEY: its encrypted fields could not be read here. "
            "Set that key first."
        )
    name = str(psycopg.conninfo.conninfo_to_dict(url)["dbname"])
    with psycopg.connect(url, autocommit=True) as connection:
        if databases.is_used(connection) and not replace:
            raise BackupRefused("There is data in this database. Add --yes to replace it by the copy.")
    fresh = f"{name}_restored"
    with psycopg.connect(_at(url, "postgres"), autocommit=True) as server:
        _make_empty(server, fresh, like=name)
        try:
            _load(file, key, _at(url, fresh))
            _take_place(server, fresh, name)
        finally:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(fresh)))
    if facts.mark == databases.DEMO_MARK:
        with psycopg.connect(url, autocommit=True) as connection:
            databases.mark_as_demo(connection)
    # The copy may be older than the program, and its context key is that of where it was made.
    subprocess.run(own_command("migrate", "--quiet"), check=True)
    return f"The copy of {facts.made_at[:16].replace('T', ' ')} UTC is in place. Now run: rondom audit verify"


def _powerful_url() -> str:
    if is_embedded():
        return databases.superuser_url()
    url = os.environ.get("DATABASE_BACKUP_URL", "")
    if not url:
        raise BackupRefused(
            "Set DATABASE_BACKUP_URL to a role with BYPASSRLS (to restore also CREATEDB): the owner of the "
            "tables sees no rows."
        )
    return url


def _facts(url: str) -> Facts:
    with psycopg.connect(url, autocommit=True) as connection:
        return Facts(
            made_at=_moment(),
            database=connection.info.dbname,
            field_key=_fingerprint(),
            mark=databases.mark(connection),
        )


def _moment() -> str:
    load_django()
    from rondom.kernel import clock

    return clock.now().astimezone(dt.UTC).isoformat()


def _fingerprint() -> str:
    load_django()
    from django.conf import settings

    return hmac.new(settings.RONDOM_FIELD_KEY, b"rondom backup fingerprint", hashlib.sha256).hexdigest()[:16]


def _dump(url: str, facts: Facts) -> Iterator[bytes]:
    yield json.dumps(facts.__dict__).encode() + b"\n"
    try:
        yield from dump_tools.dumped(url)
    except dump_tools.ToolFailed as failed:
        raise BackupRefused(f"The database could not be copied: {failed}") from None


def _verified(file: Path, key: str) -> Facts:
    """Read the whole file once, so that nothing is touched when its end is missing."""
    first: bytes = b""
    try:
        with file.open("rb") as source, _progress() as bar:
            task = bar.add_task("Verifying", total=file.stat().st_size)
            for number, piece in enumerate(_counted(sealed_file.read(source, key), bar, task)):
                first = piece if number == 0 else first
        return Facts(**json.loads(first.split(b"\n", 1)[0]))
    except sealed_file.SealBroken:
        raise BackupRefused(
            "This key does not open the copy, or the file was changed or cut off. Nothing was put back."
        ) from None
    except (ValueError, TypeError):
        raise BackupRefused("The file is sealed with this key, but it is not a copy of a database.") from None


def _load(file: Path, key: str, url: str) -> None:
    with file.open("rb") as source, _progress() as bar:
        task = bar.add_task("Putting back", total=file.stat().st_size)
        pieces = _counted(sealed_file.read(source, key), bar, task)
        try:
            dump_tools.put_back(_without_facts(pieces), url)
        except dump_tools.ToolFailed as failed:
            raise BackupRefused(
                f"The copy could not be put back; the database is as it was. {failed}"
            ) from None


def _without_facts(pieces: Iterator[bytes]) -> Iterator[bytes]:
    for number, piece in enumerate(pieces):
        yield piece.split(b"\n", 1)[1] if number == 0 else piece


def _make_empty(server: Connection, name: str, *, like: str) -> None:
    owner = server.execute(
        "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = %s", [like]
    ).fetchone()
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
    server.execute(
        sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'").format(
            sql.Identifier(name), sql.Identifier(str(owner[0]) if owner else "rondom_owner")
        )
    )


def _take_place(server: Connection, fresh: str, name: str) -> None:
    old = f"{name}_before"
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(old)))
    server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
    try:
        with server.transaction():  # both names or neither: there is never a moment without a database
            for before, after in ((name, old), (fresh, name)):
                server.execute(
                    sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                        sql.Identifier(before), sql.Identifier(after)
                    )
                )
    except psycopg.errors.ObjectInUse:
        raise BackupRefused(
            "Site or worker came back to the database meanwhile: stop them first. Nothing was put back."
        ) from None
    server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(old)))


def _at(url: str, name: str) -> str:
    return psycopg.conninfo.make_conninfo(url, dbname=name)


def _progress() -> Progress:
    return Progress(TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeElapsedColumn())


def _counted(pieces: Iterator[bytes], bar: Progress, task: object) -> Iterator[bytes]:
    for piece in pieces:
        bar.advance(task, len(piece))  # type: ignore[arg-type]
        yield piece
