"""A site on its first morning for every file of journeys, and one browser for all."""

import pytest

from tests.browser import Visitor, chromium, running_site


@pytest.fixture(scope="module")
def site():
    with running_site() as running:
        yield running


@pytest.fixture(scope="session")
def browser():
    with chromium() as running:
        yield running


@pytest.fixture
def visit(browser, site):
    """Open a screen for a persona: `visit("client", width=390)`. Closed after the test."""
    opened: list[Visitor] = []

    def open_screen(slug: str = "", **how) -> Visitor:
        visitor = Visitor(browser, site, slug, **how)
        opened.append(visitor)
        return visitor

    yield open_screen
    for visitor in opened:
        visitor.close()
