"""Encryption of single fields (BSN, tokens) and blind indexes to find them again.

One master secret per key id is given by the deployment. From it HKDF derives separate keys, one
per use, so that a leak of one derived key says nothing about the others. A field is encrypted
with AES-256-GCM; the address of the field ("table:row:field") is bound as associated text, so a
ciphertext that is moved to another row or column no longer opens. The key id travels with the
ciphertext: old values stay readable after rotation and `reencrypt` renews them one by one.

The blind index is an HMAC under a key that is never rotated together with the field keys:
rotating it means computing every index again from the decrypted values.
"""

from __future__ import annotations

import hmac
import os
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12  # the length GCM is made for; random nonces are safe far beyond our row counts
FORMAT = 1
_MAX_KEY_ID_BYTES = 64
_FIELD_LABEL = "rondom field encryption v1"
_INDEX_LABEL = "rondom blind index v1"


class CryptoFault(Exception):  # noqa: N818 - our errors are named by what happened
    """A fault of keys or stored ciphertext: for the operator, never shown to a user as such."""


class UnknownKey(CryptoFault):
    """The ciphertext (or the ring's `current`) names a key id that is not in the keyring."""


class CiphertextRefused(CryptoFault):
    """Wrong key, changed bytes, or a ciphertext that belongs to another row or field."""


class BadKey(CryptoFault):
    """A key is not 32 bytes, or a key id is empty or longer than 64 bytes."""


@dataclass(frozen=True)
class FieldAddress:
    """Where a value lives. The ciphertext opens only at this address."""

    table: str
    row: str
    field: str

    def as_bytes(self) -> bytes:
        """The associated text, each part with its length so that no two addresses can coincide."""
        parts = [part.encode() for part in (self.table, str(self.row), self.field)]
        return b"".join(struct.pack(">I", len(part)) + part for part in parts)


@dataclass(frozen=True)
class Keyring:
    """Field keys by id (32 bytes each), the id that encrypts now, and the key of the blind index.

    Raises BadKey, UnknownKey at construction, so that a wrong deployment does not start.
    """

    keys: Mapping[str, bytes] = field(repr=False)
    current: str
    index_key: bytes = field(repr=False)

    def __post_init__(self) -> None:
        for key_id, key in self.keys.items():
            if len(key) != KEY_BYTES or not 0 < len(key_id.encode()) <= _MAX_KEY_ID_BYTES:
                raise BadKey(f"Key {key_id!r} must have {KEY_BYTES} bytes and an id of 1-64 bytes.")
        if len(self.index_key) != KEY_BYTES:
            raise BadKey(f"The index key must have {KEY_BYTES} bytes.")
        if self.current not in self.keys:
            raise UnknownKey(f"The current key {self.current!r} is not in the keyring.")

    @classmethod
    def from_masters(
        cls, masters: Mapping[str, bytes], *, current: str, index_master: bytes | None = None
    ) -> Keyring:
        """Derive a ring from master secrets by key id.

        `index_master` must stay the same when `current` moves on; without it the master of the
        first id is used, so keep that one in the ring (and first) after a rotation.
        """
        if current not in masters:
            raise UnknownKey(f"The current key {current!r} is not among the master secrets.")
        first = next(iter(masters.values()))
        return cls(
            keys={key_id: derive_key(secret, _FIELD_LABEL) for key_id, secret in masters.items()},
            current=current,
            index_key=derive_key(index_master or first, _INDEX_LABEL),
        )


def derive_key(master: bytes, label: str) -> bytes:
    """A 32-byte key for one use, by HKDF-SHA-256. Different labels give unrelated keys.

    The master must have at least 32 random bytes: HKDF does not make a weak password strong.
    """
    if len(master) < KEY_BYTES:
        raise BadKey(f"The master secret must have at least {KEY_BYTES} bytes.")
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=label.encode()).derive(master)


def encrypt(ring: Keyring, address: FieldAddress, value: str) -> bytes:
    """The value, encrypted under the current key: format, key id, nonce, ciphertext with tag."""
    return encrypt_bytes(ring, address, value.encode())


def decrypt(ring: Keyring, address: FieldAddress, sealed: bytes) -> str:
    """The value again. Raises UnknownKey, CiphertextRefused."""
    return decrypt_bytes(ring, address, sealed).decode()


def encrypt_bytes(ring: Keyring, address: FieldAddress, content: bytes) -> bytes:
    """The same for a file. All of it at once: GCM has no answer before the last byte is checked."""
    return _seal(ring.current, ring.keys[ring.current], address, content)


def decrypt_bytes(ring: Keyring, address: FieldAddress, sealed: bytes) -> bytes:
    """The file again. Raises UnknownKey, CiphertextRefused."""
    key_id, header, body = _opened(sealed)
    if key_id not in ring.keys:
        raise UnknownKey(f"The value was encrypted with key {key_id!r}, which is not in the keyring.")
    nonce, ciphertext = body[:NONCE_BYTES], body[NONCE_BYTES:]
    try:
        return AESGCM(ring.keys[key_id]).decrypt(nonce, ciphertext, header + address.as_bytes())
    except (InvalidTag, ValueError):  # ValueError: a nonce or tag that was cut short
        # Without "from": the cause adds nothing and the traceback stays free of key material.
        raise CiphertextRefused("The stored value does not open at this place.") from None


def key_id_of(sealed: bytes) -> str:
    """Which key encrypted this value (to count what a rotation has left). Raises CiphertextRefused."""
    return _opened(sealed)[0]


def reencrypt(ring: Keyring, address: FieldAddress, sealed: bytes) -> bytes:
    """The same value under the current key; unchanged when it already is. Raises like `decrypt`."""
    if key_id_of(sealed) == ring.current:
        return sealed
    return encrypt_bytes(ring, address, decrypt_bytes(ring, address, sealed))


def blind_index(ring: Keyring, kind: str, value: str) -> bytes:
    """32 bytes by which an encrypted value can be found: HMAC-SHA-256 over kind and value.

    The kind ("bsn", "phone") is part of the message, so equal values of two kinds do not match.
    Normalise the value first (for a BSN: `clean_bsn`). Equal values give equal indexes: keep an
    index out of exports and logs, because a BSN has few enough possibilities to try them all
    for whoever holds the key.
    """
    kind_bytes = kind.encode()
    message = struct.pack(">I", len(kind_bytes)) + kind_bytes + value.encode()
    return hmac.new(ring.index_key, message, sha256).digest()


def _seal(key_id: str, key: bytes, address: FieldAddress, content: bytes) -> bytes:
    id_bytes = key_id.encode()
    header = struct.pack(">BB", FORMAT, len(id_bytes)) + id_bytes
    nonce = os.urandom(NONCE_BYTES)
    ciphertext = AESGCM(key).encrypt(nonce, content, header + address.as_bytes())
    return header + nonce + ciphertext


def _opened(sealed: bytes) -> tuple[str, bytes, bytes]:
    """Key id, header bytes, the rest."""
    sealed = bytes(sealed)  # the database driver gives a memoryview
    try:
        form, length = struct.unpack_from(">BB", sealed)
        header = sealed[: 2 + length]
        key_id = header[2:].decode()
    except (struct.error, UnicodeDecodeError):
        raise CiphertextRefused("The stored value is not an encrypted field.") from None
    if form != FORMAT or len(header) != 2 + length:
        raise CiphertextRefused("The stored value is not an encrypted field of this version.")
    return key_id, header, sealed[2 + length :]
