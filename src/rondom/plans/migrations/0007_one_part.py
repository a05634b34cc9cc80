"""A plan lies in the core of its household and is read with the scopes of that part only."""

from django.db import migrations

from rondom.access.scopes import Part
from rondom.kernel.rls import one_part


class Migration(migrations.Migration):
    dependencies = [("access", "0005_one_part"), ("plans", "0006_asked_anew")]
    operations = [
        *one_part(["plans_plan", "plans_planversion"], Part.CORE),
    ]
