"""The shared world of the tests: the Haddad household of the story, built through commands.

`haddad_world(at)` is D0 of the story. Everything happened on its own day before `at`:

    world = haddad_world(at)
    with acting_as(world.fatma, at=at):
        case_for(world.fatma, world.case_id, at=at)

`SECRETS` are words that stand in exactly one protected place each; a test that shows something to
somebody else looks for them (`leaks(text)`).
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.cases import commands as cases
from rondom.cases.models import Case
from rondom.kernel.clock import AMSTERDAM
from rondom.organizations import commands as organization_commands
from rondom.organizations import queries as organizations
from rondom.people import commands as people
from rondom.people.commands import PersonFacts
from rondom.privacy import commands as privacy
from tests.cases.city import CITY

MONEY, WORK, HOUSING, HEALTH, SAFETY, PARENTING = 0, 1, 2, 3, 6, 7

SECRETS = {
    "shelter": "De Luwte",
    "street": "Zilverreigerlaan",
    "talk": "paarse olifant",
    "debt": "18.437",
    "private_note": "muskaatnoot",
    "meeting": "sneeuwklokje",
    "pulse": "citroenvla",
}


@dataclass
class World:
    """Actors (ready for `acting_as`) and keys; `members` and `organizations` by first name and slug."""

    at: datetime
    space: int
    household_id: UUID
    case_id: UUID
    team_id: UUID
    samira: Actor
    lina: Actor
    adam: Actor
    karim: Actor
    naima: Actor
    fatma: Actor
    ingrid: Actor
    noor: Actor
    ruben: Actor
    grace: Actor
    henk: Actor
    daan: Actor
    wendy: Actor
    peter: Actor
    esther: Actor
    yvonne: Actor
    marieke: Actor
    bas: Actor
    mirjam: Actor
    tom: Actor
    members: dict[str, UUID] = field(default_factory=dict)
    organizations: dict[str, UUID] = field(default_factory=dict)

    @property
    def case(self) -> Case:
        """The case, as the open context sees it."""
        return Case.objects.get(pk=self.case_id)

    def ago(self, days: int) -> datetime:
        """That many days before D0."""
        return self.at - timedelta(days=days)


def leaks(text: str, *allowed: str) -> list[str]:
    """The secrets that stand in this text, other than those allowed by their key."""
    return [key for key, word in SECRETS.items() if key not in allowed and word in text]


def day(at: datetime) -> date:
    """The calendar day in Amsterdam."""
    return at.astimezone(AMSTERDAM).date()


def resident(person) -> Actor:
    """A resident who is signed in."""
    return Actor(kind="resident", id=person.pk, name=person.name, purpose="own_access")


def professional(slug: str, at: datetime) -> Actor:
    """A professional of the city who is signed in."""
    person = organizations.professional_by_slug(slug)
    actor = organizations.actor_for_professional(professional_id=person.pk, account_id=None, at=at)
    assert actor is not None, slug
    return actor


def build_city(at: datetime) -> dict[str, Actor]:
    """Team Spoorwijk and the parties around it; answers the actors by first name."""
    organizations.forget_settings()
    organization_commands.apply_structure(actor=system_actor("setup"), city=CITY, at=at)
    return {entry.slug.split("-")[0]: professional(entry.slug, at) for entry in CITY.professionals}


def give_consent(world: World, organization: str, domains: list[int], at: datetime, **more) -> UUID:
    """Fatma asks and Samira gives permission for one party, by the slug of its organization."""
    with acting_as(world.fatma, at=at):
        asked = privacy.ask_consent(
            actor=world.fatma,
            space=world.space,
            person_id=world.samira.id,
            organization_id=world.organizations[organization],
            purpose="coordination",
            domains=domains,
            as_case_manager=True,
            at=at,
            **more,
        )
    with acting_as(world.samira, at=at):
        privacy.decide_consent(actor=world.samira, consent_id=asked.pk, given=True, channel="portal", at=at)
    return asked.pk


def haddad_world(at: datetime) -> World:
    """Build the story up to D0. One transaction per command, as in real life."""
    staff = build_city(at - timedelta(days=400))
    start = at - timedelta(days=20)
    fatma = staff["fatma"]
    with acting_as(fatma, at=start):
        household, people_by_name = _household(fatma, start)
    samira = people_by_name["samira"]
    with acting_as(fatma, at=start):
        case = cases.open_case(
            actor=fatma,
            household_id=household.pk,
            client_id=samira.pk,
            ground="wmo",
            domains=[HOUSING, PARENTING],
            statutory_domains=[MONEY, HOUSING, PARENTING],
            target_group="families",
            at=start,
        )
    world = World(
        at=at,
        space=household.space,
        household_id=household.pk,
        case_id=case.pk,
        team_id=case.team_id,
        **{name: resident(person) for name, person in people_by_name.items()},
        **staff,
        organizations={
            slug: organizations.organization_by_slug(slug).pk for slug in [o.slug for o in CITY.organizations]
        },
        members={name: person.pk for name, person in people_by_name.items()},
    )
    _parties(world)
    return world


def _household(fatma: Actor, at: datetime):
    today = day(at)
    household = people.create_household(actor=fatma, name="Haddad", at=at)

    def member(given, family, born, role, language="nl"):
        facts = PersonFacts(given_name=given, family_name=family, birth_date=born, language=language)
        return people.add_member(
            actor=fatma, household_id=household.pk, facts=facts, role=role, starts_on=today, at=at
        )

    def relative(given, family, born, kind, other):
        facts = PersonFacts(given_name=given, family_name=family, birth_date=born)
        return people.add_relative(
            actor=fatma,
            household_id=household.pk,
            facts=facts,
            kind=kind,
            other_id=other.pk,
            starts_on=today,
            at=at,
        ).person

    samira_row = member("Samira", "Haddad", today.replace(year=today.year - 38, day=1), "adult", "ar")
    lina = member("Lina", "Haddad", today.replace(year=today.year - 14, day=1), "child").person
    adam = member("Adam", "Haddad", today.replace(year=today.year - 8, day=1), "child").person
    samira = samira_row.person
    karim = relative("Karim", "Benali", today.replace(year=today.year - 41, day=1), "ex_partner", samira)
    naima = relative("Naima", "Haddad", today.replace(year=today.year - 35, day=1), "sibling", samira)
    for child in (lina, adam):
        for parent in (samira, karim):
            people.record_authority(
                actor=fatma,
                household_id=household.pk,
                parent_id=parent.pk,
                child_id=child.pk,
                source="register",
                starts_on=today,
                at=at,
            )
    people.add_contact_detail(
        actor=fatma,
        member_id=samira_row.pk,
        kind="address",
        value=f"{SECRETS['street']} 12, Maasdrecht",
        shielded=True,
        at=at,
    )
    people.declare_conflict(
        actor=fatma,
        household_id=household.pk,
        person_id=samira.pk,
        counterpart_kind="person",
        counterpart_id=karim.pk,
        kind="shield",
        reason="",
        at=at,
    )
    return household, {"samira": samira, "lina": lina, "adam": adam, "karim": karim, "naima": naima}


def _parties(world: World) -> None:
    """Who helps: two team members, three partners with consent, a hidden shelter."""
    at = world.ago(19)
    for slug, domains in (
        ("werk-en-inkomen", [MONEY, WORK]),
        ("wonen-maas", [HOUSING]),
        ("horizon", [PARENTING]),
    ):
        give_consent(world, slug, domains, at)
    for who, kind, domains in (
        (world.ruben, "team", [MONEY]),
        (world.henk, "team", []),
        (world.wendy, "partner", [WORK]),
        (world.peter, "partner", [HOUSING]),
        (world.esther, "partner", [PARENTING]),
    ):
        with acting_as(world.fatma, at=at):
            cases.involve(
                actor=world.fatma,
                case_id=world.case_id,
                organization_id=who.organization_id,
                professional_id=who.id,
                kind=kind,
                function=who.function,
                domains=domains,
                ground="wmo" if kind == "team" else "consent",
                why="Samira wil hem naast zich." if who is world.henk else "",
                at=at,
            )
    with acting_as(world.samira, at=at):
        cases.involve(
            actor=world.samira,
            case_id=world.case_id,
            organization_id=world.organizations["de-luwte"],
            professional_id=world.yvonne.id,
            kind="partner",
            function=world.yvonne.function,
            domains=[],
            ground="consent",
            visibility="hidden",
            at=at,
        )
