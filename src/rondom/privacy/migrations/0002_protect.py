from django.db import migrations

from rondom.kernel.rls import custom, policy, protect

MINE = "professional_id = (SELECT sec.actor())"
OFFICER = "(SELECT sec.has_role('privacy_officer'))"
# A party reads the permissions that were given to itself, where it may know of its own involvement.
OWN_PARTY = (
    "(organization_id = (SELECT sec.organization())"
    " AND (space << 16 | 2) = ANY((SELECT sec.my_scopes())::bigint[]))"
)
OVERVIEW = "(space << 16 | 1) = ANY((SELECT sec.my_scopes())::bigint[])"


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_initial"), ("access", "0002_grants_decide")]
    operations = [
        *protect("privacy_consent", extra_read=f"{OWN_PARTY} OR {OFFICER}"),
        *protect("privacy_consentstep", append_only=True, extra_read=OFFICER),
        *custom(
            "privacy_emergencyaccess",
            policy("privacy_emergencyaccess", "read", "SELECT", using=f"{MINE} OR {OFFICER} OR {OVERVIEW}"),
            policy("privacy_emergencyaccess", "add", "INSERT", check=MINE),
            policy("privacy_emergencyaccess", "review", "UPDATE", using=OFFICER, check=OFFICER),
        ),
    ]
