"""The serving process: gunicorn with one process of threads, and static files made ready for it."""

import errno
import hashlib
import os
import socket
import subprocess
import sys
from pathlib import Path

from rondom.cli.surroundings import ROOT, SETTINGS, home

THREADS = 8
# The fonts of printed documents: no browser asks for them, and packing them takes a minute.
NOT_FOR_THE_WEB = ("--ignore", "*.ttf")


def cannot_listen(host: str, port: int) -> str:
    """Why nobody could listen there now, in a sentence; empty when somebody could."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            if fault.errno == errno.EADDRINUSE:
                return f"Port {port} is taken by another program."
            if fault.errno == errno.EACCES:
                return f"Port {port} is not for this account: those below 1024 are the administrator's."
            return f"{host} is not an address of this machine."
    return ""


def gunicorn(*, host: str, port: int, workers: int, threads: int = THREADS) -> list[str]:
    """The command line of the site. Threads share memory, so a second process is for more cores only."""
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return [
        *(sys.executable, "-m", "gunicorn", "config.wsgi:application"),
        *("--bind", address, "--worker-class", "gthread"),
        *("--workers", str(workers), "--threads", str(threads)),
        *("--timeout", "60", "--graceful-timeout", "10", "--keep-alive", "5", "--log-level", "warning"),
        # Memory that a rare large page took is given back; the spread keeps workers from going together.
        *("--max-requests", "20000", "--max-requests-jitter", "2000"),
        "--no-control-socket",
    ]


def environment(*, demo: bool = False, port: int | None = None) -> dict[str, str]:
    """What the site's process is told: packed static files, and a pool of database connections."""
    told = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "RONDOM_STATIC": "manifest",
        "RONDOM_POOL": os.environ.get("RONDOM_POOL", "1"),
        # Eight threads with an arena each would take twice the memory.
        "MALLOC_ARENA_MAX": "2",
    }
    if demo:
        told["RONDOM_DEMO"] = "1"
    if port is not None:
        told["PORT"] = str(port)
    return told


def collect_static() -> bool:
    """Gather, name and compress the static files, when any of them changed; answers whether it did."""
    stamp = home() / "static" / ".made-from"
    made_from = _state_of_static()
    if stamp.exists() and stamp.read_text() == made_from:
        return False
    subprocess.run(
        [
            sys.executable,
            "-m",
            "django",
            "collectstatic",
            "--noinput",
            "--clear",
            "--verbosity",
            "0",
            *NOT_FOR_THE_WEB,
        ],
        env={**environment(), "RONDOM_NO_DATABASE": "1"},
        check=True,
    )
    stamp.write_text(made_from)
    return True


def _state_of_static() -> str:
    digest = hashlib.sha256()
    for path in sorted((ROOT / "src" / "rondom").glob("*/static/**/*")):
        if path.is_file():
            digest.update(_line(path))
    digest.update((ROOT / "requirements" / "base.lock").read_bytes())
    return digest.hexdigest()


def _line(path: Path) -> bytes:
    facts = path.stat()
    return f"{path.relative_to(ROOT)} {facts.st_size} {facts.st_mtime_ns}\n".encode()
