"""An index for the count that every search asks for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_retention")]
    operations = [
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(
                fields=["actor_id", "at"],
                name="audit_vain_searches",
                condition=models.Q(action="case.search", outcome="not_found"),
            ),
        ),
    ]
