"""The states of a referral beside those of a FHIR Task, and who may move a Task where.

SDOHCC leaves the moves to implementers; the table follows the Dutch shared care planning profile
without `received` and `ready`, which SDOHCC does not allow. What FHIR has no status for goes into
`businessStatus`, in a small code system of our own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from .profile import REFERRAL_STATUSES

STEP_SYSTEM: Final = "urn:rondom:fhir:referral-step"
"""Our own code system for Task.businessStatus: one code per internal state."""

ON_HOLD: Final = "on-hold"
"""Task.status while the clock stands still; no state of its own, because work goes on where it was."""

Side = Literal["requester", "owner"]


@dataclass(frozen=True, slots=True)
class Projection:
    """How one internal state looks outside."""

    status: str
    display: str
    service_request: str = "active"
    default_reason: str = ""


PROJECTIONS: Final[Mapping[str, Projection]] = {
    "sent": Projection("requested", "Sent, not yet seen"),
    "received": Projection("requested", "Received, waiting for an answer"),
    "accepted": Projection("accepted", "Accepted"),
    "declined": Projection("rejected", "Declined", default_reason="Declined by the receiver."),
    "contacted": Projection("in-progress", "First contact made with the client"),
    "under_way": Projection("in-progress", "Help is under way"),
    "closed": Projection("completed", "Closed with feedback", "completed"),
    "cancelled": Projection("cancelled", "Cancelled", "revoked", "Cancelled by the sender."),
}
"""Per internal state of a referral what the partner sees."""

CLOSED_WITHOUT_RESULT: Final = Projection(
    "failed", "Closed without result", "active", "Closed without the result that was asked for."
)

ENDED: Final = frozenset({"completed", "failed", "rejected", "cancelled"})
"""Task statuses after which nothing happens: a new question is a new Task."""

Intake = Literal["new", "finished", "refused"]

INTAKE: Final[Mapping[str, tuple[Intake, str]]] = {
    "requested": ("new", "sent"),
    "accepted": ("new", "sent"),
    "in-progress": ("new", "sent"),
    "on-hold": ("new", "sent"),
    "completed": ("finished", "closed"),
    "rejected": ("finished", "declined"),
    "cancelled": ("finished", "cancelled"),
    "failed": ("finished", "closed"),
    "draft": ("refused", ""),
    "entered-in-error": ("refused", ""),
}
"""What becomes of a Task that arrives in some status, and the state it starts in.

A Task that says it is accepted was accepted by somebody else: here it is new, so that nobody
thinks it has been read. A finished one is kept as history and asks nothing of anybody.
"""

_MOVES: Final[tuple[tuple[Side, str, tuple[str, ...]], ...]] = (
    ("owner", "requested", ("accepted", "rejected", "in-progress", "completed", "failed")),
    ("owner", "accepted", ("in-progress", "on-hold", "completed", "cancelled", "failed")),
    ("owner", "in-progress", ("on-hold", "completed", "cancelled", "failed")),
    ("owner", "on-hold", ("in-progress", "completed", "cancelled", "failed")),
    ("requester", "requested", ("cancelled", "entered-in-error")),
    ("requester", "accepted", ("cancelled",)),
    ("requester", "in-progress", ("cancelled",)),
    ("requester", "on-hold", ("cancelled",)),
)

MOVES: Final[frozenset[tuple[str, str, Side]]] = frozenset(
    (before, after, side) for side, before, afters in _MOVES for after in afters
)
"""(from, to, who) for every move of Task.status that a partner may make."""

_ALWAYS_OURS: Final = frozenset({"resourceType", "id", "meta", "lastModified", "text"})

CHANGEABLE: Final[Mapping[Side, frozenset[str]]] = {
    "requester": frozenset({"status", "statusReason", "note"}),
    "owner": frozenset(
        {
            "status",
            "statusReason",
            "businessStatus",
            "executionPeriod",
            "note",
            "relevantHistory",
            "output",
        }
    ),
}
"""The elements of a Task that each side may change."""


def projection_of(state: str, *, fulfilled: bool = True) -> Projection:
    """How an internal state looks outside. `fulfilled` counts only for a closed referral.

    Raises KeyError for a state that is not in the table.
    """
    if state == "closed" and not fulfilled:
        return CLOSED_WITHOUT_RESULT
    return PROJECTIONS[state]


def states_for(statuses: frozenset[str]) -> frozenset[str]:
    """The internal states that show as one of these Task statuses, to search with.

    `failed` is a closed referral without result and `completed` one with; both give `closed`, so
    that the caller still looks at the result.
    """
    found = {state for state, shown in PROJECTIONS.items() if shown.status in statuses}
    return frozenset(found | ({"closed"} if "failed" in statuses else set()))


def business_status(state: str, *, fulfilled: bool = True) -> dict[str, Any]:
    """Task.businessStatus for an internal state."""
    shown = projection_of(state, fulfilled=fulfilled)
    code = state.replace("_", "-") if shown is not CLOSED_WITHOUT_RESULT else "closed-without-result"
    coding = {"system": STEP_SYSTEM, "code": code, "display": shown.display}
    return {"coding": [coding], "text": shown.display}


def may_move(before: str, after: str, side: Side) -> bool:
    """Whether this side may take a Task from one status to another. Staying put is no move."""
    return before == after or (before, after, side) in MOVES


def why_not_move(before: str, after: str, side: Side) -> str:
    """Why a move is refused, in a sentence that names what is possible; empty when it is allowed."""
    if may_move(before, after, side):
        return ""
    if after not in REFERRAL_STATUSES:
        listed = ", ".join(sorted(REFERRAL_STATUSES))
        return f"Task.status must be one of: {listed}."
    possible = sorted(later for early, later, who in MOVES if (early, who) == (before, side))
    if not possible:
        return f"Task.status is {before} and stays so: the {side} cannot change it any more."
    listed = ", ".join(possible)
    return f"The {side} may take Task.status from {before} only to: {listed}."


def forbidden_changes(before: Mapping[str, Any], after: Mapping[str, Any], side: Side) -> tuple[str, ...]:
    """The elements of a Task that differ and that this side may not change, in order of name."""
    free = _ALWAYS_OURS | CHANGEABLE[side]
    keys = before.keys() | after.keys()
    return tuple(
        sorted(key for key in keys if key.removeprefix("_") not in free and before.get(key) != after.get(key))
    )


def internal_state(before: str, status: str) -> str:
    """The internal state that a partner's new Task.status stands for.

    `before` is the state now: work that goes on hold stays in the state it was in. Raises
    KeyError for a status that nobody may set.
    """
    if status in {"on-hold", "requested"}:
        return before
    if status == "in-progress":
        return before if before in {"contacted", "under_way"} else "under_way"
    return {
        "accepted": "accepted",
        "rejected": "declined",
        "cancelled": "cancelled",
        "entered-in-error": "cancelled",
        "completed": "closed",
        "failed": "closed",
    }[status]
