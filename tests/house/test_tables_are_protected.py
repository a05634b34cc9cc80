"""Every table either forces row-level security or says openly that it holds no facts about people."""

import re

import pytest
from django.apps import apps
from django.db import connection

from rondom.cli.deploy_check import FRAMEWORK, unprotected_tables
from rondom.kernel.models import ScopedRow

pytestmark = pytest.mark.django_db


def rows(query: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def test_no_table_was_forgotten():
    assert unprotected_tables() == []


def test_the_check_would_notice_a_forgotten_table(owner_connection):
    owner_connection.execute("CREATE TABLE forgotten (id int)")
    try:
        assert "forgotten" in unprotected_tables()
    finally:
        owner_connection.execute("DROP TABLE forgotten")


def test_a_table_with_a_scope_is_never_marked_open():
    scoped = {m._meta.db_table for m in apps.get_models() if issubclass(m, ScopedRow)}
    opened = {
        n
        for (n,) in rows(
            "SELECT relname FROM pg_class WHERE obj_description(oid, 'pg_class') = 'rondom:open'"
        )
    }
    assert scoped
    assert scoped & opened == set()


def test_policies_use_the_fast_form():
    """A function called per row is hundreds of times slower than one call in a subquery."""
    found = rows(
        "SELECT tablename, policyname, coalesce(qual, '') || ' ' || coalesce(with_check, '') FROM pg_policies"
    )
    slow = [
        f"{table}.{name}"
        for table, name, text in found
        if re.search(r"(?<!SELECT )sec\.my_scopes(_of)?\(", text)
    ]
    assert slow == []


def test_a_table_is_read_with_the_scopes_of_one_part_only_where_it_holds_no_other():
    """Else rows of another part would be there and never be seen, or counted for nothing."""
    asked = {
        table: set(re.findall(r"my_scopes_of\((\d+)\)", text))
        for table, text in rows("SELECT tablename, qual FROM pg_policies WHERE qual LIKE '%my_scopes_of(%'")
    }
    held = {
        table: set(re.findall(r"= (\d+)\)", text))
        for table, text in rows(
            "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE contype = 'c' AND convalidated AND conname LIKE '%one_part'"
        )
    }
    assert asked == held
    assert {"cases_case", "people_member"} <= set(held)
    assert all(len(parts) == 1 for parts in held.values())


def test_the_site_owns_nothing_and_reads_no_key():
    assert rows("SELECT count(*) FROM pg_tables WHERE tableowner = current_user") == [(0,)]
    assert rows("SELECT has_table_privilege(current_user, 'sec.context_key', 'SELECT')") == [(False,)]


def test_framework_tables_have_no_relation_to_cases():
    """The open tables of the frameworks point to accounts, never to a person or a case."""
    found = rows(
        "SELECT c.conrelid::regclass::text, c.confrelid::regclass::text FROM pg_constraint c WHERE c.contype = 'f'"
    )
    pointing = [
        (own, other)
        for own, other in found
        if own.startswith(FRAMEWORK) and not other.startswith((*FRAMEWORK, "accounts_"))
    ]
    assert pointing == []
