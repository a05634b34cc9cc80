"""A file that nobody reads or changes without the key: AES-256-GCM in pieces.

Each piece has its own number and the last one says that it is the last (the STREAM construction),
so pieces can not be changed, swapped, repeated or cut off. The key is stretched with scrypt, so
that a passphrase can be used; a random one is better.
"""

import os
import struct
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"RONDOM-SEALED-1\n"
PIECE = 1 << 20
TAG = 16
_SALT, _PREFIX = 16, 7


class SealBroken(Exception):  # noqa: N818 - named by what happened
    """Another key, or the file was changed or cut off."""


def _key(secret: str, salt: bytes) -> AESGCM:
    return AESGCM(Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(secret.encode()))


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + struct.pack(">IB", number, last)


def write(target: BinaryIO, pieces: Iterable[bytes], secret: str) -> None:
    """Seal `pieces` (of any size) into `target`."""
    salt, prefix = os.urandom(_SALT), os.urandom(_PREFIX)
    box = _key(secret, salt)
    target.write(MAGIC + salt + prefix)
    number, held = 0, b""
    for piece in pieces:
        held += piece
        # One byte more than a piece must wait, because the last piece is marked as such.
        while len(held) > PIECE:
            target.write(box.encrypt(_nonce(prefix, number, last=False), held[:PIECE], MAGIC))
            held, number = held[PIECE:], number + 1
    target.write(box.encrypt(_nonce(prefix, number, last=True), held, MAGIC))


def read(source: BinaryIO, secret: str) -> Iterator[bytes]:
    """The pieces again, each verified before it is given. Raises SealBroken.

    Only when the iterator ends by itself is the file whole: read to the end before acting.
    """
    head = source.read(len(MAGIC) + _SALT + _PREFIX)
    if len(head) < len(MAGIC) + _SALT + _PREFIX or not head.startswith(MAGIC):
        raise SealBroken("not a sealed file")
    salt, prefix = head[len(MAGIC) : len(MAGIC) + _SALT], head[-_PREFIX:]
    box = _key(secret, salt)
    number, piece = 0, source.read(PIECE + TAG)
    while True:
        following = source.read(PIECE + TAG)
        try:
            yield box.decrypt(_nonce(prefix, number, last=not following), piece, MAGIC)
        except (InvalidTag, ValueError):
            raise SealBroken("another key, or a changed file") from None
        if not following:
            return
        number, piece = number + 1, following
