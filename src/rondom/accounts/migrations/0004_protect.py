"""Who sees a code on its way; and a table for counters that survive a restart."""

from django.db import migrations

from rondom.kernel.rls import open_table, protect

# The layout that django.core.cache.backends.db expects; made here because the site's role makes no tables.
CACHE = """
CREATE TABLE django_cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX django_cache_expires ON django_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_invitations_and_tries"), ("access", "0002_grants_decide")]
    operations = [
        *protect("accounts_residentinvitation"),
        *open_table("accounts_failedsignin"),
        migrations.RunSQL(CACHE, reverse_sql="DROP TABLE django_cache"),
        *open_table("django_cache"),
    ]
