"""Migrations run as the owner of the tables; the site itself never does."""

import hashlib

from django.conf import settings
from django.core.management import call_command
from django.db import connection

BLOCK = 64


def migrate(*, quiet: bool = False) -> None:
    """Run the migrations (the connection must be the owner's) and put the context key in place."""
    # The security schema first: its default privileges must stand before any other table is made.
    call_command("migrate", "kernel", verbosity=0, interactive=False, skip_checks=True)
    call_command("migrate", verbosity=0 if quiet else 1, interactive=False, skip_checks=True)
    store_context_key()
    open_procrastinate()


def store_context_key() -> None:
    """Write the pads of the key that signs contexts where only the owner's functions read it."""
    key = settings.RONDOM_CONTEXT_KEY
    if len(key) > BLOCK:
        key = hashlib.sha256(key).digest()
    key = key.ljust(BLOCK, b"\0")
    ipad, opad = bytes(b ^ 0x36 for b in key), bytes(b ^ 0x5C for b in key)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO sec.context_key (ipad, opad) VALUES (%s, %s) "
            "ON CONFLICT (only_row) DO UPDATE SET ipad = excluded.ipad, opad = excluded.opad",
            [ipad, opad],
        )


def open_procrastinate() -> None:
    """The queue's tables and the framework's own are for the site and the system role alike."""
    app, system = settings.RONDOM_APP_ROLE, settings.RONDOM_SYSTEM_ROLE
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user "
            "AND (tablename LIKE 'procrastinate%%' OR tablename LIKE 'django_%%' OR tablename LIKE 'auth_%%' "
            "OR tablename LIKE 'account_%%' OR tablename LIKE 'socialaccount_%%' OR tablename LIKE 'mfa_%%' "
            "OR tablename LIKE 'usersessions_%%')"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f'GRANT SELECT, INSERT, UPDATE, DELETE ON "{table}" TO "{app}", "{system}"')
        cursor.execute(f'GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "{app}", "{system}"')
        cursor.execute(f'REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM "{app}", "{system}"')
