"""Row-level security as migration operations, in the one form that stays fast.

The policy compares a plain bigint column with an array that is fetched once per statement
(`(SELECT sec.my_scopes())` becomes an InitPlan); a function per row or a textbook EXISTS is
hundreds of times slower.
"""

import re

from django.conf import settings
from django.db import connection
from django.db.migrations.operations import RunSQL

READ = "(SELECT sec.my_scopes())::bigint[]"
WRITE = "(SELECT sec.my_writable())::bigint[]"


def _roles() -> tuple[str, str]:
    names = (settings.RONDOM_APP_ROLE, settings.RONDOM_SYSTEM_ROLE)
    for name in names:
        if not re.fullmatch(r"[a-z_][a-z0-9_]*", name):
            raise ValueError(f"not a role name: {name!r}")
    return names


def force(table: str) -> str:
    """SQL that switches row-level security on, for the owner too, and lets the signed system in."""
    _app, system = _roles()
    return f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY system_all ON {table} TO {system}
            USING ((SELECT sec.is_system())) WITH CHECK ((SELECT sec.is_system()));
    """


def policy(table: str, name: str, verb: str, *, using: str = "", check: str = "") -> str:
    """SQL of one policy for the site's role."""
    app, _system = _roles()
    parts = [f"CREATE POLICY {name} ON {table} FOR {verb} TO {app}"]
    if using:
        parts.append(f"USING ({using})")
    if check:
        parts.append(f"WITH CHECK ({check})")
    return " ".join(parts) + ";"


def restrict(table: str, name: str, *, using: str, verb: str = "SELECT") -> str:
    """SQL of a policy that takes away: the others must hold, and this one too."""
    app, _system = _roles()
    clause = "WITH CHECK" if verb == "INSERT" else "USING"
    return f"CREATE POLICY {name} ON {table} AS RESTRICTIVE FOR {verb} TO {app} {clause} ({using});"


def protect(
    table: str, *, append_only: bool = False, extra_read: str = "", extra_add: str = ""
) -> list[RunSQL]:
    """Operations that protect a table with a `scope` column.

    `append_only` leaves out the policies for UPDATE and DELETE. `extra_read` and `extra_add`
    are SQL conditions that also allow (for example the sender's own copy of a referral).
    """
    read = f"scope = ANY({READ})" + (f" OR {extra_read}" if extra_read else "")
    add = f"scope = ANY({WRITE})" + (f" OR {extra_add}" if extra_add else "")
    sql = force(table)
    sql += policy(table, "read_scope", "SELECT", using=read)
    sql += policy(table, "add_scope", "INSERT", check=add)
    if not append_only:
        sql += policy(table, "change_scope", "UPDATE", using=add, check=add)
        sql += policy(table, "remove_scope", "DELETE", using=add)
    return [RunSQL(sql, reverse_sql=RunSQL.noop)]


def one_part(tables: list[str], part: int) -> list[RunSQL]:
    """Operations for tables of which every row lies in one part of its space, such as the overview.

    The table refuses rows elsewhere, and reading asks only for the scopes of that part: for pages
    that is a third of the work. It changes the policy that `protect` made without `extra_read`.
    """
    read = f"scope = ANY((SELECT sec.my_scopes_of({part:d}))::bigint[])"
    sql = "".join(
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_one_part CHECK (scope & 65535 = {part:d});"
        f"ALTER POLICY read_scope ON {table} USING ({read});"
        for table in tables
    )
    return [RunSQL(sql, reverse_sql=RunSQL.noop)]


def open_table(table: str) -> list[RunSQL]:
    """Mark a table as holding no facts about clients: readable by the site without a grant.

    The mark is a comment on the table, so that the house test can tell a decision from an
    omission.
    """
    return [RunSQL(f"COMMENT ON TABLE {table} IS 'rondom:open';", reverse_sql=RunSQL.noop)]


def as_owner(tables: list[str], sql: str) -> RunSQL:
    """Change rows that stand already, in a migration: the owner is held to the policies too, so they rest.

    Triggers of the tables rest as well; everything is back when the operation ends.
    """
    rest = "".join(
        f"ALTER TABLE {one} NO FORCE ROW LEVEL SECURITY; ALTER TABLE {one} DISABLE TRIGGER USER;"
        for one in tables
    )
    back = "".join(
        f"ALTER TABLE {one} ENABLE TRIGGER USER; ALTER TABLE {one} FORCE ROW LEVEL SECURITY;"
        for one in tables
    )
    return RunSQL(rest + sql + back, reverse_sql=RunSQL.noop)


def custom(table: str, *policies: str) -> list[RunSQL]:
    """Operations for a table whose policies are its own."""
    return [RunSQL(force(table) + "".join(policies), reverse_sql=RunSQL.noop)]


def next_space() -> int:
    """A new space number (a household's, a desk's), from the one sequence."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('rondom_space_seq')")
        return int(cursor.fetchone()[0])
