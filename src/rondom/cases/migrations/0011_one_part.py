"""Tables of one part are read with the scopes of that part only."""

from django.db import migrations

from rondom.access.scopes import Part
from rondom.kernel.rls import one_part

OVERVIEW = ["cases_case", "cases_casemanagerassignment", "cases_deadlinealarm"]
STORY = ["cases_strength", "cases_introduction", "cases_supporter", "cases_handover"]


class Migration(migrations.Migration):
    dependencies = [("access", "0005_one_part"), ("cases", "0010_grid_and_external_parties")]
    operations = [*one_part(OVERVIEW, Part.OVERVIEW), *one_part(STORY, Part.STORY)]
