"""A goal may be of somebody in the household other than the client (R-017, R-044): only its words."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0003_story")]

    operations = [
        migrations.AlterField(
            model_name="goal",
            name="owner",
            field=models.CharField(
                choices=[
                    ("client", "the client"),
                    ("professional", "a professional"),
                    ("both", "the client and a professional"),
                    ("member", "somebody from the household"),
                ],
                max_length=12,
            ),
        ),
    ]
