"""A draft belongs to its author alone; a kept form waits for the system to hand it out."""

from django.db import migrations

from rondom.kernel.rls import custom, policy

MINE = "owner_id = (SELECT sec.actor())"


class Migration(migrations.Migration):
    dependencies = [("web", "0001_initial"), ("access", "0002_grants_decide")]
    operations = [
        *custom("web_draft", policy("web_draft", "own", "ALL", using=MINE, check=MINE)),
        *custom(
            "web_keptform",
            policy("web_keptform", "keep", "INSERT", check="(SELECT sec.actor()) IS NOT NULL"),
        ),
    ]
