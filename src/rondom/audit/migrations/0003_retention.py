"""Rows of the log go after their term, by one function of the database, and the chain stays verifiable."""

from django.conf import settings
from django.db import migrations, models

from rondom.kernel.rls import custom, policy

APP = settings.RONDOM_APP_ROLE
SYSTEM = settings.RONDOM_SYSTEM_ROLE

# The owner is held to the policies too. What follows lets the function below through and nothing else:
# neither the site nor its clock has the right to delete, and they cannot become the owner.
TRIMMING = "current_setting('rondom.trim', true) = 'on'"
SQL = f"""
CREATE FUNCTION sec.only_trim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {TRIMMING}
       AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID) THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'the log is only ever added to';
END $$;
DROP TRIGGER never_change ON audit_auditevent;
DROP TRIGGER never_change ON audit_auditseal;
CREATE TRIGGER never_change BEFORE UPDATE OR TRUNCATE ON audit_auditevent EXECUTE FUNCTION sec.never();
CREATE TRIGGER never_change BEFORE UPDATE OR TRUNCATE ON audit_auditseal EXECUTE FUNCTION sec.never();
CREATE TRIGGER never_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_auditanchor EXECUTE FUNCTION sec.never();
CREATE TRIGGER only_trim BEFORE DELETE ON audit_auditevent EXECUTE FUNCTION sec.only_trim();
CREATE TRIGGER only_trim BEFORE DELETE ON audit_auditseal EXECUTE FUNCTION sec.only_trim();
REVOKE INSERT, UPDATE, DELETE ON audit_auditanchor FROM {APP}, {SYSTEM};
CREATE POLICY trim_read ON audit_auditevent FOR SELECT TO CURRENT_USER USING ({TRIMMING});
CREATE POLICY trim_read ON audit_auditseal FOR SELECT TO CURRENT_USER USING ({TRIMMING});
CREATE POLICY trim_remove ON audit_auditevent FOR DELETE TO CURRENT_USER USING ({TRIMMING});
CREATE POLICY trim_remove ON audit_auditseal FOR DELETE TO CURRENT_USER USING ({TRIMMING});
CREATE POLICY trim_note ON audit_auditanchor FOR INSERT TO CURRENT_USER WITH CHECK ({TRIMMING});

CREATE FUNCTION sec.trim_log(wanted timestamptz)
    RETURNS TABLE (cut_chain text, cut_number bigint, cut_digest bytea, removed bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, sec, pg_temp AS $$
BEGIN
    IF NOT sec.is_system() THEN
        RAISE EXCEPTION 'only the clock removes rows of the log' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF wanted > now() - interval '1 year' THEN
        RAISE EXCEPTION 'the log of the last year is never removed';
    END IF;
    PERFORM pg_advisory_xact_lock(7513);
    PERFORM set_config('rondom.trim', 'on', true);
    FOR cut_chain IN SELECT DISTINCT s.chain FROM audit_auditseal s ORDER BY 1 LOOP
        SELECT min(s.number) - 1 INTO cut_number FROM audit_auditseal s
            JOIN audit_auditevent e ON e.id = s.event_id WHERE s.chain = cut_chain AND e.at >= wanted;
        IF cut_number IS NULL THEN
            SELECT max(s.number) INTO cut_number FROM audit_auditseal s WHERE s.chain = cut_chain;
        END IF;
        SELECT s.digest INTO cut_digest FROM audit_auditseal s
            WHERE s.chain = cut_chain AND s.number = cut_number;
        CONTINUE WHEN NOT FOUND;
        INSERT INTO audit_auditanchor (chain, number, digest, before, made_at)
            VALUES (cut_chain, cut_number, cut_digest, wanted, sec.at());
        WITH gone AS (
            DELETE FROM audit_auditseal s WHERE s.chain = cut_chain AND s.number <= cut_number
            RETURNING s.event_id
        )
        DELETE FROM audit_auditevent e USING gone WHERE e.id = gone.event_id;
        GET DIAGNOSTICS removed = ROW_COUNT;
        RETURN NEXT;
    END LOOP;
    PERFORM set_config('rondom.trim', '', true);
END $$;
REVOKE ALL ON FUNCTION sec.trim_log(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sec.trim_log(timestamptz) TO {SYSTEM};
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]
    operations = [
        migrations.CreateModel(
            name="AuditAnchor",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("chain", models.CharField(max_length=40)),
                ("number", models.BigIntegerField()),
                ("digest", models.BinaryField()),
                ("before", models.DateTimeField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("chain", "number"), name="anchor_once_per_number")
                ],
            },
        ),
        *custom(
            "audit_auditanchor",
            policy("audit_auditanchor", "read", "SELECT", using="(SELECT sec.has_role('privacy_officer'))"),
        ),
        migrations.RunSQL(SQL, reverse_sql=migrations.RunSQL.noop),
    ]
