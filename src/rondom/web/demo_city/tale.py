"""What every part of the demo tells with: a visit of one person at one moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, UUID, uuid5

from rondom.access.actor import Actor
from rondom.access.context import acting_as
from rondom.dispatch.events import held_back, run_held
from rondom.organizations import queries as organizations
from rondom.web.demo_city.calendar import day

if TYPE_CHECKING:
    from rondom.people.models import Person

Tell = Callable[[str, int, int], None]


class NotInCity(LookupError):  # noqa: N818 - named like the refusals
    """The setup file of the demo city has nobody or nothing with this slug."""


def key_of(part: str) -> UUID:
    """Under which a part of the demo is remembered once it is there."""
    return uuid5(NAMESPACE_URL, f"rondom-demo-{part}")


def on(number: int) -> date:
    """The calendar day of that number of the story."""
    return day(number).date()


@contextmanager
def visit(actor: Actor, at: datetime, *, notices: bool = True) -> Iterator[datetime]:
    """What one person does at one moment; afterwards others hear of it, as they would have then."""
    with held_back() as held:
        with acting_as(actor, at=at):
            yield at
        # A handler may cause events of its own, so the list grows while it is read.
        for one in held if notices else ():
            run_held(one)


def professional(slug: str, *, at: datetime) -> Actor:
    """A professional of the city. Raises NotInCity."""
    person = organizations.professional_by_slug(slug)
    if person is None:
        raise NotInCity(slug)
    actor = organizations.actor_for_professional(professional_id=person.pk, account_id=None, at=at)
    if actor is None:
        raise NotInCity(slug)
    return actor


def employer(actor: Actor) -> UUID:
    """The organization a professional works for. Raises NotInCity."""
    if actor.organization_id is None:
        raise NotInCity(actor.name)
    return actor.organization_id


def resident(person: Person) -> Actor:
    """A resident who is signed in."""
    return Actor(kind="resident", id=person.pk, name=person.name, purpose="own_access")


def years_ago(years: int, *, month: int, day_of_month: int) -> date:
    """A birth date that makes somebody this old on day zero, whenever that is."""
    today = on(0)
    passed = (month, day_of_month) <= (today.month, today.day)
    return date(today.year - years - (0 if passed else 1), month, day_of_month)


def workday(number: int) -> int:
    """That day of the story, or the Friday before it when it falls in a weekend (day zero is a Monday)."""
    return number - max(0, number % 7 - 4)
