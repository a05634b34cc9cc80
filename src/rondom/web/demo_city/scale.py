"""`rondom seed scale`: a city of any size for the benchmarks, set by set inside the database.

Nothing is written row by row: one INSERT ... SELECT per table over a plan table that says who lives
where and who helps. Sizes are skewed like real ones: a few large teams, many small ones; a worker
with 60 households and a leader with 1,500 always exist (`BENCH_*`), whatever the size.
"""

# ruff: noqa: S608, PERF401 - the statements are put together from our own names only

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.kernel import clock
from rondom.kernel.refusals import Refusal

Tell = Callable[[str, int, int], None]
WORKERS = 4000
TEAM_WORKERS = 25
BENCH_WORKER_CASES = 60
BENCH_TEAM_CASES = 1500
DOMAINS = 9


@dataclass(frozen=True)
class BenchPeople:
    """Who the benchmarks sign in as."""

    worker: UUID
    leader: UUID
    client: UUID
    worker_case: UUID


def key(kind: str, number: int) -> UUID:
    """The same key the SQL below makes: the MD5 of kind and number."""
    return UUID(hashlib.md5(f"{kind}{number}".encode(), usedforsecurity=False).hexdigest())


def bench_people() -> BenchPeople:
    """Worker 1 (60 households), the leader of team 1 (1,500), the client of household 1."""
    return BenchPeople(key("worker", 1), key("leader", 1), key("client", 1), key("case", 1))


def _send_signed(system: Actor, at: datetime, statement: str) -> None:
    with acting_as(system, at=at), connection.cursor() as cursor:
        cursor.execute(statement)


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


def _steps(cases: int, at: datetime) -> list[tuple[str, str]]:
    now = f"'{at.isoformat()}'::timestamptz"
    filled = [
        ("seed", "SELECT setseed(0.5)"),
        ("plan table", _plan_table(cases)),
        *[(t, s) for t, s in _people(now)],
    ]
    filled += [(t, s) for t, s in _files(now)]
    filled += [(t, s) for t, s in _grants(now)]
    return [*_staff(cases), *filled]


def _id(kind: str, number: str = "n") -> str:
    return f"md5('{kind}' || {number})::uuid"


def insert(label: str, source: str, given: dict[str, str]) -> tuple[str, str]:
    """INSERT ... SELECT for a model: given columns by expression, the rest by the model's own defaults."""
    model: type[models.Model] = apps.get_model(label)
    columns: dict[str, str] = {}
    for field in model._meta.concrete_fields:  # noqa: SLF001 - Django's documented way
        if field.column in given:
            columns[field.column] = given[field.column]
        elif not field.null:
            columns[field.column] = _default(field)
    unknown = set(given) - set(columns)
    if unknown:
        raise ValueError(f"{label} has no column {', '.join(sorted(unknown))}")
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(columns.values())
    table = model._meta.db_table  # noqa: SLF001 - Django's documented way
    return label, f"INSERT INTO {table} ({names}) SELECT {values} FROM {source}"


def _default(field: Any) -> str:
    value = field.get_default()
    if isinstance(field, models.UUIDField) and field.primary_key:
        return "gen_random_uuid()"
    if value is None:
        raise ValueError(f"{field.model.__name__}.{field.name} needs a value")
    if isinstance(value, bool | int):
        return str(value)
    if isinstance(value, list):
        return "'{}'"
    if isinstance(value, dict):
        return "'{}'::jsonb"
    return "'" + str(value).replace("'", "''") + "'"


def _staff(cases: int) -> list[tuple[str, str]]:
    teams = max(2, min(WORKERS // TEAM_WORKERS, cases // 100))
    organization = key("organization", 1)
    org, area = f"'{organization}'::uuid", f"'{key('area', 1)}'::uuid"
    one, series = "(SELECT 1 AS n) x", f"generate_series(1, {teams}) n"
    workers = f"generate_series(1, {WORKERS}) n"
    day = "'2020-01-01'::date"
    return [
        insert(
            "organizations.Area",
            one,
            {"id": area, "kind": "'district'", "name": "'Maatstad'", "slug": "'maatstad'", "starts_on": day},
        ),
        insert(
            "organizations.Organization",
            one,
            {
                "id": org,
                "slug": "'maatstad'",
                "name": "'Gemeente Maatstad'",
                "kind": "'internal'",
                "sort": "'municipality'",
                "starts_on": day,
            },
        ),
        insert(
            "organizations.Team",
            series,
            {
                "id": _id("team"),
                "organization_id": org,
                "area_id": area,
                "name": "'Wijkteam ' || n",
                "slug": "'team-' || n",
                "starts_on": day,
            },
        ),
        insert(
            "organizations.Professional",
            series,
            {
                "id": _id("leader"),
                "slug": "'leider-' || n",
                "name": "'Leider ' || n",
                "organization_id": org,
                "started_on": day,
            },
        ),
        insert(
            "organizations.Professional",
            workers,
            {
                "id": _id("worker"),
                "slug": "'werker-' || n",
                "name": "'Werker ' || n",
                "organization_id": org,
                "started_on": day,
            },
        ),
        insert(
            "organizations.WorkingRole",
            series,
            {
                "professional_id": _id("leader"),
                "function": "'team_leader'",
                "team_id": _id("team"),
                "starts_on": day,
                "working_days": "'{1,2,3,4,5}'",
                "weekly_hours": "36",
            },
        ),
        insert(
            "organizations.TeamLeadership",
            series,
            {"professional_id": _id("leader"), "team_id": _id("team"), "starts_on": day},
        ),
        insert(
            "organizations.WorkingRole",
            workers,
            {
                "professional_id": _id("worker"),
                "function": "'social_worker'",
                "team_id": _id("team", f"(1 + n % {teams})"),
                "starts_on": day,
                "working_days": "'{1,2,3,4,5}'",
                "weekly_hours": "36",
            },
        ),
    ]


def _plan_table(cases: int) -> str:
    """Who lives where: household n, its team and its two workers; worker 1 and team 1 of fixed size."""
    teams = max(2, min(WORKERS // TEAM_WORKERS, cases // 100))
    team_one = min(BENCH_TEAM_CASES, cases // 2)
    return f"""
        CREATE TEMP TABLE scale_plan AS
        SELECT n,
               nextval('rondom_space_seq') AS space,
               CASE WHEN n <= {team_one} THEN 1
                    ELSE 2 + floor(power(random(), 2) * {teams - 1})::int END AS team,
               CASE WHEN n <= {BENCH_WORKER_CASES} THEN 1
                    ELSE 2 + floor(power(random(), 1.6) * {WORKERS - 1})::int END AS worker,
               2 + floor(random() * {WORKERS - 1})::int AS second,
               (n % {DOMAINS})::int AS domain,
               CASE WHEN n > {team_one} AND random() < 0.25 THEN 'closed' ELSE 'open' END AS state,
               date '2026-09-07' + (random() * 200)::int - 20 AS deadline
        FROM generate_series(1, {cases}) n
    """


def _scope(part: str) -> str:
    return f"(space << 16 | {part})"


def _people(now: str) -> list[tuple[str, str]]:
    source = "scale_plan"
    family = "(ARRAY['Jansen','de Vries','Yilmaz','Bakker','El Amrani','Visser','Smit','Kaya'])[1 + n % 8]"
    given = "(ARRAY['Anna','Bo','Cem','Dina','Eva','Fay','Gerrit','Hind'])[1 + (n / 8) % 8]"
    return [
        insert(
            "people.Household",
            source,
            {
                "id": _id("household"),
                "scope": _scope("1"),
                "space": "space",
                "name": f"{family} || ' ' || n",
                "created_at": now,
            },
        ),
        insert(
            "people.Person",
            source,
            {
                "id": _id("client"),
                "given_name": given,
                "family_name": family,
                "birth_date": "date '1950-01-01' + (n % 20000)::int",
            },
        ),
        insert(
            "people.Person",
            source,
            {
                "id": _id("child"),
                "given_name": "'Sem'",
                "family_name": family,
                "birth_date": "date '2012-01-01' + (n % 3000)::int",
            },
        ),
        insert(
            "people.Member",
            source,
            {
                "scope": _scope("5"),
                "starts_on": "'2024-01-01'",
                "household_id": _id("household"),
                "person_id": _id("client"),
                "display_name": f"{given} || ' ' || {family}",
                "role": "'adult'",
            },
        ),
        insert(
            "people.Member",
            source,
            {
                "scope": _scope("5"),
                "starts_on": "'2024-01-01'",
                "household_id": _id("household"),
                "person_id": _id("child"),
                "display_name": f"'Sem ' || {family}",
                "role": "'child'",
            },
        ),
    ]


TEXT = (
    "'Gesprek thuis. ' || (ARRAY['De huur is drie maanden niet betaald',"
    "'De brief van de deurwaarder is geopend','Op school gaat het beter',"
    "'De uitkering komt te laat','Er is ruzie met de buren'])[1 + n % 5] || "
    "'. We spreken af wie wat doet en bellen volgende week.'"
)


def _files(now: str) -> list[tuple[str, str]]:
    source = "scale_plan"
    deadline = "CASE WHEN n % 3 = 0 THEN deadline END"
    base = {"case_id": _id("case")}
    closed = f"CASE WHEN state = 'closed' THEN {now} END"
    made = [
        insert(
            "cases.Case",
            source,
            {
                "id": _id("case"),
                "scope": _scope("1"),
                "space": "space",
                "household_id": _id("household"),
                "name": "'Huishouden ' || n",
                "client_id": _id("client"),
                "team_id": _id("team", "team"),
                "ground": "'wmo'",
                "statutory_domains": "'{0,2,7}'",
                "state": "state",
                "opened_at": f"{now} - (n % 700) * interval '1 day'",
                "closed_at": closed,
                "case_manager_id": _id("worker", "worker"),
                "next_deadline_on": deadline,
                "last_activity_at": f"{now} - (n % 90) * interval '1 hour'",
            },
        ),
        insert(
            "cases.CaseManagerAssignment",
            source,
            base | {"scope": _scope("1"), "professional_id": _id("worker", "worker"), "since": now},
        ),
        insert(
            "cases.Involvement",
            source,
            base
            | {
                "scope": _scope("2"),
                "organization_id": f"'{key('organization', 1)}'::uuid",
                "professional_id": _id("worker", "worker"),
                "kind": "'team'",
                "function": "'case_manager'",
                "domains": "ARRAY[domain]",
                "ground": "'wmo'",
                "since": now,
            },
        ),
        insert(
            "cases.Involvement",
            f"{source} WHERE second <> worker",
            base
            | {
                "scope": _scope("2"),
                "organization_id": f"'{key('organization', 1)}'::uuid",
                "professional_id": _id("worker", "second"),
                "kind": "'team'",
                "function": "'debt_counsellor'",
                "domains": "'{0}'",
                "ground": "'wmo'",
                "since": now,
            },
        ),
        insert(
            "cases.OwnWords",
            source,
            base
            | {
                "scope": _scope("5"),
                "person_id": _id("client"),
                "version": "1",
                "matters": "'Dat we hier kunnen blijven wonen.'",
                "wants": "'Rust, en weer overzicht over het geld.'",
                "refuses": "''",
                "language": "'nl'",
                "written_at": now,
                "author_id": _id("client"),
                "author_name": "'Bewoner'",
            },
        ),
        insert(
            "cases.Deadline",
            f"{source} WHERE n % 3 = 0",
            base
            | {
                "id": _id("deadline"),
                "scope": _scope("34"),
                "domain": "2",
                "kind": "'eviction'",
                "due_on": "deadline",
                "source": "'brief van de verhuurder'",
                "entered_at": now,
                "entered_by_name": "'Werker'",
            },
        ),
        insert(
            "cases.Strength",
            source,
            base
            | {
                "scope": _scope("5"),
                "kind": "'skill'",
                "text": "'Kan goed koken en regelt veel met de buren'",
                "written_at": now,
                "author_id": _id("client"),
                "author_name": "'Bewoner'",
            },
        ),
    ]
    for number in (1, 2):
        made.append(
            insert(
                "cases.Note",
                source,
                base
                | {
                    "scope": _scope("(64 + domain)"),
                    "thread": f"md5('thread{number}' || n)::uuid",
                    "domain": "domain",
                    "text": TEXT,
                    "author_id": _id("worker", "worker"),
                    "author_name": "'Werker'",
                    "written_at": f"{now} - {number} * interval '3 day'",
                },
            )
        )
    for number, kind in enumerate(("case.open", "own_words.write", "plan.publish"), start=1):
        made.append(
            insert(
                "cases.TimelineEntry",
                source,
                base
                | {
                    "scope": _scope("5"),
                    "at": f"{now} - {number} * interval '5 day'",
                    "kind": f"'{kind}'",
                    "by_name": "'Werker'",
                },
            )
        )
    return made + _plans(now)


def _plans(now: str) -> list[tuple[str, str]]:
    source = "scale_plan"
    line = {
        "plan_id": _id("plan"),
        "scope": _scope("(32 + domain)"),
        "domain": "domain",
        "client_id": _id("client"),
        "created_at": now,
        "created_by_id": _id("worker", "worker"),
        "created_by_name": "'Werker'",
    }
    return [
        insert(
            "plans.Plan",
            source,
            {
                "id": _id("plan"),
                "scope": _scope("5"),
                "space": "space",
                "case_id": _id("case"),
                "household_id": _id("household"),
                "state": "'active'",
                "started_at": now,
                "started_by_id": _id("worker", "worker"),
                "started_by_name": "'Werker'",
                "activated_at": now,
            },
        ),
        insert(
            "plans.Goal",
            source,
            line
            | {
                "id": _id("goal"),
                "title": "'Ik wil dat de post weer open durft'",
                "owner": "'client'",
                "first_step": "'Samen de brieven openen'",
                "state": "'agreed'",
                "accepted_at": now,
                "term": "'now'",
                "rank": "1",
            },
        ),
        insert(
            "plans.Action",
            source,
            line
            | {
                "goal_id": _id("goal"),
                "what": "'Betalingsregeling aanvragen'",
                "owner_kind": "'professional'",
                "owner_id": _id("worker", "worker"),
                "owner_name": "'Werker'",
                "due_on": "deadline",
            },
        ),
        insert(
            "plans.Action",
            source,
            line
            | {
                "goal_id": _id("goal"),
                "what": "'Brieven op datum leggen'",
                "owner_kind": "'client'",
                "owner_id": _id("client"),
                "owner_name": "'Bewoner'",
                "due_on": "deadline",
            },
        ),
    ]


def _grants(now: str) -> list[tuple[str, str]]:
    source = "scale_plan"
    plans = ",".join(str(32 + d) for d in range(DOMAINS))
    records = ",".join(str(64 + d) for d in range(DOMAINS))
    common = {
        "space": "space",
        "ground": "'wmo'",
        "valid_from": f"{now} - interval '700 day'",
        "granted_by": f"'{key('worker', 1)}'::uuid",
        "granted_at": now,
    }
    manager = f"ARRAY[1,2,3,5,6,{plans}] || (64 + domain)"
    second = "ARRAY[1,2,5,32,64]"
    client = f"ARRAY[1,2,3,4,5,6,{plans},{records}]"
    still = f"{source} WHERE state = 'open'"
    return [
        insert(
            "access.Grant",
            still,
            common
            | {"holder_id": _id("worker", "worker"), "reads": manager, "writes": manager, "row": "'P4'"},
        ),
        insert(
            "access.Grant",
            f"{still} AND second <> worker",
            common | {"holder_id": _id("worker", "second"), "reads": second, "writes": second, "row": "'P1'"},
        ),
        insert(
            "access.Grant",
            source,
            common | {"holder_id": _id("leader", "team"), "reads": "'{1,2}'", "row": "'P6'"},
        ),
        insert(
            "access.Grant",
            source,
            common
            | {
                "holder_id": _id("client"),
                "reads": client,
                "writes": f"ARRAY[1,5,{plans}]",
                "row": "'P8'",
                "ground": "'own_access'",
            },
        ),
    ]
