"""How much somebody carries. Numbers only: whose cases they are is not told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Sum

from rondom.access.context import acting_as, system_actor
from rondom.cases.models import Case
from rondom.cases.rules import day_of
from rondom.organizations import queries as organizations


@dataclass(frozen=True)
class Load:
    """The weighted load of one colleague beside the norm, and how old the cases are (R-131)."""

    professional_id: UUID
    name: str
    load: int
    cases: int
    norm: int
    older_than_a_year: int

    @property
    def is_above(self) -> bool:
        """More than was agreed; without a norm nothing was."""
        return 0 < self.norm < self.load


def load_of(professional_id: UUID, *, at: datetime) -> int:
    """The sum of the weights of somebody's open cases, also those the asker may not see."""
    return _weights([professional_id], at).get(professional_id, (0, 0))[0]


def team_load(team_id: UUID, *, at: datetime) -> list[Load]:
    """Everybody in a team who carries cases, the fullest first. For the team leader, never for clients."""
    on = day_of(at)
    people = list(organizations.colleagues(team_id, on))
    weights = _weights([p.pk for p in people], at)
    old = _older_than_a_year([p.pk for p in people], at)
    loads = [
        Load(p.pk, p.name, *weights.get(p.pk, (0, 0)), organizations.norm_of(p.pk, on), old.get(p.pk, 0))
        for p in people
    ]
    return sorted((one for one in loads if one.norm or one.cases), key=lambda one: -one.load)


def _weights(ids: Iterable[UUID], at: datetime) -> dict[UUID, tuple[int, int]]:
    with acting_as(system_actor("caseload"), at=at):
        rows = Case.objects.open().filter(case_manager_id__in=list(ids)).values("case_manager_id")
        found = rows.annotate(load=Sum("weight"), number=Count("id"))
        return {row["case_manager_id"]: (row["load"], row["number"]) for row in found}


def _older_than_a_year(ids: Iterable[UUID], at: datetime) -> dict[UUID, int]:
    with acting_as(system_actor("caseload"), at=at):
        old = Case.objects.open().filter(
            case_manager_id__in=list(ids), opened_at__lt=at.replace(year=at.year - 1, day=min(at.day, 28))
        )
        found = old.values("case_manager_id").annotate(number=Count("id"))
        return {row["case_manager_id"]: row["number"] for row in found}
