"""A partner's resources are read by that partner only; tokens are written by the system only."""

from django.db import migrations

from rondom.kernel.rls import READ, WRITE, custom, policy

MINE = f"scope = ANY({WRITE})"


def owned(table, *, change=True):
    policies = [
        policy(table, "read_scope", "SELECT", using=f"scope = ANY({READ})"),
        policy(table, "add_scope", "INSERT", check=MINE),
    ]
    if change:
        policies.append(policy(table, "change_scope", "UPDATE", using=MINE, check=MINE))
    return custom(table, *policies)


class Migration(migrations.Migration):
    dependencies = [("interop", "0001_initial"), ("access", "0002_grants_decide")]
    operations = [
        *owned("interop_fhirresource"),
        *owned("interop_answeredrequest", change=False),
        # No policy for the site's role: a token is looked up and made by the signed system.
        *custom("interop_apitoken"),
        *custom("interop_tokenuse"),
    ]
