"""What is known about a person: checked, and corrected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.scopes import Part
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.text import clean_line
from rondom.people import rules
from rondom.people.commands.households import household_to_change, person_of
from rondom.people.commands.refusals import BirthDateImpossible, LanguageUnknown, NameMissing
from rondom.people.models import Person

NAME_LENGTH = 80


@dataclass(frozen=True, kw_only=True)
class PersonFacts:
    """What is asked of a person. The birth date may be unknown; the language is an ISO 639 code."""

    given_name: str
    family_name: str = ""
    birth_date: date | None = None
    language: str = "nl"
    needs_interpreter: bool = False


@command("person.change")
def change_person(
    *, actor: Actor, person_id: UUID, household_id: UUID, facts: PersonFacts, at: datetime
) -> Person:
    """Correct what is known about a person of this household.

    Refusals: HouseholdUnknown, PersonUnknown, NotAllowed, NameMissing, BirthDateImpossible,
    LanguageUnknown, TextTooLong, TextUnreadable.
    """
    household = household_to_change(actor, household_id, Part.CORE)
    person = person_of(household, person_id)
    clean = cleaned(facts, at)
    for name in ("given_name", "family_name", "birth_date", "language", "needs_interpreter"):
        setattr(person, name, getattr(clean, name))
    person.save(update_fields=["given_name", "family_name", "birth_date", "language", "needs_interpreter"])
    record(
        actor=actor,
        action="person.change",
        at=at,
        space=household.space,
        subjects=[person.id],
        part="core",
        object_type="person",
        object_id=person.id,
    )
    return person


def cleaned(facts: PersonFacts, at: datetime) -> PersonFacts:
    """The facts with clean text. Refusals: NameMissing, BirthDateImpossible, LanguageUnknown, TextTooLong."""
    given = clean_line(facts.given_name, field="given_name", max_length=NAME_LENGTH)
    family = clean_line(facts.family_name, field="family_name", max_length=NAME_LENGTH)
    if not given and not family:
        raise NameMissing
    today = at.astimezone(AMSTERDAM).date()
    if facts.birth_date and not rules.is_possible_birth_date(facts.birth_date, today):
        raise BirthDateImpossible
    if not rules.is_language(facts.language):
        raise LanguageUnknown
    return PersonFacts(
        given_name=given,
        family_name=family,
        birth_date=facts.birth_date,
        language=facts.language,
        needs_interpreter=facts.needs_interpreter,
    )
