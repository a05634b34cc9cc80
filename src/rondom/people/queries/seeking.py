"""Searching by an exact digest: the only way to see a row of the identifier index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def sought(digest: bytes) -> Iterator[None]:
    """Tell the database which digest is sought; inside, rows with exactly that digest are visible."""
    _tell(digest.hex())
    try:
        yield
    finally:
        if not connection.needs_rollback:
            _tell("")


def _tell(value: str) -> None:
    with connection.cursor() as cursor:
        # Local to the transaction, so that a pooled connection cannot carry it to somebody else.
        cursor.execute("SELECT set_config('app.sought', %s, true)", [value])
