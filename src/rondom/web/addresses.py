"""Addresses of many things of one kind, for the lines of a list."""

from functools import lru_cache
from uuid import UUID

from django.urls import reverse

ANY = UUID(int=0)


def address(name: str, key: UUID) -> str:
    """The page of this name about the thing with this key, as `reverse` has it. Raises NoReverseMatch.

    `reverse` looks through every address of the site; a page with sixty lines asks it once per kind.
    """
    return _pattern(name).replace(str(ANY), str(key))


@lru_cache(maxsize=200)
def _pattern(name: str) -> str:
    return reverse(name, args=[ANY])
