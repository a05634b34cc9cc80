"""Resources at rest are encrypted and bound to their row."""

import json
from typing import Any
from uuid import UUID

from rondom.kernel import crypto
from rondom.kernel.crypto import FieldAddress
from rondom.kernel.keys import keyring


def seal(table: str, row_id: UUID, field: str, body: object) -> bytes:
    """A JSON value encrypted for this place."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return crypto.encrypt(keyring(), FieldAddress(table, str(row_id), field), text)


def unseal(table: str, row_id: UUID, field: str, sealed: bytes | memoryview) -> Any:
    """The JSON value of this place."""
    return json.loads(crypto.decrypt(keyring(), FieldAddress(table, str(row_id), field), bytes(sealed)))
