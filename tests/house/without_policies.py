"""A pytest plug-in that takes the policies away, to see that the access tests notice."""

import os

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from psycopg import sql

TABLES = "SELECT relname FROM pg_class WHERE relrowsecurity AND relkind IN ('r', 'p')"
POLICIES = "SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'public'"


@pytest.fixture(scope="session", autouse=True)
def _without_policies(django_db_setup):
    name = connections["default"].settings_dict["NAME"]
    with psycopg.connect(settings.DATABASE_OWNER_URL, dbname=name, autocommit=True) as owner:
        if os.environ["RONDOM_PLANT"] == "policies dropped":
            for table, policy in owner.execute(POLICIES).fetchall():
                owner.execute(
                    sql.SQL("DROP POLICY {} ON {}").format(sql.Identifier(policy), sql.Identifier(table))
                )
            return
        for (table,) in owner.execute(TABLES).fetchall():
            owner.execute(sql.SQL("ALTER TABLE {} DISABLE ROW LEVEL SECURITY").format(sql.Identifier(table)))
