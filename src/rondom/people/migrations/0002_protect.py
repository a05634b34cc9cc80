"""Row-level security of everything about people."""

from django.db import migrations

from rondom.kernel.rls import READ, WRITE, custom, policy, protect

# Whose names may I read: everybody whose membership, relationship or authority I may read. These run
# with the rights of whoever asks, so the policies of the three tables decide, in one place.
PERSONS = """
CREATE FUNCTION sec.my_persons() RETURNS uuid[] LANGUAGE sql STABLE AS $$
    SELECT ARRAY(
        SELECT person_id FROM public.people_member WHERE scope = ANY((SELECT sec.my_scopes())::bigint[])
        UNION
        SELECT unnest(ARRAY[person_id, other_id]) FROM public.people_relationship
            WHERE scope = ANY((SELECT sec.my_scopes())::bigint[])
        UNION
        SELECT unnest(ARRAY[parent_id, child_id]) FROM public.people_parentalauthority
            WHERE scope = ANY((SELECT sec.my_scopes())::bigint[])
    )
$$;
CREATE FUNCTION sec.my_writable_persons() RETURNS uuid[] LANGUAGE sql STABLE AS $$
    SELECT ARRAY(
        SELECT person_id FROM public.people_member WHERE scope = ANY((SELECT sec.my_writable())::bigint[])
        UNION
        SELECT unnest(ARRAY[person_id, other_id]) FROM public.people_relationship
            WHERE scope = ANY((SELECT sec.my_writable())::bigint[])
    )
$$;
-- Whether a row of this scope may be written now: asked before a write, so that a refusal is a sentence.
CREATE FUNCTION sec.may_write(wanted bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(sec.is_system() OR wanted = ANY(sec.my_writable()), false)
$$;
"""

MINE = "id = (SELECT sec.actor())"
SOUGHT = "digest = decode(NULLIF(current_setting('app.sought', true), ''), 'hex')"
DECLARED = "kind = 'relative' AND counterpart_id = (SELECT sec.actor())"
GUARD = "(SELECT sec.has_role('privacy_officer'))"


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("access", "0002_grants_decide")]
    operations = [
        migrations.RunSQL(PERSONS, reverse_sql=migrations.RunSQL.noop),
        *protect("people_household"),
        *protect("people_member"),
        *protect("people_relationship"),
        *protect("people_parentalauthority"),
        *protect("people_contactdetail"),
        *protect("people_personidentifier"),
        *protect("people_personmerge"),
        *custom(
            "people_person",
            policy(
                "people_person",
                "read_known",
                "SELECT",
                using=f"{MINE} OR id = ANY((SELECT sec.my_persons())::uuid[])",
            ),
            policy("people_person", "add_any", "INSERT", check="(SELECT sec.actor()) IS NOT NULL"),
            policy(
                "people_person",
                "change_known",
                "UPDATE",
                using="id = ANY((SELECT sec.my_writable_persons())::uuid[])",
                check="id = ANY((SELECT sec.my_writable_persons())::uuid[])",
            ),
        ),
        *custom(
            "people_identifierindex",
            policy("people_identifierindex", "read_sought", "SELECT", using=SOUGHT),
            policy("people_identifierindex", "add_any", "INSERT", check="(SELECT sec.actor()) IS NOT NULL"),
            policy("people_identifierindex", "remove_sought", "DELETE", using=SOUGHT),
        ),
        *custom(
            "people_conflict",
            policy(
                "people_conflict",
                "read_scope",
                "SELECT",
                using=f"scope = ANY({READ}) OR {GUARD} OR ({DECLARED})",
            ),
            policy("people_conflict", "add_scope", "INSERT", check=f"scope = ANY({WRITE}) OR ({DECLARED})"),
            # Ending a conflict opens a file again: never by the one it keeps out.
            policy(
                "people_conflict",
                "change_scope",
                "UPDATE",
                using=f"(scope = ANY({WRITE}) OR {GUARD}) AND counterpart_id <> (SELECT sec.actor())",
                check=f"scope = ANY({WRITE}) OR {GUARD}",
            ),
        ),
    ]
