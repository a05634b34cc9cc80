"""Looking somebody up by an exact identity, without a relation: involvement only, counted and logged (P7)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.refusals import NotAllowed
from rondom.kernel.text import clean_line
from rondom.people import commands as people_commands
from rondom.people import queries as people
from rondom.privacy import policies
from rondom.privacy.commands.refusals import LookupIncomplete, LookupLimit
from rondom.privacy.models import IdentityLookup

MOST_HITS = 5
PER_PERSON_AN_HOUR = 30
PER_ORGANIZATION_A_DAY = 300


@dataclass(frozen=True)
class IdentityHit:
    """A household in which exactly this person stands. No content."""

    space: int
    household_id: UUID
    person_id: UUID
    name: str


@command("identity.search")
def look_up_identity(
    *,
    actor: Actor,
    at: datetime,
    bsn: str = "",
    birth_date: date | None = None,
    family_name: str = "",
) -> list[IdentityHit]:
    """The households of exactly this person, at most five; a search that finds nothing is logged too.

    At most 30 an hour by one professional and 300 a day by one organization, counted in the database.
    Refusals: NotAllowed, LookupLimit, LookupIncomplete, BsnInvalid, TextTooLong.
    """
    if not (decision := policies.may_ask(actor)):
        raise NotAllowed(reason=decision.reason)
    _count(actor, at)
    surname = clean_line(family_name, field="family_name", max_length=80)
    if bsn.strip():
        found = people_commands.find_by_bsn(actor=actor, bsn=bsn, at=at)
        persons = [found] if found else []
    elif birth_date and surname:
        with acting_as(system_actor("identity lookup"), at=at):
            persons = people.exact_matches(birth_date=birth_date, family_name=surname, limit=MOST_HITS)
    else:
        raise LookupIncomplete
    hits = _households(persons, at)
    record(
        actor=actor,
        action="identity.search",
        at=at,
        subjects=[hit.person_id for hit in hits],
        part="involvement",
        object_type="person",
        row="P7",
        ground="vital_interest",
        query=f"{bsn}|{birth_date}|{surname.casefold()}",
    )
    return hits


def _households(persons: list[UUID], at: datetime) -> list[IdentityHit]:
    on = at.astimezone(AMSTERDAM).date()
    with acting_as(system_actor("identity lookup"), at=at):
        names = people.persons_named(persons)
        hits = [
            IdentityHit(place.space, place.pk, one, names[one].name)
            for one in persons
            for place in people.households_of(one, on)
            if one in names
        ]
    return hits[:MOST_HITS]


def _count(actor: Actor, at: datetime) -> None:
    """Refuse above the limits, else count this one. The counting survives a later refusal of the search
    only when the search goes on: a refused search gives nothing away.
    """
    with acting_as(system_actor("identity lookup"), at=at):
        hour = IdentityLookup.objects.filter(professional_id=actor.id, at__gt=at - timedelta(hours=1))
        if hour.count() >= PER_PERSON_AN_HOUR:
            raise LookupLimit
        if actor.organization_id:
            day = IdentityLookup.objects.filter(
                organization_id=actor.organization_id, at__gt=at - timedelta(days=1)
            )
            if day.count() >= PER_ORGANIZATION_A_DAY:
                raise LookupLimit
        IdentityLookup.objects.create(professional_id=actor.id, organization_id=actor.organization_id, at=at)
