"""The city's own values, with history (R-222): a row is added, never changed."""

from __future__ import annotations

import uuid

from django.db import models

from rondom.kernel.models import Row


class Setting(Row):
    """The value of a clock, threshold or list from a moment on. The newest row holds."""

    key = models.CharField(max_length=60)
    value = models.JSONField()
    valid_from = models.DateTimeField()
    set_by = models.UUIDField(null=True)
    set_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["key", "-valid_from"]
        constraints = [models.UniqueConstraint(name="setting_one_per_moment", fields=["key", "valid_from"])]

    def __str__(self) -> str:
        return f"{self.key} ({self.valid_from:%Y-%m-%d})"


class SettingsVersion(models.Model):
    """One row with a mark that changes with every setting, so that each process knows when to reload.

    A random mark and not a counter: after a rollback a counter would return to a number that a
    process has already seen with other values.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    mark = models.UUIDField(default=uuid.uuid4)

    class Meta:
        constraints = [models.CheckConstraint(name="settingsversion_one_row", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return str(self.mark)
