"""Writes of this module: households, relations, contacts, identifiers, conflicts, merges."""

from rondom.kernel.refusals import NotAllowed
from rondom.people.commands.conflicts import declare_conflict, end_conflict
from rondom.people.commands.contacts import (
    add_contact_detail,
    end_contact_detail,
    protect_contact_detail,
    reveal_contact,
)
from rondom.people.commands.households import create_household, rename_household
from rondom.people.commands.identifiers import find_by_bsn, record_bsn, remove_bsn, reveal_bsn
from rondom.people.commands.members import add_known_member, add_member, end_membership
from rondom.people.commands.merges import confirm_merge, propose_merge, undo_merge
from rondom.people.commands.persons import PersonFacts, change_person
from rondom.people.commands.refusals import (
    AlreadyMember,
    AuthorityOverAdult,
    BirthDateImpossible,
    ConflictKnown,
    ContactUnusable,
    EndBeforeStart,
    EntryUnknown,
    HouseholdUnknown,
    KindUnknown,
    LanguageUnknown,
    MergeTooOld,
    NameMissing,
    PersonUnknown,
    RoleUnknown,
    SameColleagueConfirms,
    SamePerson,
    ShieldNeedsResident,
)
from rondom.people.commands.relations import (
    add_relationship,
    add_relative,
    end_authority,
    end_relationship,
    record_authority,
)

__all__ = [
    "AlreadyMember",
    "AuthorityOverAdult",
    "BirthDateImpossible",
    "ConflictKnown",
    "ContactUnusable",
    "EndBeforeStart",
    "EntryUnknown",
    "HouseholdUnknown",
    "KindUnknown",
    "LanguageUnknown",
    "MergeTooOld",
    "NameMissing",
    "NotAllowed",
    "PersonFacts",
    "PersonUnknown",
    "RoleUnknown",
    "SameColleagueConfirms",
    "SamePerson",
    "ShieldNeedsResident",
    "add_contact_detail",
    "add_known_member",
    "add_member",
    "add_relationship",
    "add_relative",
    "change_person",
    "confirm_merge",
    "create_household",
    "declare_conflict",
    "end_authority",
    "end_conflict",
    "end_contact_detail",
    "end_membership",
    "end_relationship",
    "find_by_bsn",
    "propose_merge",
    "protect_contact_detail",
    "record_authority",
    "record_bsn",
    "remove_bsn",
    "rename_household",
    "reveal_bsn",
    "reveal_contact",
    "undo_merge",
]
