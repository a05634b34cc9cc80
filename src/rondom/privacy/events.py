"""What happened to the basis of seeing."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class BasisChanged:
    """A consent, a conflict, a shield or a stand-in changed: grants of this space are out of date."""

    space: int


@dataclass(frozen=True)
class ConsentWithdrawn:
    """A person withdrew a consent; the party is told that it ended, never why."""

    consent_id: UUID


@dataclass(frozen=True)
class EmergencyAccessUsed:
    """Somebody opened a household in an emergency."""

    emergency_access_id: UUID


@dataclass(frozen=True)
class EmergencyAccessTold:
    """It is safe: the client may know that somebody opened the household in an emergency (R-045)."""

    emergency_access_id: UUID


@dataclass(frozen=True)
class SharedWithPerson:
    """Something was shared with one person, who is told that there is news."""

    item_id: UUID


@dataclass(frozen=True)
class ConsentAsked:
    """Somebody has a permission to decide about."""

    consent_id: UUID


@dataclass(frozen=True)
class AgeReached:
    """A child reached an age at which others decide: permissions are asked anew (R-044)."""

    person_id: UUID
    space: int


@dataclass(frozen=True)
class GuardianAsked:
    """Somebody with authority who holds nothing of the household is asked about a child (R-044)."""

    request_id: UUID


@dataclass(frozen=True)
class GuardianLeftOut:
    """The case manager goes on without one guardian; the privacy officer looks at the reason (R-044)."""

    consent_id: UUID


@dataclass(frozen=True)
class ConsentDisputed:
    """Two people with authority do not agree; nothing is shared meanwhile (R-044)."""

    consent_id: UUID


@dataclass(frozen=True)
class LogDamaged:
    """The log does not verify: something in it was changed, removed or cut (R-211)."""

    event_id: int
    """The row that does not verify; 0 when no row is left to name."""


@dataclass(frozen=True)
class MassViewingSeen:
    """Somebody opened far more households in a day than is usual for the same person (R-211)."""

    actor_id: UUID
