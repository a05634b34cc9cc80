"""A form sent twice has one effect: its hidden key is remembered with the outcome."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from rondom.access.actor import Actor
from rondom.dispatch.models import SubmittedForm


def once(*, actor: Actor, key: UUID, at: datetime) -> str | None:
    """None the first time this key is used by this actor, afterwards the outcome remembered for it.

    Takes a lock on the key until the transaction ends: of two at the same moment one waits and then
    finds the outcome of the other. When the transaction fails, the key is free again.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 61))", [str(key)])
    row, new = SubmittedForm.objects.get_or_create(
        key=key, defaults={"actor_id": actor.id, "submitted_at": at}
    )
    return None if new else row.outcome


def remember(*, key: UUID, outcome: str) -> None:
    """Store where the first submission led to (a path of this site), for the second one."""
    SubmittedForm.objects.filter(key=key).update(outcome=outcome[:300])


def is_remembered(*, key: UUID) -> bool:
    """Whether this key was used."""
    return SubmittedForm.objects.filter(key=key).exists()


def has_counted(*, key: UUID) -> bool:
    """Whether this key was used and its submission was done, not refused."""
    return SubmittedForm.objects.filter(key=key).exclude(outcome="").exists()
