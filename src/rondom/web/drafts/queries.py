"""Somebody's own drafts. Row-level security shows nobody else's."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from rondom.access.actor import Actor
from rondom.web.drafts.models import Draft
from rondom.web.drafts.typed import Fields, open_sealed

TABLE = "web_draft"


@dataclass(frozen=True)
class KeptDraft:
    """A draft, opened. `other` is what a second tab wrote; both are kept until the author chooses."""

    key: str
    page: str
    version: int
    form_version: int
    saved_at: datetime
    fields: Fields
    other: Fields = field(default_factory=dict)
    other_saved_at: datetime | None = None

    @property
    def has_two(self) -> bool:
        """Two tabs wrote different words."""
        return bool(self.other)


def draft_of(actor: Actor, key: str, *, at: datetime) -> KeptDraft | None:
    """The actor's own draft under this key, unless it expired."""
    row = Draft.objects.filter(owner_id=actor.id, key=key, expires_at__gt=at).first()
    return opened(row) if row else None


def drafts_of(actor: Actor, *, at: datetime) -> list[KeptDraft]:
    """All drafts of the actor, newest first."""
    rows = Draft.objects.filter(owner_id=actor.id, expires_at__gt=at).order_by("-saved_at")
    return [opened(row) for row in rows[:100]]


def page_key(page: str) -> str:
    """The key for a form that has none of its own: one per page."""
    return "page-" + hashlib.sha256(page.encode()).hexdigest()[:24]


def opened(row: Draft) -> KeptDraft:
    """A row with its words."""
    other = (
        open_sealed(table=TABLE, row_id=row.id, part="other_sealed", sealed=bytes(row.other_sealed))
        if row.other_sealed
        else {}
    )
    return KeptDraft(
        key=row.key,
        page=row.page,
        version=row.version,
        form_version=row.form_version,
        saved_at=row.saved_at,
        fields=open_sealed(table=TABLE, row_id=row.id, part="sealed", sealed=bytes(row.sealed)),
        other=other,
        other_saved_at=row.other_saved_at,
    )
