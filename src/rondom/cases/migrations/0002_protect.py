from django.db import migrations

from rondom.kernel.rls import protect


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("access", "0002_grants_decide")]
    operations = [
        *protect("cases_case"),
        *protect("cases_casemanagerassignment"),
        *protect("cases_involvement"),
        *protect("cases_timelineentry", append_only=True),
    ]
