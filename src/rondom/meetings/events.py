"""What happened to a meeting: ids only, so that no notice can carry content."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class MeetingAsked:
    """The client asked for a meeting; the case manager plans it or says why not."""

    meeting_id: UUID


@dataclass(frozen=True)
class MeetingPlanned:
    """A time was fixed or moved: everybody invited gets a calendar file."""

    meeting_id: UUID


@dataclass(frozen=True)
class ParticipantInvited:
    """One more person was invited (and admitted)."""

    meeting_id: UUID
    participant_id: UUID


@dataclass(frozen=True)
class AdmissionAsked:
    """Somebody was added later: the client is asked."""

    meeting_id: UUID
    participant_id: UUID


@dataclass(frozen=True)
class ParticipantLeftOut:
    """Somebody is no longer invited: the calendar entry goes."""

    meeting_id: UUID
    participant_id: UUID


@dataclass(frozen=True)
class MeetingCancelled:
    """It does not take place."""

    meeting_id: UUID


@dataclass(frozen=True)
class MeetingRefused:
    """The client's request was not followed, with a reason on her own page."""

    meeting_id: UUID


@dataclass(frozen=True)
class MeetingHeld:
    """It is over: the summary stands ready for everybody, the pulse for the client."""

    meeting_id: UUID


@dataclass(frozen=True)
class HeldWithoutClient:
    """The client was not there and is told date, participants and outcome (R-033)."""

    meeting_id: UUID


@dataclass(frozen=True)
class StanceToConfirm:
    """A stance was noted for the client, who was not there (R-031)."""

    meeting_id: UUID


@dataclass(frozen=True)
class GuestPointProposed:
    """A guest would like to talk about something: who leads the meeting decides with the client."""

    meeting_id: UUID


@dataclass(frozen=True)
class GuestPointAnswer:
    """A guest's point stands on the agenda, or was left out."""

    meeting_id: UUID
    participant_id: UUID


@dataclass(frozen=True)
class ToldOnBehalf:
    """Somebody typed words of the client that came by telephone or on paper; the client looks them over."""

    meeting_id: UUID


@dataclass(frozen=True)
class AcquaintanceAtTable:
    """An invited expert by experience said that she or he knows the client privately (R-040)."""

    meeting_id: UUID
    participant_id: UUID


@dataclass(frozen=True)
class AcquaintanceSettled:
    """The case manager decided with the client whether the expert comes (R-040)."""

    meeting_id: UUID
    participant_id: UUID
