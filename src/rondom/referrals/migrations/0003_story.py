"""The referrals of a file move from the core to the story, which partners do not hold."""

from django.db import migrations

from rondom.kernel.rls import as_owner

CORE, STORY = 5, 9
BOTH = ("referral", "referralstep", "referralreport", "referralsummary", "referralforward")


def moved(table: str, column: str) -> str:
    """SQL that moves rows of a table from one part of their space to the other."""
    return f"UPDATE {table} SET {column} = {column} - {CORE} + {STORY} WHERE {column} & 65535 = {CORE};"


class Migration(migrations.Migration):
    dependencies = [("referrals", "0002_protect"), ("access", "0003_story")]
    operations = [
        as_owner(["referrals_referralprogress"], moved("referrals_referralprogress", "scope")),
        *(
            as_owner(
                [f"referrals_{name}"],
                moved(f"referrals_{name}", "scope") + moved(f"referrals_{name}", "sender_scope"),
            )
            for name in BOTH
        ),
    ]
