"""The newest rows and the days of the log, without sorting all of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_vain_searches")]
    operations = [
        migrations.AddIndex(
            model_name="auditevent", index=models.Index(fields=["-at", "-id"], name="audit_at")
        )
    ]
