"""Who plays in the story, and what the chapters hand on to each other."""

from dataclasses import dataclass, field
from uuid import UUID

from rondom.access.actor import Actor
from rondom.organizations import queries as organizations
from rondom.web.demo_city.calendar import day
from rondom.web.demo_city.tale import NotInCity, professional

MONEY, WORK, HOUSING, HEALTH, PARENTING = 0, 1, 2, 3, 7


@dataclass
class Cast:
    """Everybody with an actor of their own, and the keys of what was made so far, by name."""

    fatma: Actor
    ruben: Actor
    grace: Actor
    henk: Actor
    ingrid: Actor
    daan: Actor
    wendy: Actor
    esther: Actor
    peter: Actor
    marieke: Actor
    joke: Actor
    noor: Actor
    residents: dict[str, Actor] = field(default_factory=dict)
    keys: dict[str, UUID] = field(default_factory=dict)
    space: int = 0

    @property
    def samira(self) -> Actor:
        """The client."""
        return self.residents["samira"]

    @property
    def lina(self) -> Actor:
        """The daughter."""
        return self.residents["lina"]

    @property
    def case_id(self) -> UUID:
        """The key of the case."""
        return self.keys["case"]


def gather() -> Cast:
    """The professionals of the story, as the city knows them. Raises NotInCity."""
    at = day(-24)
    return Cast(
        fatma=professional("fatma-yildiz", at=at),
        ruben=professional("ruben-mulder", at=at),
        grace=professional("grace-osei", at=at),
        henk=professional("henk-visser", at=at),
        ingrid=professional("ingrid-bakker", at=at),
        daan=professional("daan-prins", at=at),
        wendy=professional("wendy-smits", at=at),
        esther=professional("esther-kok", at=at),
        peter=professional("peter-jansen", at=at),
        marieke=professional("marieke-post", at=at),
        joke=professional("joke-van-dam", at=at),
        noor=professional("noor-van-es", at=at),
    )


def organization(slug: str) -> UUID:
    """The key of an organization. Raises NotInCity."""
    found = organizations.organization_by_slug(slug)
    if found is None:
        raise NotInCity(slug)
    return found.pk


def practice() -> Actor:
    """The computer system of the GP practice."""
    key = organization("huisartsenpraktijk")
    return Actor(kind="partner", id=key, organization_id=key, organization_name="Huisartsenpraktijk De Brug")
