"""How a life domain stands is for who works for the household, and for a partner in its own domain only.

A permission for a domain shares the lines of the plan in it (rights matrix 5.5): a problem, a wish and a
reason were told to the team. Restrictive: it takes away from what the scope gives, and gives nothing.
"""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from rondom.access.scopes import PLAN_DOMAIN, RECORD_DOMAIN, Part
from rondom.kernel.rls import READ, restrict

TABLE = "cases_domainentry"
OF_THE_TEAM = f"((scope & ~65535) | {int(Part.STORY)}) = ANY({READ})"
OWN_DOMAIN = f"scope + {RECORD_DOMAIN - PLAN_DOMAIN} = ANY({READ})"


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_wish_for_an_expert"), ("access", "0004_fewer_steps")]
    operations = [
        RunSQL(
            restrict(TABLE, "team_or_own_domain", using=f"{OF_THE_TEAM} OR {OWN_DOMAIN}"),
            reverse_sql=f"DROP POLICY team_or_own_domain ON {TABLE};",
        )
    ]
