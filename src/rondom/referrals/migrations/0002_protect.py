"""Who reads and writes referrals: the receiver by `scope`, the sender by `sender_scope`.

The sender reads and never writes here: what a sender sends or cancels is written by the register
of referrals (the signed system) after the command decided.
"""

from django.db import migrations

from rondom.kernel.rls import READ, WRITE, custom, open_table, policy, protect

BOTH = f"scope = ANY({READ}) OR sender_scope = ANY({READ})"
MINE = f"scope = ANY({WRITE})"


def shared(table, *, change=False):
    policies = [
        policy(table, "read_both", "SELECT", using=BOTH),
        policy(table, "add_scope", "INSERT", check=MINE),
    ]
    if change:
        policies.append(policy(table, "change_scope", "UPDATE", using=MINE, check=MINE))
    return custom(table, *policies)


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_initial"), ("access", "0002_grants_decide")]
    operations = [
        *shared("referrals_referral", change=True),
        *protect("referrals_referralprogress"),
        *shared("referrals_referralstep"),
        *shared("referrals_referralreport"),
        *shared("referrals_referralsummary"),
        *shared("referrals_referralforward"),
        # Only which practice or person has which number; nothing about clients.
        *open_table("referrals_senderspace"),
    ]
