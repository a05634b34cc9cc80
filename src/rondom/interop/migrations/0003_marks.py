"""Tasks are known by their own identifiers, so that the same referral sent again is one referral (R-061)."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("interop", "0002_protect")]

    operations = [
        migrations.AddField(
            model_name="fhirresource",
            name="marks",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=64), default=list, size=None
            ),
        ),
        migrations.AddIndex(
            model_name="fhirresource",
            index=django.contrib.postgres.indexes.GinIndex(fields=["marks"], name="fhir_marks"),
        ),
    ]
