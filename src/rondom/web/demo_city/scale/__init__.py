"""`rondom seed scale`: a city of any size for the benchmarks, set by set inside the database.

Nothing is written row by row: one INSERT ... SELECT per table over a plan table that says who lives
where and who helps. Sizes are skewed like real ones: a few large teams, many small ones; a worker
with 60 households and a leader with 1,500 always exist (`bench_people`), whatever the size.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db import connection

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.kernel import clock
from rondom.kernel.refusals import Refusal
from rondom.web.demo_city.scale.files import files
from rondom.web.demo_city.scale.grants import grants
from rondom.web.demo_city.scale.people import people, plan_table
from rondom.web.demo_city.scale.plans import plans
from rondom.web.demo_city.scale.sets import Step, key
from rondom.web.demo_city.scale.staff import staff

Tell = Callable[[str, int, int], None]


@dataclass(frozen=True)
class BenchPeople:
    """Who the benchmarks sign in as."""

    worker: UUID
    leader: UUID
    client: UUID
    worker_case: UUID


def bench_people() -> BenchPeople:
    """Worker 1 (60 households), the leader of team 1 (1,500), the client of household 1."""
    return BenchPeople(key("worker", 1), key("leader", 1), key("client", 1), key("case", 1))


class NotEmpty(Refusal):
    """Invented cases never go among real ones."""

    code = "not_empty"
    sentence = "This database holds cases already: give an empty one (another RONDOM_HOME or DATABASE_URL)."


def make_cases(*, cases: int, progress: Tell, send: Callable[[str], None] | None = None) -> None:
    """Fill an empty database with `cases` households, cases, plans and notes (two each).

    `send` carries a statement to the database, for a server that is ours as its superuser without
    checking every foreign key; else everything goes through the signed system. Refusals: NotEmpty.
    """
    at = clock.now()
    system = system_actor("scale")
    with acting_as(system, at=at):
        if apps.get_model("cases.Case").objects.exists():
            raise NotEmpty
    steps = _steps(cases, at)
    for number, (table, statement) in enumerate(steps):
        progress(f"Making {cases:,} cases", number, len(steps))
        _send_signed(system, at, statement) if send is None else send(statement)
        del table
    progress(f"Making {cases:,} cases", len(steps), len(steps))
    # The plan of who lives where was a temporary table of this connection.
    connection.close()


def _send_signed(system: Actor, at: datetime, statement: str) -> None:
    with acting_as(system, at=at), connection.cursor() as cursor:
        cursor.execute(statement)


def _steps(cases: int, at: datetime) -> list[Step]:
    now = f"'{at.isoformat()}'::timestamptz"
    return [
        *staff(cases),
        ("seed", "SELECT setseed(0.5)"),
        ("plan table", plan_table(cases)),
        *people(now),
        *files(now),
        *plans(now),
        *grants(now),
    ]
