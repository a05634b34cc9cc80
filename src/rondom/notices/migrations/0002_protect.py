"""Who reads what: a notice its receiver, a mail only the system, a message whoever may read its scope."""

from django.db import migrations

from rondom.kernel.rls import READ, custom, policy

MINE = "receiver_id = (SELECT sec.actor())"
SOMEBODY = "(SELECT sec.actor()) IS NOT NULL"
SEEN = f"scope = ANY({READ})"
# A resident may hold the shared core for reading only and still writes and reads messages there.
WRITES = f"{SEEN} AND written_by = (SELECT sec.actor())"
CHANGES = f"{SEEN} AND (written_by = (SELECT sec.actor()) OR {MINE})"


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial"), ("access", "0002_grants_decide")]
    operations = [
        *custom(
            "notices_channelpreference",
            policy("notices_channelpreference", "own", "ALL", using=MINE, check=MINE),
        ),
        *custom(
            "notices_notice",
            policy("notices_notice", "read_own", "SELECT", using=MINE),
            policy("notices_notice", "tell_anybody", "INSERT", check=SOMEBODY),
            policy("notices_notice", "mark_own", "UPDATE", using=MINE, check=MINE),
        ),
        *custom("notices_mail", policy("notices_mail", "queue", "INSERT", check=SOMEBODY)),
        *custom(
            "notices_message",
            policy("notices_message", "read_scope", "SELECT", using=SEEN),
            policy("notices_message", "write", "INSERT", check=WRITES),
            policy("notices_message", "mark_or_recall", "UPDATE", using=CHANGES, check=CHANGES),
        ),
    ]
