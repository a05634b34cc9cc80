"""What happened to a referral. Keys only, so that no notice can carry content."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class ReferralSent:
    """A referral lies on a desk."""

    referral_id: UUID


@dataclass(frozen=True)
class ReferralStepTaken:
    """A state was reached; `shared` says whether the sender may see it."""

    referral_id: UUID
    step_id: UUID
    shared: bool


@dataclass(frozen=True)
class ReferralReported:
    """A word in between or a result was written; `shared` says whether the sender may read it."""

    referral_id: UUID
    report_id: UUID
    shared: bool


@dataclass(frozen=True)
class ReferralOverdue:
    """A step is late: level 1 tells the receiver, 2 the team leader, 3 puts it in both open loops."""

    referral_id: UUID
    level: int


@dataclass(frozen=True)
class ReferralPaused:
    """The clock stands still, or runs again; `shared` says whether the sender may see it."""

    referral_id: UUID
    shared: bool


@dataclass(frozen=True)
class ReferralStuck:
    """Somebody tried to pass a referral on for the third time (R-064)."""

    referral_id: UUID


@dataclass(frozen=True)
class ReferralInCase:
    """A referral became part of a household's file; `person_id` is the client."""

    referral_id: UUID
    person_id: UUID
