"""The `sec` schema: the signed context and what the site's roles may do at all."""

from django.conf import settings
from django.db import migrations

APP = settings.RONDOM_APP_ROLE
SYSTEM = settings.RONDOM_SYSTEM_ROLE

SCHEMA = f"""
CREATE SEQUENCE rondom_space_seq START 1;
CREATE SCHEMA sec;
GRANT USAGE ON SCHEMA sec TO {APP}, {SYSTEM};

-- The key that signs the context. No role of the site can read it: only the functions below,
-- which run as the owner, do. Stored as HMAC pads, because the built-in sha256() is all there is.
CREATE TABLE sec.context_key (only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row), ipad bytea, opad bytea);
REVOKE ALL ON sec.context_key FROM PUBLIC;

CREATE TYPE sec.context_fields AS (kind text, actor uuid, organization uuid, purpose text, roles text[], at timestamptz);

CREATE FUNCTION sec.context() RETURNS sec.context_fields
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, sec, pg_temp AS $$
DECLARE
    raw text := NULLIF(current_setting('app.ctx', true), '');
    body text;
    mac text;
    fields text[];
    k sec.context_key;
    result sec.context_fields;
BEGIN
    IF raw IS NULL THEN RETURN NULL; END IF;
    body := substr(raw, 1, length(raw) - 65);
    mac := right(raw, 64);
    SELECT * INTO k FROM sec.context_key;
    IF k IS NULL OR mac <> encode(sha256(k.opad || sha256(k.ipad || convert_to(body, 'UTF8'))), 'hex') THEN
        RAISE insufficient_privilege USING MESSAGE = 'bad context';
    END IF;
    fields := string_to_array(body, '|');
    IF to_timestamp(fields[7]::double precision) < clock_timestamp() THEN
        RAISE insufficient_privilege USING MESSAGE = 'expired context';
    END IF;
    result.kind := fields[1];
    result.actor := fields[2]::uuid;
    result.organization := NULLIF(fields[3], '')::uuid;
    result.purpose := fields[4];
    result.roles := string_to_array(fields[5], ',');
    result.at := to_timestamp(fields[6]::double precision);
    RETURN result;
END $$;

CREATE FUNCTION sec.actor() RETURNS uuid LANGUAGE sql STABLE AS 'SELECT (sec.context()).actor';
CREATE FUNCTION sec.organization() RETURNS uuid LANGUAGE sql STABLE AS 'SELECT (sec.context()).organization';
CREATE FUNCTION sec.at() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT (sec.context()).at';
CREATE FUNCTION sec.is_system() RETURNS boolean LANGUAGE sql STABLE
    AS $$SELECT coalesce((sec.context()).kind = 'system', false)$$;
CREATE FUNCTION sec.has_role(wanted text) RETURNS boolean LANGUAGE sql STABLE
    AS $$SELECT coalesce(wanted = ANY((sec.context()).roles), false)$$;

ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP}, {SYSTEM};
ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO {APP}, {SYSTEM};
GRANT USAGE, SELECT ON SEQUENCE rondom_space_seq TO {APP}, {SYSTEM};
GRANT SELECT ON django_migrations TO {APP}, {SYSTEM};
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(SCHEMA, reverse_sql=migrations.RunSQL.noop)]
