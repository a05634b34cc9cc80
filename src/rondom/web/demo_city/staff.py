"""About 400 invented professionals around the story's own, so that teams and parties are full."""

from dataclasses import replace
from datetime import datetime
from random import Random

from rondom.access.context import system_actor
from rondom.organizations import commands
from rondom.organizations.vocabulary import (
    CityStructure,
    ProfessionalEntry,
    RoleEntry,
    TeamKind,
    WorkFunction,
)
from rondom.web.demo_city.names import person_name, slug_of

PER_TEAM = (
    "social_worker",
    "social_worker",
    "social_worker",
    "debt_counsellor",
    "legal_adviser",
    "expert_by_experience",
    "social_worker",
    "debt_counsellor",
)
PER_PARTY = {
    "werk-en-inkomen": ("work_income", 14),
    "kredietbank": ("debt_counsellor", 6),
    "horizon": ("youth_care", 10),
    "wonen-maas": ("housing", 6),
    "huisartsen-de-kade": ("practice_nurse", 2),
}
WEEKS = (
    ("mon", "tue", "wed", "thu"),
    ("mon", "tue", "thu", "fri"),
    ("tue", "wed", "thu"),
    ("mon", "wed", "fri"),
)


def add_staff(city: CityStructure, *, at: datetime) -> int:
    """Add the invented colleagues to a city that stands; answers how many there are."""
    random = Random(1907)  # noqa: S311 - invented people, not a secret
    led = {role.leads for entry in city.professionals for role in entry.roles}
    entries: list[ProfessionalEntry] = []
    for team in city.teams:
        if team.kind != TeamKind.NEIGHBOURHOOD:
            continue
        # The story's own team has its people; it gets three more.
        functions = PER_TEAM[:3] if team.slug == "wijkteam-spoorwijk" else PER_TEAM
        for function in functions:
            entry = _entry(random, len(entries), "directie-mow", function, team=team.slug)
            if function == WorkFunction.EXPERT_BY_EXPERIENCE:
                # The expert turns to a colleague of the same organization and team.
                entry = replace(entry, support_contact=entries[-1].slug)
            entries.append(entry)
        if team.slug not in led:
            entries.append(
                _entry(random, len(entries), "directie-mow", "team_leader", team=team.slug, leads=team.slug)
            )
    for organization, (function, count) in PER_PARTY.items():
        for _number in range(count):
            entries.append(_entry(random, len(entries), organization, function))
    full = replace(city, professionals=(*city.professionals, *entries))
    commands.apply_structure(actor=system_actor("demo city"), city=full, at=at)
    return len(full.professionals)


def _entry(
    random: Random, number: int, organization: str, function: str, *, team: str = "", leads: str = ""
) -> ProfessionalEntry:
    given, family = person_name(random)
    days = random.choice(WEEKS)
    role = RoleEntry(
        function=function,
        team=team,
        organization="" if team else organization,
        working_days=days,
        weekly_hours=8 * len(days),
        leads=leads,
    )
    slug = slug_of(given, family, number + 1)
    return ProfessionalEntry(
        slug=slug,
        name=f"{given} {family}",
        organization=organization,
        roles=(role,),
        email=f"{slug}@{organization}.example",
        phone=f"06 0001 {number:04d}",
        languages=("nl",),
    )
