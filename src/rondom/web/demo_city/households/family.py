"""Who lives there, and the opening of the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

from rondom.access.actor import Actor
from rondom.cases import commands as cases
from rondom.people import commands as people
from rondom.people.commands import PersonFacts
from rondom.web.demo_city.calendar import day
from rondom.web.demo_city.households import residents
from rondom.web.demo_city.households.lots import Lot
from rondom.web.demo_city.tale import on, resident, visit, workday, years_ago

if TYPE_CHECKING:
    from rondom.people.models import Member

GROUNDS = {"families": "jeugdwet", "money_work": "wgs"}
ADULT_AGES = {"older_people": (68, 86), "young_people": (18, 26)}
WITH_OTHER = frozenset({"two_parents", "older_couple", "with_parent"})


@dataclass
class Home:
    """A household while it is being made: the keys that later steps need."""

    lot: Lot
    random: Random
    space: int
    household_id: UUID
    case_id: UUID
    client: Actor
    child: str
    other: Actor | None
    opened: int
    goals: list[UUID] = field(default_factory=list)
    actions: list[tuple[UUID, str]] = field(default_factory=list)
    strengths: list[UUID] = field(default_factory=list)
    money: Actor | None = None
    made_plan: UUID | None = None

    @property
    def plan_id(self) -> UUID:
        """The key of the plan. Raises LookupError before there is one."""
        if self.made_plan is None:
            raise LookupError(self.lot.number)
        return self.made_plan

    def after(self, share: float) -> int:
        """A working day at this share of the time between the opening and yesterday."""
        return max(workday(self.opened + round((-1 - self.opened) * share)), self.opened)


@dataclass
class _Entrance:
    """What entering each member needs."""

    lot: Lot
    random: Random
    household_id: UUID
    family: str
    opened: int

    def add(self, given: str, role: str, age: int) -> Member:
        """Enter one member."""
        born = years_ago(age, month=self.random.randint(1, 12), day_of_month=self.random.randint(1, 28))
        return people.add_member(
            actor=self.lot.case_manager,
            household_id=self.household_id,
            facts=PersonFacts(
                given_name=given,
                family_name=self.family,
                birth_date=min(born, on(self.opened)),
                language=self.lot.situation.language if role == "adult" else "nl",
            ),
            role=role,
            starts_on=on(self.opened),
            at=day(self.opened, 10),
        )

    def adult(self, kind: str) -> Member:
        """Enter an adult of this situation."""
        situation = self.lot.situation
        low, high = (18, 22) if situation.young else ADULT_AGES.get(situation.group, (29, 52))
        given = residents.woman(self.random) if kind == "woman" else residents.man(self.random)
        return self.add(given, "adult", self.random.randint(low, high))


def move_in(lot: Lot) -> Home:
    """Enter the household with its people and open the case."""
    random = lot.dice()
    opened = workday(-lot.since)
    situation = lot.situation
    with visit(lot.case_manager, day(opened, 10), notices=False) as at:
        household = people.create_household(actor=lot.case_manager, name=residents.family(lot.number), at=at)
        entrance = _Entrance(lot, random, household.pk, household.name, opened)
        kind = situation.client or random.choice(("woman", "man"))
        client = entrance.adult(kind)
        people.add_contact_detail(
            actor=lot.case_manager,
            member_id=client.pk,
            kind="phone",
            value=f"06 0002 {lot.number:04d}",
            at=at,
        )
        other = _other(entrance, client, kind)
        children = [entrance.add(residents.child(random), "child", age) for age in situation.children]
        case = cases.open_case(
            actor=lot.case_manager,
            household_id=household.pk,
            client_id=client.person_id,
            ground=GROUNDS.get(situation.group, "wmo"),
            domains=situation.numbers,
            statutory_domains=situation.numbers,
            target_group=situation.group,
            at=at,
        )
    return Home(
        lot=lot,
        random=random,
        space=household.space,
        household_id=household.pk,
        case_id=case.pk,
        client=resident(client.person),
        child=children[-1].person.given_name if children else "",
        other=resident(other.person) if other else None,
        opened=opened,
    )


def _other(entrance: _Entrance, client: Member, kind: str) -> Member | None:
    if entrance.lot.situation.home not in WITH_OTHER:
        return None
    with_parent = entrance.lot.situation.home == "with_parent"
    member = entrance.adult("man" if kind == "woman" and not with_parent else "woman")
    people.add_relationship(
        actor=entrance.lot.case_manager,
        household_id=entrance.household_id,
        person_id=member.person_id,
        other_id=client.person_id,
        kind="parent" if with_parent else "partner",
        starts_on=on(entrance.opened),
        at=day(entrance.opened, 10),
    )
    return member
