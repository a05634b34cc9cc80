"""Row-level security of everything a case file holds."""

from django.db import migrations

from rondom.kernel.rls import READ, WRITE, custom, open_table, policy, protect


# Somebody's own words are theirs: an old version never changes, whoever asks. Only the moment at
# which the person confirmed them may be filled in, once.
KEEP_WORDS = """
CREATE FUNCTION sec.keep_own_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.confirmed_at IS NOT NULL
       OR (to_jsonb(NEW) - 'confirmed_at') IS DISTINCT FROM (to_jsonb(OLD) - 'confirmed_at') THEN
        RAISE EXCEPTION 'own words are never changed, a new version is added';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_own_words BEFORE UPDATE OR DELETE ON cases_ownwords
    FOR EACH ROW EXECUTE FUNCTION sec.keep_own_words();

CREATE FUNCTION sec.keep_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.replaced_at IS NOT NULL
       OR (to_jsonb(NEW) - 'replaced_at') IS DISTINCT FROM (to_jsonb(OLD) - 'replaced_at') THEN
        RAISE EXCEPTION 'a note is never changed, a corrected version is added';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_note BEFORE UPDATE OR DELETE ON cases_note FOR EACH ROW EXECUTE FUNCTION sec.keep_note();

CREATE FUNCTION sec.keep_reaction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NEW.text IS DISTINCT FROM OLD.text OR NEW.author_id IS DISTINCT FROM OLD.author_id THEN
        RAISE EXCEPTION 'a reaction is never changed or removed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_reaction BEFORE UPDATE OR DELETE ON cases_reaction
    FOR EACH ROW EXECUTE FUNCTION sec.keep_reaction();
"""

IS_RESIDENT = "(SELECT (sec.context()).kind = 'resident')"
# A party that is masked or hidden still sees that it is involved itself.
OWN_ROW = "professional_id = (SELECT sec.actor())"


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_voice_of_the_client")]
    operations = [
        *protect("cases_ownwords"),
        *protect("cases_introduction"),
        *protect("cases_domainentry"),
        *protect("cases_strength"),
        *protect("cases_supporter"),
        *protect("cases_sharedline"),
        *protect("cases_reaction"),
        *protect("cases_clientrequest"),
        *protect("cases_deadline"),
        *protect("cases_deadlinecorrection", append_only=True),
        *protect("cases_deadlinealarm"),
        *protect("cases_handover"),
        *custom(
            "cases_note",
            policy(
                "cases_note",
                "read_scope",
                "SELECT",
                using=f"scope = ANY({READ}) AND (shareable OR NOT {IS_RESIDENT})",
            ),
            policy("cases_note", "add_scope", "INSERT", check=f"scope = ANY({WRITE})"),
            policy(
                "cases_note",
                "change_scope",
                "UPDATE",
                using=f"scope = ANY({WRITE})",
                check=f"scope = ANY({WRITE})",
            ),
        ),
        *open_table("cases_rulesuspension"),
        migrations.RunSQL(KEEP_WORDS, reverse_sql=migrations.RunSQL.noop),
        migrations.RunSQL(
            "DROP POLICY read_scope ON cases_involvement;"
            + policy("cases_involvement", "read_scope", "SELECT", using=f"scope = ANY({READ}) OR {OWN_ROW}"),
            reverse_sql=migrations.RunSQL.noop,
        ),
    ]
