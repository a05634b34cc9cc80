"""The clock of a referral may stand still, with a reason and an end (R-063)."""

import django.db.models.deletion
import uuid
from django.db import migrations, models

from rondom.kernel.rls import READ, WRITE, custom, policy

TABLE = "referrals_referralpause"


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0003_story"),
    ]

    operations = [
        migrations.AddField(
            model_name="referralprogress",
            name="paused_until",
            field=models.DateField(null=True),
        ),
        migrations.CreateModel(
            name="ReferralPause",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("scope", models.BigIntegerField(db_index=True)),
                ("sender_scope", models.BigIntegerField(db_index=True, null=True)),
                ("at", models.DateTimeField()),
                ("by_id", models.UUIDField()),
                ("by_name", models.CharField(max_length=120)),
                ("by_function", models.CharField(blank=True, max_length=120)),
                ("reason", models.TextField(blank=True)),
                ("until", models.DateField(null=True)),
                ("due_on", models.DateField()),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pauses",
                        to="referrals.referral",
                    ),
                ),
            ],
            options={
                "ordering": ["at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="pause_has_reason_and_end",
                    )
                ],
            },
        ),
        *custom(
            TABLE,
            policy(
                TABLE,
                "read_both",
                "SELECT",
                using=f"scope = ANY({READ}) OR sender_scope = ANY({READ})",
            ),
            policy(TABLE, "add_scope", "INSERT", check=f"scope = ANY({WRITE})"),
        ),
    ]
