"""What is shared with one person, as the database lets somebody see it."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from rondom.access.actor import Actor
from rondom.access.decision import Decision
from rondom.privacy import policies
from rondom.privacy.models import SharedItem
from rondom.privacy.vocabulary import SharedKind


def shared_with(person_id: UUID, *, at: datetime) -> QuerySet[SharedItem]:
    """What this person may see of what was shared with them: not ended, not over."""
    return (
        SharedItem.objects.filter(person_id=person_id, ended_at=None)
        .filter(Q(until=None) | Q(until__gt=at))
        .select_related("subject")
        .order_by("starts_at", "-shared_at")
    )


def shared_appointments(person_id: UUID, *, at: datetime) -> QuerySet[SharedItem]:
    """Appointments that are still to come, the nearest first."""
    return shared_with(person_id, at=at).filter(kind=SharedKind.APPOINTMENT, starts_at__gte=at)


def shared_item(item_id: UUID) -> SharedItem | None:
    """One shared item, when the reader may see it."""
    return SharedItem.objects.filter(pk=item_id, ended_at=None).select_related("subject", "person").first()


def shared_in_space(space: int) -> QuerySet[SharedItem]:
    """Everything that is shared from this household now and that the reader may see."""
    rows = SharedItem.objects.filter(space=space, ended_at=None).select_related("person", "subject")
    return rows.order_by("person_id", "-shared_at")


def shared_person(item_id: UUID) -> UUID | None:
    """With whom an item is shared. Read as the system."""
    return SharedItem.objects.filter(pk=item_id, ended_at=None).values_list("person_id", flat=True).first()


def may_share(actor: Actor, space: int, *, at: datetime) -> Decision:
    """Whether the actor shares something with one person around this household (P4, P8)."""
    return policies.may_share(actor, space, at)


def may_end_access(actor: Actor, space: int, *, at: datetime) -> Decision:
    """Whether the actor uses safety mode in this household (P4, P6, P12)."""
    return policies.may_end_access(actor, space, at)
