"""Writing the log. Called by every command and by every door that shows something."""

from collections.abc import Iterable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID

from django.db import connection

from rondom.access.actor import Actor
from rondom.audit.models import AuditEvent
from rondom.kernel import crypto
from rondom.kernel.keys import keyring
from rondom.kernel.repeated import send_prepared

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

    `action` is `noun.verb`; `row` names the row of the decision table; `query` is hashed with a key, never
    stored; `confidential` rows are never shown to the subject (source: R-211, NEN 7513).
    """
    where = trace.get() or RequestTrace()
    function = actor.function or actor.name if actor.kind == "system" else actor.function
    row_of_all = AuditEvent(
        at=at,
        action=action,
        verb=_verb(action),
        outcome=outcome,
        reason=str(reason)[:200],
        actor_kind=actor.kind,
        actor_id=actor.id,
        actor_function=str(function)[:120],
        organization_id=actor.organization_id,
        organization_name=actor.organization_name[:200],
        purpose=actor.purpose,
        ground=ground,
        policy_row=row,
        space=space,
        part=part,
        object_type=object_type,
        object_id=object_id,
        query_hash=_traceless(query),
        request_id=where.request_id,
        network_point=where.network_point,
        confidential=confidential,
    )
    _write(row_of_all, list(dict.fromkeys(subjects)) or [None])
    if (counter := written.get(None)) is not None:
        counter[0] += 1


def _traceless(query: str) -> str:
    """By which the same search is known again, and from which nobody without our key finds the words.

    Not a plain hash: a person's number has few enough possibilities to try them all in a minute.
    """
    return crypto.blind_index(keyring(), "audit query", query).hex() if query else ""


def _write(event: AuditEvent, subjects: Sequence[UUID | None]) -> None:
    # A list of cases is a row for each of them, on every page: one short statement, whatever their number.
    fields = [f for f in AuditEvent._meta.concrete_fields if f.column not in {"id", "subject_id"}]  # noqa: SLF001 - Django's documented way
    values = [field.get_prep_value(getattr(event, field.attname)) for field in fields]
    send_prepared(_insert(), [*values, subjects])


@cache
def _insert() -> str:
    fields = [f for f in AuditEvent._meta.concrete_fields if f.column not in {"id", "subject_id"}]  # noqa: SLF001
    columns = ", ".join(f'"{field.column}"' for field in fields)
    # Without its length: a cast to varchar(60) would cut off in silence what the column refuses.
    places = ", ".join(f"%s::{str(field.db_type(connection)).partition('(')[0]}" for field in fields)
    return (
        f'INSERT INTO "audit_auditevent" ({columns}, "subject_id") '  # noqa: S608 - columns of our own model
        f"SELECT {places}, subject FROM unnest(%s::uuid[]) AS subject"
    )


def _verb(action: str) -> str:
    verb = action.rsplit(".", 1)[-1].split("_", maxsplit=1)[0]
    if verb in _VERBS:
        return _VERBS[verb]
    if verb in {"add", "open", "create", "start", "send", "write", "plan", "give", "ask", "name"}:
        return "C"
    return "D" if verb in {"remove", "delete", "withdraw", "revoke"} else "U"
