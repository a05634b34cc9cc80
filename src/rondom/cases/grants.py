"""From facts to grants: who holds which part of a household's space, and by which row of the table.

The only place that gathers the facts. It runs as the system, because nobody sees all of them (a
hidden shelter is a fact for the shelter's own people only), in the transaction of whatever changed.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from rondom.access import grants
from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.access.table import Access, Facts, Relation, decide
from rondom.cases.models import Case, CaseManagerAssignment, Involvement
from rondom.cases.queries.apart import kept_apart_of
from rondom.cases.vocabulary import CaseState, InvolvementKind
from rondom.kernel.clock import AMSTERDAM
from rondom.organizations import queries as organizations
from rondom.organizations.vocabulary import WorkFunction
from rondom.privacy import queries as privacy


@dataclass(frozen=True)
class Holding:
    """What one holder is here, and until when that is known to hold."""

    holder_id: UUID
    facts: Facts
    ground: str = ""
    until: datetime | None = None


def rewrite_grants(*, actor: Actor, case_id: UUID, at: datetime) -> None:
    """Derive all grants of the case's space anew and write the difference."""
    with acting_as(system_actor("grants"), at=at):
        case = Case.objects.get(pk=case_id)
        apart = kept_apart_of(case, at)
        wanted: set[grants.Wanted] = set()
        for holding in holdings(case, apart, at):
            wanted |= _wanted(holding)
        grants.rewrite(actor=actor, space=case.space, wanted=_strongest(wanted), apart=apart, at=at)


def holdings(case: Case, apart: grants.KeptApart, at: datetime) -> list[Holding]:
    """Every holder with the facts about them. Read as the system."""
    everything = frozenset(d.number for d in organizations.life_domains())
    found = [*_professionals(case, at), *_residents(case)]
    return [
        replace(
            holding,
            facts=replace(
                holding.facts,
                all_domains=everything,
                conflict=holding.holder_id in apart.conflicted,
                shielded_from=holding.holder_id in apart.shields,
            ),
        )
        for holding in found
    ]


def _professionals(case: Case, at: datetime) -> list[Holding]:
    if case.state == CaseState.CLOSED:
        return _leader(case, at)
    rows = list(
        Involvement.objects.filter(
            case=case, until=None, professional__isnull=False, organization__isnull=False
        )
    )
    managers = list(CaseManagerAssignment.objects.filter(case=case, until=None))
    found: list[Holding] = []
    for manager in managers:
        own = frozenset(d for r in rows if r.professional_id == manager.professional_id for d in r.domains)
        found.append(
            Holding(manager.professional_id, Facts(relation=Relation.CASE_MANAGER, domains=own), case.ground)
        )
        found += _stand_ins(manager.professional_id, own, case, at)
    manager_ids = {m.professional_id for m in managers}
    for row in rows:
        if row.professional_id not in manager_ids:
            found.append(_involved(case, row, at))
    return _placed(found, at) + _leader(case, at)


def _placed(found: list[Holding], at: datetime) -> list[Holding]:
    """Without who has no working role any more, and no longer than the last day of the role (R-074)."""
    last_days = organizations.placed_until([one.holder_id for one in found], at.astimezone(AMSTERDAM).date())
    return [
        replace(one, until=_sooner(one.until, last_days[one.holder_id]))
        for one in found
        if one.holder_id in last_days
    ]


def _sooner(until: datetime | None, last_day: date | None) -> datetime | None:
    """The end of the last day, which still counts, unless it ended before."""
    if last_day is None:
        return until
    midnight = datetime.combine(last_day + timedelta(days=1), time.min, tzinfo=AMSTERDAM)
    return min(until, midnight) if until else midnight


def _involved(case: Case, row: Involvement, at: datetime) -> Holding:
    assert row.organization_id  # noqa: S101 - the caller asked for rows with both
    assert row.professional_id  # noqa: S101
    basis = privacy.basis_for(space=case.space, organization_id=row.organization_id, at=at)
    # An expert by experience sits in the team, and sees what the client grants and nothing more.
    team = row.kind == InvolvementKind.TEAM and row.function != WorkFunction.EXPERT_BY_EXPERIENCE
    domains = basis.domains | (frozenset(case.statutory_domains) if team else frozenset())
    facts = Facts(
        relation=Relation.ASSIGNED if team else Relation.PARTNER,
        domains=frozenset(row.domains),
        basis=domains,
        objected=basis.objected,
    )
    return Holding(row.professional_id, facts, row.ground, None if team else basis.until)


def _stand_ins(professional_id: UUID, domains: frozenset[int], case: Case, at: datetime) -> list[Holding]:
    on = at.astimezone(AMSTERDAM).date()
    if not organizations.is_away(professional_id, on):
        return []
    stand_in = organizations.stand_in_for(professional_id, on)
    if stand_in is None:
        return []
    facts = Facts(relation=Relation.STAND_IN, domains=domains, basis=frozenset(case.statutory_domains))
    return [Holding(stand_in.id, facts, case.ground)]


def _leader(case: Case, at: datetime) -> list[Holding]:
    leader = organizations.team_leader(case.team_id, at.astimezone(AMSTERDAM).date())
    return [Holding(leader.id, Facts(relation=Relation.TEAM_LEADER), case.ground)] if leader else []


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
