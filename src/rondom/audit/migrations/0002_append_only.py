"""The log is only ever added to; who may read it."""

from django.conf import settings
from django.db import migrations

from rondom.kernel.rls import custom, policy

APP = settings.RONDOM_APP_ROLE
SYSTEM = settings.RONDOM_SYSTEM_ROLE

SQL = f"""
CREATE FUNCTION sec.never() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the log is only ever added to'; END $$;
CREATE TRIGGER never_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_auditevent EXECUTE FUNCTION sec.never();
CREATE TRIGGER never_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_auditseal EXECUTE FUNCTION sec.never();
REVOKE UPDATE, DELETE ON audit_auditevent, audit_auditseal FROM {APP}, {SYSTEM};
"""

# The subject reads her own part, without what is confidential; everybody reads what they did
# themselves (an INSERT that answers its key needs that too); the privacy officer reads all.
READ = (
    "actor_id = (SELECT sec.actor())"
    " OR (subject_id = (SELECT sec.actor()) AND NOT confidential)"
    " OR (SELECT sec.has_role('privacy_officer'))"
)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial"), ("kernel", "0001_security_schema")]
    operations = [
        migrations.RunSQL(SQL, reverse_sql=migrations.RunSQL.noop),
        *custom(
            "audit_auditevent",
            policy("audit_auditevent", "read_own", "SELECT", using=READ),
            policy("audit_auditevent", "add", "INSERT", check="actor_id = (SELECT sec.actor())"),
        ),
        *custom(
            "audit_auditseal",
            policy("audit_auditseal", "read", "SELECT", using="(SELECT sec.has_role('privacy_officer'))"),
        ),
    ]
