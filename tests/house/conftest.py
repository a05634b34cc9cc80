"""The demo city for the house tests: one copy per worker, chosen by asking for `demo_city`."""

import os

import pytest
from django.db import connections

from tests import databases, demo_database


@pytest.fixture(scope="session")
def demo_city_name(django_db_setup, worker_id):
    name = demo_database.clone(f"city_{worker_id}_{os.getpid()}")
    yield name
    connections["default"].close()
    databases.drop(name)


@pytest.fixture(scope="class")
def demo_city(demo_city_name, _which_database, django_db_blocker):
    """Use the demo city's database, chosen before pytest-django opens its transaction."""
    with django_db_blocker.unblock():
        databases.use(demo_city_name)
    return demo_city_name
