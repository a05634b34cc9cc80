"""A real PostgreSQL for every test, reached as the site's own role: never the owner, never a superuser.

Each worker has two databases: an empty one, and one in which the Haddad household of the story stands
already (`tests/cases/world.py`). A test that asks for the fixture `world` runs in the second; every
test runs in a transaction that is rolled back.
"""

import gc
import os
from datetime import UTC, datetime

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from django.template.base import Template
from django.test.utils import _TestState
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

from tests import databases

# A slow machine is no fault, and a run on one commit finds the same faults as the next.
hypothesis.register_profile(
    "rondom", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis.load_profile("rondom")

MONDAY = datetime(2026, 9, 7, 8, 0, tzinfo=UTC)
_names: dict[str, str] = {}
_stories: dict[str, object] = {}


def pytest_collection_finish():
    """What is loaded by now stays: Python need not look through it for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def _render_as_on_the_site(django_test_environment):
    """Without the copy of every template's context that Django keeps for tests; none of ours looks at it."""
    Template._render = _TestState.saved_data.template_render


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker, worker_id):
    """Clone the migrated template twice for this worker, and tell the story in the second."""
    _names["empty"] = databases.clone(f"test_{worker_id}_{os.getpid()}")
    _names["story"] = databases.clone(f"story_{worker_id}_{os.getpid()}")
    with django_db_blocker.unblock():
        databases.use(_names["story"])
        try:
            _stories["world"] = databases.tell_story(MONDAY)
        except Exception as fault:  # noqa: BLE001 - shown by the tests that need the story, not by all
            _stories["fault"] = fault
        databases.use(_names["empty"])
    yield
    connections["default"].close()
    for name in _names.values():
        databases.drop(name)


@pytest.fixture(scope="class", autouse=True)
def _which_database(request):
    """Choose the database before pytest-django opens its transaction (hence the wider scope)."""
    names = getattr(request.node, "fixturenames", ())
    if "world" in names or request.node.get_closest_marker("django_db") or "db" in names:
        request.getfixturevalue("django_db_setup")
        databases.use(_names["story" if "world" in names else "empty"])


@pytest.fixture(autouse=True)
def _first_language():
    """Every test begins in the site's first language, whatever the test before it spoke."""
    translation.deactivate()
    yield
    translation.deactivate()


@pytest.fixture
def world(db):
    """The Haddad household on the Monday of `at`, built once per worker."""
    if "fault" in _stories:
        raise _stories["fault"]
    from rondom.organizations import queries as organizations

    organizations.forget_settings()
    return _stories["world"]


@pytest.fixture
def empty_database(django_db_setup):
    """The empty database for a test that really commits, whichever one the test before it used."""
    databases.use(_names["empty"])


@pytest.fixture
def at() -> datetime:
    """The moment at which a test takes place: a Monday morning."""
    return MONDAY


@pytest.fixture
def owner_connection(db):
    """A connection as the owner of the tables, to the same database (for what the site may not do)."""
    url = databases.url_of(settings.DATABASE_OWNER_URL, connections["default"].settings_dict["NAME"])
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection
