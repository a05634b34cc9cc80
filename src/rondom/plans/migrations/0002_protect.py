from django.db import migrations

from rondom.kernel.rls import READ, open_table, protect

# Who may read a line may say what they think of it, report on their own action, and answer for
# their party, without being able to change the line itself.
MINE_TO_SAY = f"(scope = ANY({READ}) AND %s = (SELECT sec.actor()))"


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial"), ("access", "0002_grants_decide")]
    operations = [
        *protect("plans_plan"),
        *protect("plans_planversion", append_only=True),
        *protect("plans_versionline", append_only=True),
        *protect("plans_goal"),
        *protect("plans_action"),
        *protect("plans_linestep", append_only=True),
        *protect("plans_stance", append_only=True, extra_add=MINE_TO_SAY % "person_id"),
        *protect("plans_bottleneck"),
        *protect("plans_bottleneckstep", append_only=True, extra_add=MINE_TO_SAY % "by_id"),
        *protect("plans_planalert", extra_add=MINE_TO_SAY % "raised_by_id"),
        *protect("plans_outcome", append_only=True),
        *protect("plans_selfreport", append_only=True),
        *protect("plans_customsolution"),
        *protect("plans_closing"),
        # The copy holds no name, no household, no day and no key back to the file.
        *open_table("plans_solutioncopy"),
    ]
