"""Everything that grants are derived from, read for many cases at once.

A new team leader changes the grants of every case of the team in one transaction, because the old one
must lose them at once: what is read here does not grow with the number of cases (see `MOST_AT_ONCE`).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rondom.access import grants
from rondom.cases.models import Case, CaseManagerAssignment, Involvement
from rondom.cases.queries.apart import kept_apart_of_each
from rondom.kernel.clock import AMSTERDAM
from rondom.organizations import queries as organizations
from rondom.privacy import queries as privacy
from rondom.privacy.queries import Basis

MOST_AT_ONCE = 500
"""Cases whose facts are held in memory together."""


@dataclass(frozen=True)
class GrantFacts:
    """What is known at one moment about who is what, in some cases."""

    all_domains: frozenset[int]
    apart: dict[UUID, grants.KeptApart]
    involved: dict[UUID, list[Involvement]]
    managers: dict[UUID, list[UUID]]
    stand_ins: dict[UUID, UUID]
    """Who is away on this day -> who answers for them; missing when nobody does."""
    leaders: dict[UUID, UUID]
    last_days: dict[UUID, date | None]
    """Who has a working role -> its last day, None without an end; missing when it ended (R-074)."""
    bases: dict[tuple[int, UUID], Basis]

    def basis(self, space: int, organization_id: UUID) -> Basis:
        """What consents give this party in this household."""
        return self.bases.get((space, organization_id), privacy.NO_BASIS)


def gather(cases: Sequence[Case], at: datetime) -> GrantFacts:
    """Read the facts of these cases, as the system. As many statements for a hundred cases as for one."""
    on = at.astimezone(AMSTERDAM).date()
    keys = [case.pk for case in cases]
    involved: dict[UUID, list[Involvement]] = defaultdict(list)
    rows = Involvement.objects.filter(case_id__in=keys, until=None)
    rows = rows.filter(professional__isnull=False, organization__isnull=False)
    for row in rows.select_related("organization"):
        involved[row.case_id].append(row)
    managers: dict[UUID, list[UUID]] = defaultdict(list)
    for one in CaseManagerAssignment.objects.filter(case_id__in=keys, until=None):
        managers[one.case_id].append(one.professional_id)
    managing = {professional for found in managers.values() for professional in found}
    stand_ins = organizations.stand_ins_of_absent(managing, on)
    helping = {row.professional_id for found in involved.values() for row in found if row.professional_id}
    return GrantFacts(
        all_domains=frozenset(domain.number for domain in organizations.life_domains()),
        apart=kept_apart_of_each(cases, at),
        involved=involved,
        managers=managers,
        stand_ins=stand_ins,
        leaders=_leaders({case.team_id for case in cases}, on),
        last_days=organizations.placed_until({*managing, *helping, *stand_ins.values()}, on),
        bases=privacy.bases_in([case.space for case in cases], at=at) if helping else {},
    )


def _leaders(team_ids: Iterable[UUID], on: date) -> dict[UUID, UUID]:
    """By team, of which there are few however many cases they have."""
    found = {team_id: organizations.team_leader(team_id, on) for team_id in team_ids}
    return {team_id: leader.pk for team_id, leader in found.items() if leader}
