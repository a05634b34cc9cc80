"""What is stuck, as a page shows it: frozen, in words, with its clock and the party's answers."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rondom.organizations import queries as organizations
from rondom.plans.models import Bottleneck, BottleneckStep
from rondom.plans.rules import barriers
from rondom.plans.vocabulary import BarrierStep, RouteStep


@dataclass(frozen=True)
class BarrierView:
    """A bottleneck with its clock and the party's answers."""

    id: UUID
    text: str
    kind: str
    party: str
    since: date
    react_by: date
    route: str
    next_route: str
    next_value: str
    offered: bool
    may_change: bool
    may_react: bool
    solved: bool
    raised_by: str
    about: str
    answers: list[BottleneckStep]
    steps: list[BottleneckStep]


def barrier_view(
    row: Bottleneck,
    steps: list[BottleneckStep],
    *,
    writable: frozenset[int],
    organization_id: UUID | None,
    today: date,
    about: str,
) -> BarrierView:
    """A bottleneck as a page shows it."""
    term = organizations.setting("bottleneck_next_step_working_days")
    following = barriers.next_step(row.route)
    offered = barriers.is_next_step_offered(
        row.since_on, today, working_days=term, calendar=organizations.calendar()
    )
    return BarrierView(
        id=row.pk,
        text=row.text,
        kind=row.get_kind_display(),
        party=row.party_name,
        since=row.since_on,
        react_by=row.react_by,
        route=str(RouteStep(row.route).label),
        next_route=str(RouteStep(following).label) if following else "",
        next_value=following or "",
        offered=offered and bool(following) and row.solved_at is None,
        may_change=(row.scope & 0xFFFF) in writable,
        may_react=row.organization_id is not None and row.organization_id == organization_id,
        solved=row.solved_at is not None,
        raised_by=row.raised_by_name,
        about=about,
        answers=[s for s in steps if s.kind == BarrierStep.REACTED],
        steps=steps,
    )
