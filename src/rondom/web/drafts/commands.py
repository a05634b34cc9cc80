"""Keeping and removing drafts.

These are no `@command`s and leave no row in the log: a draft is the author's own scratch paper, saved
every few seconds and seen by nobody else; the act itself is logged when the form is sent.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import uuid4

from django.conf import settings
from django.db import connection

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.web.drafts.models import Draft, KeptForm
from rondom.web.drafts.queries import TABLE, KeptDraft, opened, page_key
from rondom.web.drafts.refusals import DraftTooLarge, DraftUnknown
from rondom.web.drafts.typed import Fields, covered, open_sealed, same, seal

DAYS = 30
MOST = 200
"""Drafts per author: far above honest use, below a flood."""
KEEP_MINUTES = 30
KEPT_TABLE = "web_keptform"
VERSION = "draft_version"
SYSTEM = system_actor("drafts")


@dataclass(frozen=True)
class Saved:
    """What became of a save. `two`: another tab had saved since; both texts are kept."""

    version: int
    saved_at: datetime
    two: bool


def save_draft(
    *,
    actor: Actor,
    key: str,
    fields: Fields,
    at: datetime,
    known_version: int | None = None,
    page: str = "",
    form_version: int = 1,
) -> Saved:
    """Keep what the actor typed so far, for 30 days from the last save (R-061).

    `known_version` is the version that the page had seen. When another tab saved since then and the
    words differ, these words are kept beside the other ones. Raises DraftTooLarge.
    """
    _one_at_a_time(actor, key)
    row = Draft.objects.select_for_update().filter(owner_id=actor.id, key=key).first()
    if row is not None and row.expires_at <= at:
        row.delete()
        row = None
    if row is None:
        return _first(actor, key, fields, at=at, page=page, form_version=form_version)
    row.expires_at = at + timedelta(days=DAYS)
    current = open_sealed(table=TABLE, row_id=row.id, part="sealed", sealed=bytes(row.sealed))
    if known_version != row.version and not same(current, fields):
        row.other_sealed = seal(table=TABLE, row_id=row.id, part="other_sealed", fields=fields)
        row.other_saved_at = at
        row.save(update_fields=["other_sealed", "other_saved_at", "expires_at"])
        return Saved(row.version, at, two=True)
    row.sealed = seal(table=TABLE, row_id=row.id, part="sealed", fields=fields)
    row.version += 1
    row.saved_at, row.page, row.form_version = at, page or row.page, form_version
    row.save(update_fields=["sealed", "version", "saved_at", "page", "form_version", "expires_at"])
    return Saved(row.version, at, two=False)


def choose_text(*, actor: Actor, key: str, other: bool, at: datetime) -> KeptDraft:
    """Of two texts go on with one; the one not chosen is dropped. Raises DraftUnknown."""
    row = Draft.objects.select_for_update().filter(owner_id=actor.id, key=key, expires_at__gt=at).first()
    if row is None:
        raise DraftUnknown
    if other and row.other_sealed:
        words = open_sealed(table=TABLE, row_id=row.id, part="other_sealed", sealed=bytes(row.other_sealed))
        row.sealed = seal(table=TABLE, row_id=row.id, part="sealed", fields=words)
        row.saved_at = row.other_saved_at or at
    row.other_sealed, row.other_saved_at = b"", None
    row.version += 1
    row.save()
    return opened(row)


def discard_draft(*, actor: Actor, key: str) -> None:
    """Throw a draft away; one that is gone already is no fault."""
    Draft.objects.filter(owner_id=actor.id, key=key).delete()


def settle_draft(*, actor: Actor, key: str, sent: Fields, known_version: int | None = None) -> bool:
    """After sending: forget the draft that was sent, and keep what another tab wrote besides (R-061).

    `known_version` is the draft that the sent form had seen. Answers whether words are kept.
    """
    row = Draft.objects.select_for_update().filter(owner_id=actor.id, key=key).first()
    if row is None:
        return False
    first, second = (
        open_sealed(table=TABLE, row_id=row.id, part=part, sealed=bytes(sealed)) if sealed else {}
        for part, sealed in (("sealed", row.sealed), ("other_sealed", row.other_sealed))
    )
    mine = known_version == row.version or covered(first, sent)
    second = {} if covered(second, sent) else second
    if mine and not second:
        row.delete()
        return False
    if mine:
        row.sealed = seal(table=TABLE, row_id=row.id, part="sealed", fields=second)
        row.saved_at = row.other_saved_at or row.saved_at
    if mine or not second:
        row.other_sealed, row.other_saved_at = b"", None
    row.version += 1
    row.save()
    return True


def forget_page(*, actor: Actor, page: str, sent: Fields) -> None:
    """Forget what was kept under a page for a form without a key, if that was the form that was sent."""
    row = Draft.objects.filter(owner_id=actor.id, key=page_key(page)).first()
    if row is not None and set(opened(row).fields) <= set(sent):
        row.delete()


def keep_form(
    *, owner_mark: str, key: str, page: str, fields: Fields, at: datetime, known_version: int | None = None
) -> str:
    """Keep a form that came in after the sign-in had expired; answers the nonce for a cookie.

    `owner_mark` says who was signed in there last (`mark_of`), `known_version` which draft the form had
    seen. Raises DraftTooLarge.
    """
    if known_version is not None:
        fields = {**fields, VERSION: [str(known_version)]}
    nonce, row_id = secrets.token_urlsafe(32), uuid4()
    KeptForm(
        id=row_id,
        nonce_digest=sha256(nonce.encode()).digest(),
        owner_digest=bytes.fromhex(owner_mark),
        key=key,
        page=page[:300],
        sealed=seal(table=KEPT_TABLE, row_id=row_id, part="sealed", fields=fields),
        kept_at=at,
        expires_at=at + timedelta(minutes=KEEP_MINUTES),
    ).save(force_insert=True)
    return nonce


def claim_kept_form(*, actor: Actor, nonce: str, at: datetime) -> KeptDraft | None:
    """After signing in again: the kept form becomes a draft of its author, once.

    None when it expired, was claimed already, or belongs to somebody else.
    """
    with acting_as(SYSTEM, at=at):
        row = (
            KeptForm.objects.select_for_update()
            .filter(
                nonce_digest=sha256(nonce.encode()).digest(),
                owner_digest=bytes.fromhex(mark_of(actor)),
                expires_at__gt=at,
            )
            .first()
        )
        if row is None:
            return None
        fields = open_sealed(table=KEPT_TABLE, row_id=row.id, part="sealed", sealed=bytes(row.sealed))
        KeptForm.objects.filter(pk=row.pk).delete()
    known = fields.pop(VERSION, None)
    version = int(known[0]) if known else None
    save_draft(actor=actor, key=row.key, fields=fields, at=at, page=row.page, known_version=version)
    draft = Draft.objects.get(owner_id=actor.id, key=row.key)
    return opened(draft)


def mark_of(actor: Actor) -> str:
    """A keyed digest that says who somebody is to us and to nobody else (for a cookie), hexadecimal."""
    return hmac.new(settings.SECRET_KEY.encode(), b"draft owner " + actor.id.bytes, sha256).hexdigest()


def remove_expired(*, at: datetime) -> int:
    """Delete drafts and kept forms whose time is over; runs as the system. Answers how many."""
    drafts, _each = Draft.objects.filter(expires_at__lte=at).delete()
    kept, _each = KeptForm.objects.filter(expires_at__lte=at).delete()
    return drafts + kept


def _first(actor: Actor, key: str, fields: Fields, *, at: datetime, page: str, form_version: int) -> Saved:
    if Draft.objects.filter(owner_id=actor.id).count() >= MOST:
        raise DraftTooLarge
    row_id = uuid4()
    Draft.objects.create(
        id=row_id,
        owner_id=actor.id,
        key=key,
        page=page[:300],
        form_version=form_version,
        sealed=seal(table=TABLE, row_id=row_id, part="sealed", fields=fields),
        saved_at=at,
        expires_at=at + timedelta(days=DAYS),
    )
    return Saved(1, at, two=False)


def _one_at_a_time(actor: Actor, key: str) -> None:
    """Two tabs that save the same new draft at once: one waits for the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 62))", [f"{actor.id}/{key}"])
