"""For tests of the log that really commit: the owner of its tables, beside the site."""

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from tests import databases
from tests.audit.owning import TABLES, as_owner


@pytest.fixture
def owner(empty_database, django_db_blocker):
    """The owner of the tables, beside a site that really commits; the tables are emptied afterwards."""
    url = databases.url_of(settings.DATABASE_OWNER_URL, connection.settings_dict["NAME"])
    with django_db_blocker.unblock(), psycopg.connect(url, autocommit=True) as owner:
        yield owner
        connection.close()
        as_owner(owner, f"TRUNCATE {', '.join(TABLES)} RESTART IDENTITY")
