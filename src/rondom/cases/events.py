"""What happened to a case. Keys only."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class CaseOpened:
    """A household has a case, and a case manager."""

    case_id: UUID


@dataclass(frozen=True)
class CaseManagerChanged:
    """Another case manager, perhaps acting: the client is told the same day (R-010, R-012)."""

    case_id: UUID
    assignment_id: UUID


@dataclass(frozen=True)
class InvolvementStarted:
    """A party helps from now on; the case manager is told (R-080)."""

    case_id: UUID
    involvement_id: UUID


@dataclass(frozen=True)
class InvolvementEnded:
    """A party stopped helping."""

    case_id: UUID
    involvement_id: UUID


@dataclass(frozen=True)
class OwnWordsWritten:
    """New own words; when somebody else wrote them down, the person is asked to confirm (R-001)."""

    case_id: UUID
    own_words_id: UUID


@dataclass(frozen=True)
class ReactionWritten:
    """A client reacted to an entry (R-008)."""

    case_id: UUID
    reaction_id: UUID


@dataclass(frozen=True)
class ReactionHeld:
    """A reaction waits for the team leader; its writer is told (R-008)."""

    case_id: UUID
    reaction_id: UUID


@dataclass(frozen=True)
class ReactionReleased:
    """A reaction that was held shows again; the writer is told (R-008)."""

    case_id: UUID
    reaction_id: UUID


@dataclass(frozen=True)
class RequestAsked:
    """A client asked something with a clock; who must answer is told."""

    case_id: UUID
    request_id: UUID


@dataclass(frozen=True)
class RequestAnswered:
    """A request has a written answer; who asked is told."""

    case_id: UUID
    request_id: UUID


@dataclass(frozen=True)
class RequestOverdue:
    """Nobody answered in time; the privacy officer holds it now (R-082)."""

    case_id: UUID
    request_id: UUID


@dataclass(frozen=True)
class AcquaintanceDeclared:
    """An expert by experience said that she or he knows the client privately (R-040)."""

    case_id: UUID
    involvement_id: UUID


@dataclass(frozen=True)
class AcquaintanceDecided:
    """The case manager decided with the client whether the expert helps on (R-040)."""

    case_id: UUID
    involvement_id: UUID


@dataclass(frozen=True)
class DeadlineAlarmed:
    """A threshold before a known date was reached (R-049)."""

    case_id: UUID
    alarm_id: UUID


@dataclass(frozen=True)
class HandoverPlanned:
    """A handover was planned: the client is told before the change (R-012)."""

    case_id: UUID
    handover_id: UUID


@dataclass(frozen=True)
class SupporterChanged:
    """What somebody from the own network may see changed; nobody tells the supporter (R-005)."""

    case_id: UUID
    supporter_id: UUID


@dataclass(frozen=True)
class SearchLocked:
    """Somebody searched in vain too often: privacy officer and team leader are told (R-080)."""

    professional_id: UUID


@dataclass(frozen=True)
class CopyDeletionAsked:
    """Somebody is asked to delete a copy that they printed or saved (R-043)."""

    case_id: UUID
    professional_id: UUID


@dataclass(frozen=True)
class KeptNotesAsked:
    """The next case manager asks a former one for what was kept for named people."""

    case_id: UUID
    holder_id: UUID
