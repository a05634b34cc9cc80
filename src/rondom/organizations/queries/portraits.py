"""Photos of who works here, to show beside a name (R-034)."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from rondom.kernel import crypto
from rondom.kernel.crypto import FieldAddress
from rondom.kernel.keys import keyring
from rondom.organizations.models import Portrait


def portraits(professional_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Professional -> key of the photo, in one query; who has none is missing and gets initials."""
    rows = Portrait.objects.filter(professional_id__in=set(professional_ids))
    return dict(rows.values_list("professional_id", "id"))


def portrait_jpeg(portrait_id: UUID) -> bytes | None:
    """The picture itself; None when it was taken away or replaced. Raises CryptoFault without its key."""
    sealed = Portrait.objects.filter(pk=portrait_id).values_list("sealed", flat=True).first()
    if sealed is None:
        return None
    return crypto.decrypt_bytes(keyring(), portrait_address(portrait_id), bytes(sealed))


def portrait_address(portrait_id: UUID) -> FieldAddress:
    """Where a picture is encrypted: it opens in this row and nowhere else."""
    return FieldAddress("organizations_portrait", str(portrait_id), "sealed")
