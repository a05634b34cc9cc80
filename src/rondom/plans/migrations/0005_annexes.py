"""Documents beside the plan (R-015): what they are, their encrypted content, and the goals they bring."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from rondom.kernel.rls import protect


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0005_goal_withdrawn"),
    ]

    operations = [
        migrations.AlterField(
            model_name="versionline",
            name="kind",
            field=models.CharField(
                choices=[
                    ("goal", "goal"),
                    ("action", "action"),
                    ("barrier", "what is in the way"),
                    ("annex", "attached document"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="Annex",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("scope", models.BigIntegerField(db_index=True)),
                ("domain", models.SmallIntegerField()),
                ("client_id", models.UUIDField()),
                ("summary", models.TextField()),
                (
                    "requires",
                    models.CharField(
                        choices=[
                            ("youth_act", "plan under the Youth Act"),
                            ("wmo", "support plan under the Social Support Act (Wmo)"),
                            ("debt_help", "debt help plan (Wgs)"),
                            ("safety", "safety plan"),
                            ("court", "order of a court or of the probation service"),
                            ("other", "another rule"),
                        ],
                        max_length=10,
                    ),
                ),
                ("other_rule", models.CharField(blank=True, max_length=200)),
                ("document_on", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("pdf", "PDF"), ("png", "picture (PNG)"), ("jpeg", "picture (JPEG)")],
                        max_length=4,
                    ),
                ),
                ("size", models.PositiveIntegerField()),
                ("pages", models.PositiveIntegerField()),
                ("attached_at", models.DateTimeField()),
                ("by_id", models.UUIDField()),
                ("by_name", models.CharField(max_length=120)),
                ("by_function", models.CharField(blank=True, max_length=60)),
                ("organization_id", models.UUIDField(null=True)),
                ("organization_name", models.CharField(blank=True, max_length=200)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_by_name", models.CharField(blank=True, max_length=120)),
                ("withdrawn_why", models.TextField(blank=True)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="annexes", to="plans.plan"
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="replaced_by",
                        to="plans.annex",
                    ),
                ),
            ],
            options={
                "ordering": ["attached_at"],
            },
        ),
        migrations.AddField(
            model_name="goal",
            name="annex",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="goals",
                to="plans.annex",
            ),
        ),
        migrations.CreateModel(
            name="AnnexContent",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("scope", models.BigIntegerField(db_index=True)),
                ("sealed", models.BinaryField()),
                (
                    "annex",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="content", to="plans.annex"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="annex",
            constraint=models.CheckConstraint(
                condition=models.Q(("summary", ""), _negated=True), name="annex_says_what_it_is"
            ),
        ),
        migrations.AddConstraint(
            model_name="annex",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("requires", "other"), _negated=True),
                    models.Q(("other_rule", ""), _negated=True),
                    _connector="OR",
                ),
                name="annex_other_rule_is_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="annex",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_at", None), models.Q(("withdrawn_why", ""), _negated=True), _connector="OR"
                ),
                name="annex_withdrawn_says_why",
            ),
        ),
        *protect("plans_annex"),
        *protect("plans_annexcontent"),
    ]
