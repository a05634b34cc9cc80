"""Writing the log. Called by every command and by every door that shows something."""

import hashlib
from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rondom.access.actor import Actor
from rondom.audit.models import AuditEvent

NO_SUBJECT: tuple[UUID | None, ...] = (None,)
_VERBS = {"view": "R", "search": "R", "list": "R", "read": "R", "reveal": "R", "print": "E", "export": "E"}


@dataclass(frozen=True)
class RequestTrace:
    """Where a request came from; the doors set it, the log copies it."""

    request_id: UUID | None = None
    network_point: str = ""


trace: ContextVar[RequestTrace | None] = ContextVar("rondom_trace", default=None)
written: ContextVar[list[int]] = ContextVar("rondom_audit_written")


def record(
    *,
    actor: Actor,
    action: str,
    at: datetime,
    space: int | None = None,
    subjects: Iterable[UUID] = (),
    part: str = "",
    object_type: str = "",
    object_id: UUID | None = None,
    row: str = "",
    ground: str = "",
    outcome: str = "success",
    reason: str = "",
    query: str = "",
    confidential: bool = False,
) -> None:
    """Write one row per data subject (one row without subject when there is none).

    `action` is `noun.verb`; `row` names the row of the decision table; `query` is hashed, never
    stored; `confidential` rows are never shown to the subject (source: R-211, NEN 7513).
    """
    where = trace.get() or RequestTrace()
    AuditEvent.objects.bulk_create(
        AuditEvent(
            at=at,
            action=action,
            verb=_verb(action),
            outcome=outcome,
            reason=reason[:200],
            actor_kind=actor.kind,
            actor_id=actor.id,
            actor_function=str(actor.function or actor.name if actor.kind == "system" else actor.function)[
                :120
            ],
            organization_id=actor.organization_id,
            organization_name=actor.organization_name[:200],
            purpose=actor.purpose,
            ground=ground,
            policy_row=row,
            subject_id=subject,
            space=space,
            part=part,
            object_type=object_type,
            object_id=object_id,
            query_hash=hashlib.sha256(query.encode()).hexdigest() if query else "",
            request_id=where.request_id,
            network_point=where.network_point,
            confidential=confidential,
        )
        for subject in (tuple(dict.fromkeys(subjects)) or NO_SUBJECT)
    )
    if (counter := written.get(None)) is not None:
        counter[0] += 1


def _verb(action: str) -> str:
    verb = action.rsplit(".", 1)[-1].split("_", maxsplit=1)[0]
    if verb in _VERBS:
        return _VERBS[verb]
    if verb in {"add", "open", "create", "start", "send", "write", "plan", "give", "ask", "name"}:
        return "C"
    return "D" if verb in {"remove", "delete", "withdraw", "revoke"} else "U"
