"""Who lives where and who helps (the plan table), and the households themselves."""

# ruff: noqa: S608 - the statements are put together from our own names only

from rondom.web.demo_city.scale.sets import DOMAINS, PLAN, Step, id_of, insert, scope_of
from rondom.web.demo_city.scale.staff import WORKERS, team_count

BENCH_WORKER_CASES = 60
BENCH_TEAM_CASES = 1500
FAMILY = "(ARRAY['Jansen','de Vries','Yilmaz','Bakker','El Amrani','Visser','Smit','Kaya'])[1 + n % 8]"
GIVEN = "(ARRAY['Anna','Bo','Cem','Dina','Eva','Fay','Gerrit','Hind'])[1 + (n / 8) % 8]"


def plan_table(cases: int) -> str:
    """Who lives where: household n, its team and its two workers; worker 1 and team 1 of fixed size."""
    teams = team_count(cases)
    team_one = min(BENCH_TEAM_CASES, cases // 2)
    return f"""
        CREATE TEMP TABLE {PLAN} AS
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


def people(now: str) -> list[Step]:
    """Households with two members: the client and a child."""
    return [*_households(now), *_persons(), *_members()]


def _households(now: str) -> list[Step]:
    source, family = PLAN, FAMILY
    return [
        insert(
            "people.Household",
            source,
            {
                "id": id_of("household"),
                "scope": scope_of("1"),
                "space": "space",
                "name": f"{family} || ' ' || n",
                "created_at": now,
            },
        ),
    ]


def _persons() -> list[Step]:
    source, family, given = PLAN, FAMILY, GIVEN
    return [
        insert(
            "people.Person",
            source,
            {
                "id": id_of("client"),
                "given_name": given,
                "family_name": family,
                "birth_date": "date '1950-01-01' + (n % 20000)::int",
            },
        ),
        insert(
            "people.Person",
            source,
            {
                "id": id_of("child"),
                "given_name": "'Sem'",
                "family_name": family,
                "birth_date": "date '2012-01-01' + (n % 3000)::int",
            },
        ),
    ]


def _members() -> list[Step]:
    source, family, given = PLAN, FAMILY, GIVEN
    return [
        insert(
            "people.Member",
            source,
            {
                "scope": scope_of("5"),
                "starts_on": "'2024-01-01'",
                "household_id": id_of("household"),
                "person_id": id_of("client"),
                "display_name": f"{given} || ' ' || {family}",
                "role": "'adult'",
            },
        ),
        insert(
            "people.Member",
            source,
            {
                "scope": scope_of("5"),
                "starts_on": "'2024-01-01'",
                "household_id": id_of("household"),
                "person_id": id_of("child"),
                "display_name": f"'Sem ' || {family}",
                "role": "'child'",
            },
        ),
    ]
