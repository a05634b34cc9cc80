"""One site for the whole run, also when several workers look at it; one browser for each worker."""

import shutil
from contextlib import ExitStack

import pytest

from tests.browser import Site, Visitor, chromium, running_site
from tests.city_home import FIRST

STARTED = pytest.StashKey[tuple[ExitStack, Site]]()
LOOKED_AT = FIRST / "looked-at"


def _started(config) -> Site:
    if STARTED not in config.stash:
        stack = ExitStack()
        config.stash[STARTED] = (stack, stack.enter_context(running_site()))
        shutil.rmtree(LOOKED_AT, ignore_errors=True)
        LOOKED_AT.mkdir()
    return config.stash[STARTED][1]


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node):
    """Before xdist starts a worker: the site is started once, and each worker is told its address."""
    node.workerinput["site"] = _started(node.config).url


def pytest_unconfigure(config):
    if STARTED in config.stash:
        config.stash[STARTED][0].close()


@pytest.fixture(scope="session")
def site(request):
    told = getattr(request.config, "workerinput", None)
    return Site(told["site"], [], {}) if told else _started(request.config)


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


@pytest.fixture
def first_to_look(site):
    """Whether nobody in this run, in whichever worker, has looked at this kind of page before."""

    def first(kind: str) -> bool:
        try:
            (LOOKED_AT / kind.replace("/", "!")).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True

    return first
