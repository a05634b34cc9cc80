"""Rows about people. Every one of them is read through row-level security."""

from rondom.people.models.households import Household, Member, ParentalAuthority, Relationship
from rondom.people.models.merges import PersonMerge
from rondom.people.models.persons import Person
from rondom.people.models.protected import Conflict, ContactDetail, IdentifierIndex, PersonIdentifier

__all__ = [
    "Conflict",
    "ContactDetail",
    "Household",
    "IdentifierIndex",
    "Member",
    "ParentalAuthority",
    "Person",
    "PersonIdentifier",
    "PersonMerge",
    "Relationship",
]
