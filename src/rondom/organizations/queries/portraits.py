"""Photos of who works here, to show beside a name (R-034)."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from rondom.organizations.models import Portrait


def portraits(professional_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Professional -> key of the photo, in one query; who has none is missing and gets initials."""
    rows = Portrait.objects.filter(professional_id__in=set(professional_ids))
    return dict(rows.values_list("professional_id", "id"))


def portrait_jpeg(portrait_id: UUID) -> bytes | None:
    """The picture itself; None when it was taken away or replaced."""
    found = Portrait.objects.filter(pk=portrait_id).values_list("jpeg", flat=True).first()
    return bytes(found) if found is not None else None
