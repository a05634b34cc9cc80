"""Somebody from the household may take their own goal back (R-017, R-044): a state of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0004_goal_of_a_member")]

    operations = [
        migrations.AlterField(
            model_name="goal",
            name="state",
            field=models.CharField(
                choices=[
                    ("proposed", "proposed"),
                    ("agreed", "agreed"),
                    ("reached", "reached"),
                    ("dropped", "no longer needed"),
                    ("withdrawn", "withdrawn by whose goal it was"),
                ],
                default="proposed",
                max_length=10,
            ),
        ),
    ]
