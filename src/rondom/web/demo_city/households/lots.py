"""Which household lives where, with which case manager, in which stage. Always the same answer."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from random import Random
from uuid import UUID

from django.conf import settings

from rondom.access.actor import Actor
from rondom.organizations import queries as organizations
from rondom.organizations.vocabulary import TeamKind, WorkFunction
from rondom.web.demo_city.calendar import day
from rondom.web.demo_city.households.situations import Situation, situations
from rondom.web.demo_city.tale import key_of, on, professional

HOME_TEAM = "wijkteam-spoorwijk"
AT_HOME = {"fatma-yildiz": 8, "daan-prins": 6, "leyla-demir": 6}
OTHERS_AT_HOME = 2


class Stage(StrEnum):
    """How far a household is."""

    OPENED = "opened"
    LISTENING = "listening"
    PLANNING = "planning"
    RUNNING = "running"
    STUCK = "stuck"
    WAITING = "waiting"
    ENDING = "ending"
    CLOSED = "closed"
    REOPENED = "reopened"


#: Of twenty households; the order is spread so that every worker has several stages.
STAGES = (
    *(Stage.RUNNING, Stage.LISTENING, Stage.RUNNING, Stage.OPENED, Stage.STUCK),
    *(Stage.PLANNING, Stage.RUNNING, Stage.ENDING, Stage.RUNNING, Stage.WAITING),
    *(Stage.LISTENING, Stage.RUNNING, Stage.CLOSED, Stage.PLANNING, Stage.OPENED),
    *(Stage.RUNNING, Stage.LISTENING, Stage.RUNNING, Stage.PLANNING, Stage.REOPENED),
)
STARTED = {
    Stage.OPENED: (1, 6),
    Stage.LISTENING: (8, 20),
    Stage.PLANNING: (22, 44),
    Stage.RUNNING: (50, 240),
    Stage.STUCK: (60, 200),
    Stage.WAITING: (60, 150),
    Stage.ENDING: (150, 320),
    Stage.CLOSED: (200, 380),
    Stage.REOPENED: (300, 390),
}


@dataclass(frozen=True)
class Lot:
    """One household to be: who leads it, what it lives through, since how many days."""

    number: int
    team_slug: str
    manager_slug: str
    money_slug: str
    situation: Situation
    stage: Stage
    since: int

    @property
    def key(self) -> UUID:
        """Remembered once it is made."""
        return key_of(f"household-{self.number}")

    @property
    def case_manager(self) -> Actor:
        """The case manager."""
        return actor_of(self.manager_slug)

    @property
    def money(self) -> Actor | None:
        """Who knows about debts in that team."""
        return actor_of(self.money_slug) if self.money_slug else None

    def dice(self) -> Random:
        """The same dice every time."""
        return Random(f"rondom-{self.number}")  # noqa: S311 - invented people, not a secret


@cache
def actor_of(slug: str) -> Actor:
    """A professional as they have worked since before the first household. Raises NotInCity."""
    return professional(slug, at=day(-395))


@dataclass
class _Staff:
    """Who works in one team, by slug."""

    team: str
    workers: list[str] = field(default_factory=list)
    money: list[str] = field(default_factory=list)


@cache
def lots() -> tuple[Lot, ...]:
    """Every household of the demo city but the story's own."""
    teams = _teams()
    total = settings.RONDOM_DEMO_HOUSEHOLDS
    seats = (_at_home(teams[HOME_TEAM]) + _elsewhere(teams, total))[:total]
    return tuple(_lot(number, staff, regisseur) for number, (staff, regisseur) in enumerate(seats))


def _lot(number: int, staff: _Staff, regisseur: str) -> Lot:
    stage = STAGES[(number * 7 + number // len(STAGES)) % len(STAGES)]
    found = situations()
    return Lot(
        number=number,
        team_slug=staff.team,
        manager_slug=regisseur,
        money_slug=staff.money[number % len(staff.money)] if staff.money else "",
        # A step that shares no factor with the number of situations reaches each before one returns.
        situation=found[number * 17 % len(found)],
        stage=stage,
        since=Random(f"since-{number}").randint(*STARTED[stage]),  # noqa: S311 - no secret
    )


def _teams() -> dict[str, _Staff]:
    """The neighbourhood teams, in order, with the people who hold a role there."""
    names = {team.pk: team.slug for team in organizations.teams(on(0)) if team.kind == TeamKind.NEIGHBOURHOOD}
    found = {slug: _Staff(slug) for slug in sorted(names.values())}
    for role in organizations.roles_on(on(0)):
        staff = found.get(names.get(role.team_id, "") if role.team_id else "")
        if staff is None:
            continue
        if role.function == WorkFunction.SOCIAL_WORKER:
            staff.workers.append(role.professional.slug)
        elif role.function == WorkFunction.DEBT_COUNSELLOR:
            staff.money.append(role.professional.slug)
    for staff in found.values():
        staff.workers.sort()
        staff.money.sort()
    return found


def _at_home(staff: _Staff) -> list[tuple[_Staff, str]]:
    known = [slug for slug in AT_HOME if slug in staff.workers]
    others = [slug for slug in staff.workers if slug not in AT_HOME]
    counts = AT_HOME | dict.fromkeys(others, OTHERS_AT_HOME)
    return [(staff, slug) for slug in (*known, *others) for _each in range(counts[slug])]


def _elsewhere(teams: dict[str, _Staff], total: int) -> list[tuple[_Staff, str]]:
    """Round after round, one for each team, so that all of them have about as many."""
    return [
        (staff, staff.workers[round_ % len(staff.workers)])
        for round_ in range(total // len(teams) + 2)
        for staff in teams.values()
        if staff.workers and staff.team != HOME_TEAM
    ]
