"""What happened to the plan: ids only, so that no notice can carry content."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class PlanChanged:
    """A line was added, changed or moved on; told to who may read `scope`, not to `by_id`."""

    plan_id: UUID
    scope: int
    by_id: UUID


@dataclass(frozen=True)
class PlanPublished:
    """A version was frozen: each party is asked what they think of their own lines."""

    plan_id: UUID
    version_id: UUID


@dataclass(frozen=True)
class ActionAssigned:
    """Somebody got an action."""

    action_id: UUID
    owner_id: UUID


@dataclass(frozen=True)
class StanceWitnessed:
    """Somebody confirmed on paper or by telephone for this person, who can still object (R-018)."""

    stance_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class StanceReminderDue:
    """A party has been silent since the version was published."""

    plan_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class ActionOverdue:
    """The date of an action passed."""

    action_id: UUID
    owner_id: UUID


@dataclass(frozen=True)
class BottleneckRaised:
    """Something is stuck; the party concerned gets time to react first (R-021)."""

    bottleneck_id: UUID


@dataclass(frozen=True)
class ClosingAsked:
    """A closing without client contact waits for the team leader (R-024)."""

    closing_id: UUID


@dataclass(frozen=True)
class JoinAnswered:
    """The case manager looked at somebody's question to take part (R-015)."""

    alert_id: UUID


@dataclass(frozen=True)
class PlanClosed:
    """The file closed with the client's last word."""

    closing_id: UUID
