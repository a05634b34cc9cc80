"""Where mail for somebody may go. Read as the system: who sends need not see the address."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from rondom.access.context import acting_as, system_actor
from rondom.notices.models import ChannelPreference
from rondom.notices.vocabulary import ReceiverKind
from rondom.organizations import queries as organizations
from rondom.people import queries as people

READER = system_actor("notice addresses")


def address_of(receiver_kind: str, receiver_id: UUID, *, at: datetime) -> str:
    """The e-mail address to use, or nothing. Of a resident only one that is safe to contact (R-002)."""
    if receiver_kind == ReceiverKind.PROFESSIONAL:
        found = organizations.professional(receiver_id)
        return found.email if found and not found.has_left else ""
    with acting_as(READER, at=at):
        return people.reachable_at(receiver_id, "email")


def language_of(receiver_id: UUID | None, *, at: datetime) -> str:
    """The language somebody chose for mail; Dutch until they chose."""
    if receiver_id is None:
        return "nl"
    with acting_as(READER, at=at):
        row = ChannelPreference.objects.filter(receiver_id=receiver_id).first()
    return row.language if row else "nl"
