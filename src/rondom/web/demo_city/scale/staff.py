"""Teams, their leaders and their workers."""

from rondom.web.demo_city.scale.sets import Step, id_of, insert, key

WORKERS = 4000
TEAM_WORKERS = 25
ONE = "(SELECT 1 AS n) x"
ORGANIZATION = f"'{key('organization', 1)}'::uuid"
AREA = f"'{key('area', 1)}'::uuid"
FIRST_DAY = "'2020-01-01'::date"


def team_count(cases: int) -> int:
    """How many teams a city of this many cases has."""
    return max(2, min(WORKERS // TEAM_WORKERS, cases // 100))


def staff(cases: int) -> list[Step]:
    """One organization with its teams, a leader for each and 4,000 workers spread over them."""
    teams = team_count(cases)
    series, workers = f"generate_series(1, {teams}) n", f"generate_series(1, {WORKERS}) n"
    return [*_places(series), *_people(series, workers), *_roles(series, workers, teams)]


def _places(series: str) -> list[Step]:
    one, org, area, day = ONE, ORGANIZATION, AREA, FIRST_DAY
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
                "id": id_of("team"),
                "organization_id": org,
                "area_id": area,
                "name": "'Wijkteam ' || n",
                "slug": "'team-' || n",
                "starts_on": day,
            },
        ),
    ]


def _people(series: str, workers: str) -> list[Step]:
    org, day = ORGANIZATION, FIRST_DAY
    return [
        insert(
            "organizations.Professional",
            series,
            {
                "id": id_of("leader"),
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
                "id": id_of("worker"),
                "slug": "'werker-' || n",
                "name": "'Werker ' || n",
                "organization_id": org,
                "started_on": day,
            },
        ),
    ]


def _roles(series: str, workers: str, teams: int) -> list[Step]:
    day = FIRST_DAY
    return [
        insert(
            "organizations.WorkingRole",
            series,
            {
                "professional_id": id_of("leader"),
                "function": "'team_leader'",
                "team_id": id_of("team"),
                "starts_on": day,
                "working_days": "'{1,2,3,4,5}'",
                "weekly_hours": "36",
            },
        ),
        insert(
            "organizations.TeamLeadership",
            series,
            {"professional_id": id_of("leader"), "team_id": id_of("team"), "starts_on": day},
        ),
        insert(
            "organizations.WorkingRole",
            workers,
            {
                "professional_id": id_of("worker"),
                "function": "'social_worker'",
                "team_id": id_of("team", f"(1 + n % {teams})"),
                "starts_on": day,
                "working_days": "'{1,2,3,4,5}'",
                "weekly_hours": "36",
            },
        ),
    ]
