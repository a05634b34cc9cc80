"""The typed words of a form: which fields count, and how they are sealed."""

from __future__ import annotations

import json
from uuid import UUID

from django.http import QueryDict

from rondom.kernel import crypto
from rondom.kernel.crypto import FieldAddress
from rondom.kernel.keys import keyring
from rondom.web.drafts.refusals import DraftTooLarge

LARGEST = 400_000
"""Bytes of one draft, all fields together."""

Fields = dict[str, list[str]]

OWN_FIELDS = frozenset({"csrfmiddlewaretoken", "form_key", "draft_key", "draft_version", "save_draft"})


def typed_fields(post: QueryDict) -> Fields:
    """What somebody typed, without our own hidden fields and without any password. Raises DraftTooLarge."""
    fields = {
        name: [str(value) for value in post.getlist(name)]
        for name in post
        if name not in OWN_FIELDS and "password" not in name.lower()
    }
    if (
        sum(
            len(name) + sum(len(value.encode("utf-8", "replace")) for value in values)
            for name, values in fields.items()
        )
        > LARGEST
    ):
        raise DraftTooLarge
    return fields


def same(one: Fields, other: Fields) -> bool:
    """Whether two drafts say the same; an empty field is no field."""
    return _filled(one) == _filled(other)


def covered(kept: Fields, sent: Fields) -> bool:
    """Whether every kept word stands in what was sent: an earlier state of the same text, or nothing."""
    return all(
        any(value in whole for whole in sent.get(name, []))
        for name, values in _filled(kept).items()
        for value in values
    )


def has_words(fields: Fields) -> bool:
    """Whether there is anything to keep."""
    return bool(_filled(fields))


def seal(*, table: str, row_id: UUID, part: str, fields: Fields) -> bytes:
    """Encrypt the fields for this row and column."""
    text = json.dumps(fields, ensure_ascii=True)
    return crypto.encrypt(keyring(), FieldAddress(table, str(row_id), part), text)


def open_sealed(*, table: str, row_id: UUID, part: str, sealed: bytes) -> Fields:
    """The fields again. Raises CiphertextRefused when the words belong to another row."""
    found: Fields = json.loads(crypto.decrypt(keyring(), FieldAddress(table, str(row_id), part), sealed))
    return found


def _filled(fields: Fields) -> dict[str, list[str]]:
    return {name: kept for name, values in fields.items() if (kept := [value for value in values if value])}
