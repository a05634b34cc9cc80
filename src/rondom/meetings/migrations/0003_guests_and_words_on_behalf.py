"""Guests at a meeting, words that came by telephone or on paper, and what the client disputes."""

import django.db.models.deletion
import uuid
from django.db import migrations, models

from rondom.kernel.rls import protect


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0002_protect"),
    ]

    operations = [
        migrations.CreateModel(
            name="GuestCard",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("scope", models.BigIntegerField(db_index=True)),
                ("client_name", models.CharField(max_length=160)),
                ("chair_name", models.CharField(blank=True, max_length=160)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "looking for a time"),
                            ("planned", "planned"),
                            ("running", "going on now"),
                            ("held", "held"),
                            ("fixed", "held, summary is final"),
                            ("refused", "not planned"),
                            ("cancelled", "cancelled"),
                        ],
                        max_length=10,
                    ),
                ),
                ("starts_at", models.DateTimeField(null=True)),
                ("ends_at", models.DateTimeField(null=True)),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("in_person", "around one table"),
                            ("video", "by video"),
                            ("mixed", "around one table, with somebody by video"),
                        ],
                        max_length=10,
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200)),
                ("link", models.URLField(blank=True, max_length=400)),
                ("agenda", models.JSONField(default=list)),
                (
                    "step",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("welcome", "Welcome"),
                            ("client", "The client tells"),
                            ("roles", "Who are you, what can you decide"),
                            ("goals", "Goals"),
                            ("obstacles", "What is in the way"),
                            ("options", "What can we do"),
                            ("agreements", "Who does what"),
                            ("closing", "The client's last word"),
                        ],
                        max_length=12,
                    ),
                ),
                ("step_started_at", models.DateTimeField(null=True)),
                ("revision", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="meeting",
            name="closing_word_by_name",
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AddField(
            model_name="meeting",
            name="closing_word_how",
            field=models.CharField(
                blank=True,
                choices=[
                    ("spoken", "said at the table"),
                    ("phone", "said by telephone"),
                    ("paper", "written on paper"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="about_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="note",
            name="about_part",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="participant",
            name="sees",
            field=models.CharField(
                choices=[
                    ("meeting", "the whole meeting"),
                    ("agenda", "only when, where and what we talk about"),
                ],
                default="meeting",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="pulseresponse",
            name="told_by_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="pulseresponse",
            name="told_by_name",
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AddField(
            model_name="pulseresponse",
            name="told_how",
            field=models.CharField(
                blank=True,
                choices=[
                    ("spoken", "said at the table"),
                    ("phone", "said by telephone"),
                    ("paper", "written on paper"),
                ],
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="note",
            name="kind",
            field=models.CharField(
                choices=[
                    ("addition", "added by the client"),
                    ("correction", "correction"),
                    ("amendment", "change after it was final"),
                    ("input", "input of somebody who could not come"),
                    ("not_right", "the client says: this is not right"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="pulseresponse",
            constraint=models.CheckConstraint(
                condition=models.Q(("told_how", ""), ("told_by_id__isnull", False), _connector="OR"),
                name="pulse_told_by_somebody",
            ),
        ),
        migrations.AddField(
            model_name="guestcard",
            name="client",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="guestcard",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="guest_cards", to="meetings.meeting"
            ),
        ),
        migrations.AddField(
            model_name="guestcard",
            name="participant",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="card", to="meetings.participant"
            ),
        ),
        *protect("meetings_guestcard"),
    ]
