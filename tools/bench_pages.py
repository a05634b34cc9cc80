"""The measuring half of `make bench`, run once per size with that size's state folder.

It measures in rounds: one for each line that it reads, so that the sizes can take turns.
"""

import gzip
import json
import os
import re
import statistics
import subprocess
import sys
import time
import urllib.request
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from rondom.access.context import acting_as, set_context, system_actor  # noqa: E402
from rondom.accounts.models import Account  # noqa: E402
from rondom.accounts.queries import actor_for_account  # noqa: E402
from rondom.cli import site  # noqa: E402
from rondom.kernel import clock  # noqa: E402
from rondom.web.demo_city.scale import bench_people, key  # noqa: E402

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WARM_UP = 8
PEOPLE = bench_people()


def accounts() -> dict[str, Account]:
    """An account for each persona of the benchmark."""
    made = {}
    links = {
        "worker": {"professional_id": PEOPLE.worker},
        "leader": {"professional_id": PEOPLE.leader},
        "client": {"person_id": PEOPLE.client},
    }
    with acting_as(system_actor("bench"), at=clock.now()):
        for name, link in links.items():
            made[name], _new = Account.objects.get_or_create(email=f"{name}@bench.invalid", defaults=link)
    return made


def meeting() -> str:
    """The address of one running joint client meeting in the worker's first case; held once."""
    from rondom.meetings import commands as meetings
    from rondom.meetings.models import Meeting
    from rondom.organizations.queries import actor_for_professional

    at = clock.now()
    worker = actor_for_professional(professional_id=PEOPLE.worker, account_id=None, at=at)
    with acting_as(worker, at=at):
        found = Meeting.objects.filter(case_id=PEOPLE.worker_case).first()
        if found is None:
            slot = meetings.Slot(at + timedelta(minutes=30), at + timedelta(hours=3))
            found = meetings.propose_meeting(
                actor=worker,
                case_id=PEOPLE.worker_case,
                why="Samen kijken hoe het gaat",
                times=[slot],
                place="Thuis",
                at=at,
            )
            found = meetings.plan_meeting(
                actor=worker,
                meeting_id=found.pk,
                version=found.version,
                starts_at=at + timedelta(hours=1),
                chair_id=worker.id,
                at=at,
            )
            meetings.open_meeting(actor=worker, meeting_id=found.pk, at=at)
    return reverse("meeting_live", kwargs={"meeting_id": found.pk})


def pages() -> dict[str, dict[str, str]]:
    """What each persona looks at."""
    case = {"case_id": PEOPLE.worker_case}
    search = reverse("case_list") + "?q=Huishouden"
    live = meeting()
    return {
        "worker": {
            "start": "/",
            "case list": reverse("case_list"),
            "case": reverse("case", kwargs=case),
            "plan": reverse("plan", kwargs=case),
            "search": search,
            "meeting": live,
        },
        "leader": {
            "start": "/",
            "case list": reverse("case_list"),
            "case": reverse("case", kwargs=case),
            "search": search,
        },
        "client": {"start": reverse("portal"), "plan": reverse("portal_plan"), "meeting": live},
    }


class Statements:
    """Remembers what went to the database, and how long it took."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.sent: list[tuple[str, object, type]] = []

    def __call__(self, execute, sql, params, many, context):
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.seconds += time.perf_counter() - start
            self.sent.append((sql, params, type(context["cursor"].cursor)))


class Measured:
    """One page of one persona: its times in milliseconds, of all rounds together."""

    def __init__(self, persona: str, page: str, url: str, client: Client) -> None:
        self.persona, self.page, self.url, self.client = persona, page, url, client
        self.times: list[float] = []
        self.sql_times: list[float] = []
        self.cpu_times: list[float] = []
        self.reads: list[tuple[str, object, type]] = []
        self.bytes = 0

    def _get(self) -> bytes:
        answer = self.client.get(self.url, headers={"accept-language": "nl"})
        if answer.status_code != 200:
            raise SystemExit(f"{self.url} answered {answer.status_code}")
        return answer.content

    def round(self, requests: int) -> None:
        """So many requests more, after a warm-up."""
        for _ in range(WARM_UP):
            self._get()
        for _ in range(requests):
            heard = Statements()
            start, worked = time.perf_counter(), time.process_time()
            with connection.execute_wrapper(heard):
                body = self._get()
            self.times.append((time.perf_counter() - start) * 1000)
            self.cpu_times.append((time.process_time() - worked) * 1000)
            self.sql_times.append(heard.seconds * 1000)
        self.reads = [s for s in heard.sent if not s[0].startswith(("SAVEPOINT", "RELEASE"))]
        self.bytes = len(gzip.compress(body))

    def row(self, account: Account) -> dict:
        """What the table and the JSON say of it."""
        marks = statistics.quantiles(self.times, n=100)
        bare_ms = bare(self.reads, account)
        return {
            "persona": self.persona,
            "page": self.page,
            "p50": marks[49],
            "p95": marks[94],
            "p99": marks[98],
            "sql_ms": statistics.median(self.sql_times),
            "cpu_ms": statistics.median(self.cpu_times),
            "queries": len(self.reads),
            "bytes": self.bytes,
            "bare_ms": bare_ms,
            "ratio": marks[49] / bare_ms,
        }


def bare(statements: list, account: Account) -> float:
    """The same statements without Django: milliseconds, median of 30."""
    at = clock.now()
    actor = actor_for_account(account, at=at)
    times = []
    for _ in range(30):
        with transaction.atomic():  # noqa: TID251 - measuring, nothing is kept
            set_context(actor, at)
            # Each as the page sent it: planned once, or with its values written into the text.
            cursors = {kind: kind(connection.connection) for _sql, _params, kind in statements}
            start = time.perf_counter()
            for sql, params, kind in statements:
                if "set_config" not in sql:
                    raw = cursors[kind]
                    raw.execute(sql, params)
                    if raw.description:
                        raw.fetchall()
            times.append((time.perf_counter() - start) * 1000)
            transaction.set_rollback(True)
    return statistics.median(times)


def all_pages(people: dict[str, Account]) -> list[Measured]:
    """Every page, with its persona signed in."""
    found = []
    for persona, places in pages().items():
        client = Client(SERVER_NAME="localhost")
        client.force_login(people[persona], backend=BACKEND)
        found += [Measured(persona, page, url, client) for page, url in places.items()]
    return found


def memory_and_first_load(account: Account) -> tuple[float, float]:
    """Resident megabytes of a serving process after 200 pages, and kilobytes of a first visit."""
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    cookie = f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
    port = 8791
    server = subprocess.Popen(
        site.gunicorn(host="127.0.0.1", port=port, workers=1), env=site.environment(port=port)
    )
    try:
        base = f"http://localhost:{port}"
        _wait(base)
        for number in range(200):
            _get(base, ("/", reverse("case_list"))[number % 2], cookie)
        kilobytes = _first_load(base, cookie)
        return max(_resident(pid) for pid in _children(server.pid)), kilobytes
    finally:
        server.terminate()
        server.wait(20)


def _get(base: str, path: str, cookie: str = "") -> bytes:
    asked = urllib.request.Request(base + path, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
    with urllib.request.urlopen(asked, timeout=30) as answer:
        return answer.read()


def _wait(base: str) -> None:
    for _ in range(100):
        try:
            _get(base, "/healthz")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("the site did not start")


def _first_load(base: str, cookie: str) -> float:
    page = _get(base, "/", cookie)
    total = len(page)
    html = gzip.decompress(page).decode() if page[:2] == b"\x1f\x8b" else page.decode()
    parts = set(re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js|svg))"', html))
    for part in parts:
        body = _get(base, part)
        total += len(body)
        text = (
            gzip.decompress(body).decode(errors="replace")
            if body[:2] == b"\x1f\x8b"
            else body.decode(errors="replace")
        )
        folder = part.rsplit("/", 1)[0]
        for font in set(re.findall(r"url\([\"']?([^)\"']+\.woff2)", text)):
            total += len(_get(base, os.path.normpath(f"{folder}/{font}")))
    return total / 1000


def _children(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in text.split()] or [pid]


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


def main() -> None:
    requests, out = int(sys.argv[1]), Path(sys.argv[2])
    # As the serving process begins: everything loaded, the collector of garbage told so.
    import_module("config.wsgi")
    site.collect_static()
    people = accounts()
    measured = all_pages(people)
    print("ready", flush=True)
    for _turn in sys.stdin:
        for one in measured:
            one.round(requests)
        print("measured", flush=True)
    rows = [one.row(people[one.persona]) for one in measured]
    memory, kilobytes = memory_and_first_load(people["worker"])
    out.write_text(json.dumps({"pages": rows, "memory_mb": memory, "first_load_kb": kilobytes}))


if __name__ == "__main__":
    del key
    main()
