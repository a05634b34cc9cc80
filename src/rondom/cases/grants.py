"""From facts to grants: who holds which part of a household's space, and by which row of the table.

The only place that gathers the facts. It runs as the system, because nobody sees all of them (a
hidden shelter is a fact for the shelter's own people only), in the transaction of whatever changed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from uuid import UUID

from rondom.access import grants
from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.access.table import Access, Facts, Relation, decide
from rondom.cases.grant_facts import MOST_AT_ONCE, GrantFacts, gather
from rondom.cases.models import Case, Involvement
from rondom.cases.vocabulary import CaseState, InvolvementKind
from rondom.kernel.clock import AMSTERDAM
from rondom.organizations.vocabulary import WorkFunction


@dataclass(frozen=True)
class Holding:
    """What one holder is here, and until when that is known to hold."""

    holder_id: UUID
    facts: Facts
    ground: str = ""
    until: datetime | None = None


def rewrite_grants(*, actor: Actor, case_id: UUID, at: datetime) -> None:
    """Derive all grants of the case's space anew and write the difference."""
    rewrite_grants_of([case_id], actor=actor, at=at)


def rewrite_grants_of(case_ids: Iterable[UUID], *, actor: Actor, at: datetime) -> None:
    """The same for many cases, in the transaction that is open: who lost something lost it in all of them.

    What is asked of the database grows with every MOST_AT_ONCE cases, not with each.
    """
    for some in _in_lots(dict.fromkeys(case_ids)):
        with acting_as(system_actor("grants"), at=at):
            cases = list(Case.objects.filter(pk__in=some))
            facts = gather(cases, at)
            goals = {case.space: grants.Goal(_goal(case, facts), facts.apart[case.pk]) for case in cases}
            grants.rewrite_each(actor=actor, goals=goals, at=at)


def _goal(case: Case, facts: GrantFacts) -> set[grants.Wanted]:
    wanted: set[grants.Wanted] = set()
    for holding in holdings(case, facts):
        wanted |= _wanted(holding)
    return _strongest(wanted)


def holdings(case: Case, facts: GrantFacts) -> list[Holding]:
    """Every holder with the facts about them. Pure."""
    apart = facts.apart[case.pk]
    found = [*_professionals(case, facts), *_residents(case)]
    return [
        replace(
            holding,
            facts=replace(
                holding.facts,
                all_domains=facts.all_domains,
                conflict=holding.holder_id in apart.conflicted,
                shielded_from=holding.holder_id in apart.shields,
            ),
        )
        for holding in found
    ]


def _professionals(case: Case, facts: GrantFacts) -> list[Holding]:
    if case.state == CaseState.CLOSED:
        return _leader(case, facts)
    rows = facts.involved.get(case.pk, [])
    managers = facts.managers.get(case.pk, [])
    found: list[Holding] = []
    for manager in managers:
        own = frozenset(d for r in rows if r.professional_id == manager for d in r.domains)
        found.append(Holding(manager, Facts(relation=Relation.CASE_MANAGER, domains=own), case.ground))
        found += _stand_ins(manager, own, case, facts)
    found += [_involved(case, row, facts) for row in rows if row.professional_id not in managers]
    return _placed(found, facts) + _leader(case, facts)


def _placed(found: list[Holding], facts: GrantFacts) -> list[Holding]:
    """Without who has no working role any more, and no longer than the last day of the role (R-074)."""
    return [
        replace(one, until=_sooner(one.until, facts.last_days[one.holder_id]))
        for one in found
        if one.holder_id in facts.last_days
    ]


def _sooner(until: datetime | None, last_day: date | None) -> datetime | None:
    """The end of the last day, which still counts, unless it ended before."""
    if last_day is None:
        return until
    midnight = datetime.combine(last_day + timedelta(days=1), time.min, tzinfo=AMSTERDAM)
    return min(until, midnight) if until else midnight


def _involved(case: Case, row: Involvement, facts: GrantFacts) -> Holding:
    assert row.organization  # noqa: S101 - the caller asked for rows with both
    assert row.organization_id  # noqa: S101
    assert row.professional_id  # noqa: S101
    basis = facts.basis(case.space, row.organization_id)
    # An expert by experience sits in the team, and sees what the client grants and nothing more.
    team = row.kind == InvolvementKind.TEAM and row.function != WorkFunction.EXPERT_BY_EXPERIENCE
    domains = basis.domains | (frozenset(case.statutory_domains) if team else frozenset())
    known = Facts(
        relation=Relation.ASSIGNED if team else Relation.PARTNER,
        domains=frozenset(row.domains),
        basis=domains,
        objected=basis.objected,
        external=row.organization.is_external,
    )
    return Holding(row.professional_id, known, row.ground, None if team else basis.until)


def _stand_ins(absent: UUID, domains: frozenset[int], case: Case, facts: GrantFacts) -> list[Holding]:
    stand_in = facts.stand_ins.get(absent)
    if stand_in is None:
        return []
    known = Facts(relation=Relation.STAND_IN, domains=domains, basis=frozenset(case.statutory_domains))
    return [Holding(stand_in, known, case.ground)]


def _leader(case: Case, facts: GrantFacts) -> list[Holding]:
    leader = facts.leaders.get(case.team_id)
    return [Holding(leader, Facts(relation=Relation.TEAM_LEADER), case.ground)] if leader else []


def _residents(case: Case) -> list[Holding]:
    return [Holding(case.client_id, Facts(relation=Relation.CLIENT), "own_access")]


def _wanted(holding: Holding) -> set[grants.Wanted]:
    access: Access = decide(holding.facts)
    return {
        grants.Wanted(holding.holder_id, part, write, access.row, holding.ground, holding.until)
        for part, write in access.parts.items()
    }


def _strongest(wanted: set[grants.Wanted]) -> set[grants.Wanted]:
    """One grant per holder and part: writing before reading, without an end before with one."""
    best: dict[tuple[UUID, int], grants.Wanted] = {}
    for want in sorted(wanted, key=lambda w: (w.can_write, w.valid_to is None, w.row)):
        best[(want.holder_id, want.part)] = want
    return set(best.values())


def _in_lots(keys: Iterable[UUID]) -> Iterable[list[UUID]]:
    left = iter(keys)
    while lot := list(islice(left, MOST_AT_ONCE)):
        yield lot
