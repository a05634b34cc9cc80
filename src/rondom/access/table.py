"""The decision table: relation x purpose x ground x role x item level. Pure, readable aloud.

`decide(facts)` takes what is known about one holder and one household and answers which parts
of the household's space the holder may read and write, by which row, with which duties. First
a DENY row, else the highest PERMIT row, else nothing (source: access model, decision table).
"""

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from rondom.access.scopes import Part, plan_part, record_part


class Level(IntEnum):
    """How deep somebody sees."""

    NOTHING = 0
    INVOLVEMENT = 1
    CORE = 2
    RECORD = 3
    RESTRICTED = 4


class Relation(StrEnum):
    """What the holder is to this household."""

    CASE_MANAGER = "case_manager"
    ASSIGNED = "assigned"
    PARTNER = "partner"
    STAND_IN = "stand_in"
    TEAM_LEADER = "team_leader"
    SUPERVISION = "supervision"
    BREAK_GLASS = "break_glass"
    CLIENT = "client"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """One holder versus one household, at one moment."""

    relation: Relation
    domains: frozenset[int] = frozenset()
    """Life domains of the holder's own task here."""
    basis: frozenset[int] = frozenset()
    """Domains for which consent or a statutory ground lets the holder's party coordinate."""
    all_domains: frozenset[int] = frozenset()
    conflict: bool = False
    """Registered conflict: own household, relative, ex-partner (D1)."""
    shielded_from: bool = False
    """The holder is the counterpart of a person under the safety shield (D2)."""
    objected: bool = False
    """Consent withdrawn or objected for this party, no statutory ground (D3)."""
    external: bool = False
    """The holder's party stands outside the help: a landlord, a school, the police (rights matrix, EXT)."""


@dataclass(frozen=True)
class Access:
    """What a row gives: part -> may write."""

    row: str
    level: Level
    parts: dict[int, bool] = field(default_factory=dict)
    obligations: frozenset[str] = frozenset()


NOTHING = Access("L0", Level.NOTHING)


def decide(facts: Facts) -> Access:
    """The first DENY, else the PERMIT row of the relation, else nothing."""
    if facts.conflict:
        return Access("D1", Level.NOTHING, {}, frozenset({"notify_privacy_officer"}))
    if facts.shielded_from:
        return Access("D2", Level.NOTHING)
    if facts.objected and facts.relation is Relation.PARTNER:
        return Access("D3", Level.INVOLVEMENT, _involvement(), frozenset({"show_reason"}))
    return _PERMIT.get(facts.relation, _nothing)(facts)


def _nothing(_facts: Facts) -> Access:
    return NOTHING


def _involvement() -> dict[int, bool]:
    return {Part.OVERVIEW: False, Part.INVOLVEMENT: False}


def _own_lines(domains: frozenset[int], *, write: bool, record: bool) -> dict[int, bool]:
    parts = {plan_part(d): write for d in domains}
    if record:
        parts |= {record_part(d): write for d in domains}
    return parts


def _case_manager(facts: Facts) -> Access:
    parts: dict[int, bool] = {
        Part.OVERVIEW: True,
        Part.INVOLVEMENT: True,
        Part.INVOLVEMENT_MASKED: True,
        Part.CORE: True,
        Part.STORY: True,
        Part.ADDRESS: True,
    }
    parts |= _own_lines(facts.all_domains, write=True, record=False)
    parts |= _own_lines(facts.domains, write=True, record=True)
    return Access("P4", Level.RECORD, parts, frozenset({"log"}))


def _assigned(facts: Facts) -> Access:
    parts: dict[int, bool] = {
        Part.OVERVIEW: True,
        Part.INVOLVEMENT: True,
        Part.CORE: True,
        Part.STORY: True,
        Part.ADDRESS: False,
    }
    parts |= _own_lines(facts.basis - facts.domains, write=False, record=False)
    parts |= _own_lines(facts.domains, write=True, record=True)
    return Access("P1", Level.RECORD, parts, frozenset({"log_item"}))


def _partner(facts: Facts) -> Access:
    if not facts.basis:
        return Access("P3", Level.INVOLVEMENT, _involvement(), frozenset({"log"}))
    # Never STORY: a permission shares the plan of some domains, not what the household tells of itself.
    own = facts.domains & facts.basis
    parts = _involvement() | {Part.CORE: False}
    parts |= _own_lines(facts.basis - facts.domains, write=False, record=False)
    # An external party does its own lines of the plan; how a domain stands and its notes are not for it.
    parts |= _own_lines(own, write=True, record=not facts.external)
    return Access("P2", Level.CORE, parts, frozenset({"log", "show_shared_with"}))


def _stand_in(facts: Facts) -> Access:
    # As the worker who is away, but never the identifiers (address, BSN) and nothing restricted.
    parts: dict[int, bool] = dict.fromkeys((Part.OVERVIEW, Part.INVOLVEMENT, Part.CORE, Part.STORY), True)
    parts |= _own_lines(facts.basis - facts.domains, write=False, record=False)
    parts |= _own_lines(facts.domains, write=True, record=True)
    return Access("P5", Level.RECORD, parts, frozenset({"log_reason", "tell_assigned"}))


def _team_leader(_facts: Facts) -> Access:
    return Access("P6", Level.INVOLVEMENT, _involvement(), frozenset({"log"}))


def _supervision(facts: Facts) -> Access:
    parts = _involvement() | {Part.CORE: False, Part.STORY: False}
    parts |= _own_lines(facts.all_domains, write=False, record=True)
    return Access("P6", Level.RECORD, parts, frozenset({"log", "monthly_list"}))


def _break_glass(facts: Facts) -> Access:
    parts = _involvement() | {Part.CORE: False, Part.STORY: False, Part.ADDRESS: False}
    parts |= _own_lines(facts.all_domains, write=False, record=True)
    return Access("P11", Level.RECORD, parts, frozenset({"notify", "review"}))


def _client(facts: Facts) -> Access:
    parts: dict[int, bool] = {
        Part.OVERVIEW: True,
        Part.INVOLVEMENT: False,
        Part.INVOLVEMENT_MASKED: True,
        Part.INVOLVEMENT_HIDDEN: True,
        Part.CORE: True,
        Part.STORY: True,
        Part.ADDRESS: True,
    }
    parts |= {plan_part(d): True for d in facts.all_domains}
    parts |= {record_part(d): False for d in facts.all_domains}
    return Access("P8", Level.RECORD, parts, frozenset())


_PERMIT = {
    Relation.CASE_MANAGER: _case_manager,
    Relation.ASSIGNED: _assigned,
    Relation.PARTNER: _partner,
    Relation.STAND_IN: _stand_in,
    Relation.TEAM_LEADER: _team_leader,
    Relation.SUPERVISION: _supervision,
    Relation.BREAK_GLASS: _break_glass,
    Relation.CLIENT: _client,
}
