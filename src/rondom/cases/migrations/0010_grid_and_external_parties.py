"""An external party (a landlord, a school, the police) works on its lines of the plan and sees no record.

Who writes how a life domain stands must hold the story or the record of that domain, not its plan lines
only; and what live grants still give external parties of the record is taken back. The sorts are those of
`organizations.vocabulary.HELPING_SORTS` on the day this was written.
"""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from rondom.access.scopes import DOMAIN_LIMIT, PLAN_DOMAIN, RECORD_DOMAIN, Part
from rondom.kernel.rls import WRITE, as_owner, restrict

TABLE = "cases_domainentry"
WRITES = (
    f"((scope & ~65535) | {int(Part.STORY)}) = ANY({WRITE}) "
    f"OR scope + {RECORD_DOMAIN - PLAN_DOMAIN} = ANY({WRITE})"
)
HELPING = (
    "'work_income', 'front_office', 'urban_care', 'credit_bank', 'youth_desk', 'gp', 'youth_care', 'welfare', "
    "'shelter', 'mental_health', 'addiction_care', 'disability_care', 'client_support'"
)
WITHOUT_RECORD = "ARRAY(SELECT part FROM unnest({}) part WHERE part NOT BETWEEN {} AND {})"
LAST_RECORD = RECORD_DOMAIN + DOMAIN_LIMIT - 1
GRANTS = f"""
UPDATE access_grant held
   SET reads = {WITHOUT_RECORD.format("reads", RECORD_DOMAIN, LAST_RECORD)},
       writes = {WITHOUT_RECORD.format("writes", RECORD_DOMAIN, LAST_RECORD)}
  FROM cases_involvement party
  JOIN organizations_organization organization ON organization.id = party.organization_id
 WHERE held.revoked_at IS NULL AND held.row = 'P2'
   AND party.professional_id = held.holder_id AND party.until IS NULL AND party.scope >> 16 = held.space
   AND organization.kind <> 'internal' AND organization.sort NOT IN ({HELPING});
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0009_grid_for_the_team"),
        ("access", "0004_fewer_steps"),
        ("organizations", "0004_portrait"),
    ]
    operations = [
        RunSQL(
            restrict(TABLE, "added_by_team_or_own_record", using=WRITES, verb="INSERT")
            + restrict(TABLE, "changed_by_team_or_own_record", using=WRITES, verb="UPDATE"),
            reverse_sql=f"DROP POLICY added_by_team_or_own_record ON {TABLE};"
            f"DROP POLICY changed_by_team_or_own_record ON {TABLE};",
        ),
        as_owner(["access_grant", "cases_involvement"], GRANTS),
    ]
