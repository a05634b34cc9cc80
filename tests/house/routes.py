"""Every address of the site, and how to fill the places in it with things of the story."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

# Read now, outside demo mode: the demo's own addresses exist in demo mode only.
from config import urls as _urls  # noqa: F401

PLACE = re.compile(r"<(?:(\w+):)?(\w+)>")
# Not ours to decide: the framework's own pages are tested by their makers, static files hold no facts.
FOREIGN = ("account_", "mfa_", "socialaccount_", "openid_connect_", "usersessions_", "set_language")


@dataclass(frozen=True)
class Route:
    """One address: its name and its pattern."""

    name: str
    pattern: str

    def path(self, things: dict[str, object]) -> str:
        """The address of one thing; KeyError when the story knows no such thing."""

        def filled(found: re.Match[str]) -> str:
            own = f"{self.name}.{found[2]}"
            return str(things[own] if own in things else things[found[2]])

        return "/" + PLACE.sub(filled, self.pattern)


def routes() -> Iterator[Route]:
    """Every named address, and every unnamed one under its own pattern."""
    yield from _walk(get_resolver().url_patterns, "", "")


def _walk(patterns: list, before: str, space: str) -> Iterator[Route]:
    for one in patterns:
        pattern = before + str(one.pattern).lstrip("^").rstrip("$")
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from _walk(one.url_patterns, pattern, inner)
        elif isinstance(one, URLPattern):
            yield Route(f"{space}{one.name}" if one.name else pattern, pattern)


def ours() -> list[Route]:
    return [route for route in routes() if not route.name.startswith(FOREIGN)]
