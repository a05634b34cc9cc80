"""How heavy a case counts, and why: for team leader and case manager, never for the client (R-131)."""

from dataclasses import dataclass
from datetime import datetime

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.audit.queries import acts_in
from rondom.cases import policies
from rondom.cases.models import Case
from rondom.organizations import queries as organizations

SET_WEIGHT = "case.set_weight"


@dataclass(frozen=True)
class WeightStep:
    """One decision of a leader: what the case counts as since then, and why."""

    weight: int
    reason: str
    at: datetime
    by: str


def weight_reason(weight: int, why: str) -> str:
    """What the log keeps of a decision."""
    return f"{weight}: {why}"[:200]


def weights_of(actor: Actor, case: Case, *, at: datetime) -> list[WeightStep]:
    """Every decision about the weight, the newest first; none for who does not steer the case."""
    if not policies.may_steer(actor, case):
        return []
    with acting_as(system_actor("caseload"), at=at):
        rows = acts_in(case.space, SET_WEIGHT, object_id=case.pk)
    names = organizations.professionals_named([row.actor_id for row in rows])
    return [
        WeightStep(int(weight), why, row.at, names[row.actor_id].name if row.actor_id in names else "")
        for row in rows
        for weight, _, why in [row.reason.partition(": ")]
    ]
