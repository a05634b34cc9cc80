from django.db import migrations

from rondom.kernel.rls import custom, open_table, policy

MINE = "actor_id = (SELECT sec.actor())"


class Migration(migrations.Migration):
    dependencies = [("dispatch", "0001_initial"), ("kernel", "0001_security_schema")]
    operations = [
        *open_table("dispatch_handledevent"),
        *custom(
            "dispatch_submittedform",
            policy("dispatch_submittedform", "read_own", "SELECT", using=MINE),
            policy("dispatch_submittedform", "add_own", "INSERT", check=MINE),
            policy("dispatch_submittedform", "change_own", "UPDATE", using=MINE, check=MINE),
        ),
    ]
