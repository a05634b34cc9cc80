"""Stances count for the words they were given about (R-018); the order and the after-care leave a trace."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0005_annexes")]

    operations = [
        migrations.AddField(model_name="goal", name="worded_at", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="action", name="worded_at", field=models.DateTimeField(null=True)),
        migrations.AlterField(
            model_name="linestep",
            name="kind",
            field=models.CharField(
                choices=[
                    ("added", "added"),
                    ("changed", "changed"),
                    ("state", "moved on"),
                    ("accepted", "accepted by the client"),
                    ("term", "put at another time"),
                    ("moved", "put in another place"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="planalert",
            name="kind",
            field=models.CharField(
                choices=[
                    ("reminded", "was reminded to say what they think of the plan"),
                    ("silent_party", "has not said yet what they think of the plan"),
                    ("no_money_step", "there is no first step about money yet"),
                    ("bottleneck", "something in the plan is stuck"),
                    ("join_request", "asks to take part in the plan"),
                    ("closing", "asks to close without having spoken to the client"),
                    ("aftercare", "it is time to ask how things are"),
                ],
                max_length=14,
            ),
        ),
    ]
