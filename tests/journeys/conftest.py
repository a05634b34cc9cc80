"""A site on its first morning for every file of journeys; workers have a site and a browser each."""

import pytest

from tests import city_home
from tests.browser import Visitor, chromium, running_site


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes(config, specs):
    """Before the first worker starts: a city for each."""
    city_home.build_for(len(specs))


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
