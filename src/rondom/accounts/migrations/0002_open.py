from django.db import migrations

from rondom.kernel.rls import open_table


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [*open_table("accounts_account")]
