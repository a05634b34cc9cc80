"""A leader's start page looks at the few who act as case manager, not at every case of the team."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_one_part"),
        ("organizations", "0004_portrait"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="casemanagerassignment",
            index=models.Index(
                condition=models.Q(("acting", True), ("until", None)),
                fields=["case"],
                name="case_acting_manager",
            ),
        ),
    ]
