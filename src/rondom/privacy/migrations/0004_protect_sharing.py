from django.db import migrations

from rondom.kernel.rls import custom, policy, protect

OFFICER = "(SELECT sec.has_role('privacy_officer'))"
# A person reads the permissions about herself, also when she holds nothing else of the household.
ABOUT_ME = "person_id = (SELECT sec.actor())"
READ = """
DROP POLICY read_scope ON privacy_consent;
DROP POLICY read_scope ON privacy_consentstep;
"""
OWN_PARTY = (
    "(organization_id = (SELECT sec.organization())"
    " AND (space << 16 | 2) = ANY((SELECT sec.my_scopes())::bigint[]))"
)
SCOPE = "scope = ANY((SELECT sec.my_scopes())::bigint[])"


class Migration(migrations.Migration):
    dependencies = [("privacy", "0003_sharing_and_lookup")]
    operations = [
        migrations.RunSQL(
            READ
            + policy(
                "privacy_consent",
                "read_scope",
                "SELECT",
                using=f"{SCOPE} OR {OWN_PARTY} OR {OFFICER} OR {ABOUT_ME}",
            )
            + policy(
                "privacy_consentstep",
                "read_scope",
                "SELECT",
                using=f"{SCOPE} OR {OFFICER} OR consent_id = ANY("
                "(SELECT ARRAY(SELECT c.id FROM privacy_consent c WHERE c.person_id = (SELECT sec.actor())))::uuid[])",
            ),
            reverse_sql=migrations.RunSQL.noop,
        ),
        *protect("privacy_shareditem"),
        # Only the signed system counts lookups: nobody can look into, or reset, their own counter.
        *custom(
            "privacy_identitylookup",
            policy("privacy_identitylookup", "read", "SELECT", using=OFFICER),
        ),
    ]
