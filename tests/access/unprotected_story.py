"""A pytest plug-in that takes the protection off the database of the story, to see that tests notice."""

import os

import psycopg
import pytest
from django.conf import settings
from psycopg import sql

from tests import databases
from tests.house.without_policies import POLICIES, TABLES


@pytest.fixture(scope="session", autouse=True)
def _unprotected_story(django_db_setup, worker_id):
    url = databases.url_of(settings.DATABASE_OWNER_URL, f"story_{worker_id}_{os.getpid()}")
    with psycopg.connect(url, autocommit=True) as owner:
        if os.environ["RONDOM_PLANT"] == "policies dropped":
            for table, policy in owner.execute(POLICIES).fetchall():
                owner.execute(
                    sql.SQL("DROP POLICY {} ON {}").format(sql.Identifier(policy), sql.Identifier(table))
                )
            return
        for (table,) in owner.execute(TABLES).fetchall():
            owner.execute(sql.SQL("ALTER TABLE {} DISABLE ROW LEVEL SECURITY").format(sql.Identifier(table)))
