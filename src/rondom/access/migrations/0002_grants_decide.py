"""The functions that policies ask, and the policies of the grants themselves."""

from django.conf import settings
from django.db import migrations

from rondom.kernel.rls import custom, policy

APP = settings.RONDOM_APP_ROLE
SYSTEM = settings.RONDOM_SYSTEM_ROLE

FUNCTIONS = f"""
CREATE FUNCTION sec.my_scopes() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, sec, public, pg_temp AS $$
DECLARE c sec.context_fields := sec.context();
BEGIN
    IF c.actor IS NULL OR EXISTS (SELECT 1 FROM public.access_endedholder e WHERE e.holder_id = c.actor AND e.ended_at <= c.at) THEN
        RETURN '{{}}';
    END IF;
    RETURN ARRAY(SELECT g.space << 16 | part FROM public.access_grant g, unnest(g.reads) part
                 WHERE g.holder_id = c.actor AND g.revoked_at IS NULL
                   AND g.valid_from <= c.at AND (g.valid_to IS NULL OR g.valid_to > c.at));
END $$;

CREATE FUNCTION sec.my_writable() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, sec, public, pg_temp AS $$
DECLARE c sec.context_fields := sec.context();
BEGIN
    IF c.actor IS NULL OR EXISTS (SELECT 1 FROM public.access_endedholder e WHERE e.holder_id = c.actor AND e.ended_at <= c.at) THEN
        RETURN '{{}}';
    END IF;
    RETURN ARRAY(SELECT g.space << 16 | part FROM public.access_grant g, unnest(g.writes) part
                 WHERE g.holder_id = c.actor AND g.revoked_at IS NULL
                   AND g.valid_from <= c.at AND (g.valid_to IS NULL OR g.valid_to > c.at));
END $$;

-- Spaces whose overview I may write: there I may rewrite grants and open parts.
CREATE FUNCTION sec.my_steered() RETURNS bigint[]
LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(s >> 16), '{{}}') FROM unnest(sec.my_writable()) s WHERE s & 65535 = 1
$$;

-- Whether the site may add a row to the grants: being the first in a new space, or a short
-- self-given grant with a reason. All other grants are derived from facts by the signed system.
CREATE FUNCTION sec.may_grant(the_space bigint, holder uuid, the_row text, why text, by_whom uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, sec, public, pg_temp AS $$
BEGIN
    IF by_whom IS DISTINCT FROM sec.actor() THEN RETURN false; END IF;
    IF the_row = 'open' AND holder = sec.actor() THEN
        RETURN NOT EXISTS (SELECT 1 FROM public.access_grant g WHERE g.space = the_space AND g.row <> 'open')
           AND NOT EXISTS (SELECT 1 FROM public.access_grant g WHERE g.space = the_space AND g.holder_id <> holder);
    END IF;
    IF holder <> sec.actor() OR length(why) < 20 OR (sec.context()).kind <> 'professional' THEN RETURN false; END IF;
    RETURN the_row = 'P11'
        OR (the_row = 'P6S' AND sec.has_role('team_leader') AND (the_space << 16 | 1) = ANY(sec.my_scopes()))
        OR (the_row = 'P5S' AND (the_space << 16 | 1) = ANY(sec.my_scopes()));
END $$;

CREATE FUNCTION sec.keep_grant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.holder_id, NEW.space, NEW.reads, NEW.writes, NEW.row, NEW.valid_from, NEW.granted_by, NEW.granted_at)
       IS DISTINCT FROM (OLD.holder_id, OLD.space, OLD.reads, OLD.writes, OLD.row, OLD.valid_from, OLD.granted_by, OLD.granted_at)
       OR OLD.revoked_at IS NOT NULL THEN
        RAISE EXCEPTION 'a grant is only ever revoked';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_grant BEFORE UPDATE ON access_grant FOR EACH ROW EXECUTE FUNCTION sec.keep_grant();
REVOKE DELETE ON access_grant FROM {APP};
CREATE POLICY functions_read ON access_grant FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY functions_read ON access_endedholder FOR SELECT TO CURRENT_USER USING (true);
"""

STEERED = "space = ANY((SELECT sec.my_steered())::bigint[])"
MINE = "holder_id = (SELECT sec.actor())"
PART = "(scope >> 16) = ANY((SELECT sec.my_steered())::bigint[])"


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial"), ("kernel", "0001_security_schema")]
    operations = [
        migrations.RunSQL(FUNCTIONS, reverse_sql=migrations.RunSQL.noop),
        *custom(
            "access_grant",
            policy("access_grant", "read_own", "SELECT", using=f"{MINE} OR {STEERED}"),
            policy(
                "access_grant",
                "add",
                "INSERT",
                check="sec.may_grant(space, holder_id, row::text, reason, granted_by)",
            ),
            policy("access_grant", "give_up", "UPDATE", using=MINE, check=MINE),
        ),
        *custom(
            "access_dynamicpart",
            policy(
                "access_dynamicpart",
                "read",
                "SELECT",
                using=f"{STEERED} OR scope = ANY((SELECT sec.my_scopes())::bigint[])",
            ),
            policy("access_dynamicpart", "add", "INSERT", check=STEERED),
            policy("access_dynamicpart", "change", "UPDATE", using=STEERED, check=STEERED),
        ),
        *custom(
            "access_partholder",
            policy("access_partholder", "read", "SELECT", using=f"{MINE} OR {PART}"),
            policy("access_partholder", "add", "INSERT", check=PART),
            policy("access_partholder", "change", "UPDATE", using=PART, check=PART),
        ),
        *custom(
            "access_endedholder",
            policy("access_endedholder", "read", "SELECT", using="true"),
            policy(
                "access_endedholder",
                "add",
                "INSERT",
                check="(SELECT sec.has_role('administrator')) OR (SELECT sec.has_role('privacy_officer')) OR (SELECT sec.has_role('team_leader'))",
            ),
            policy(
                "access_endedholder",
                "change",
                "UPDATE",
                using="(SELECT sec.has_role('administrator')) OR (SELECT sec.has_role('privacy_officer'))",
                check="true",
            ),
        ),
    ]
