"""One timeline."""

from django.db import models

from rondom.cases.models.case import Case
from rondom.kernel.models import ScopedRow


class TimelineEntry(ScopedRow):
    """Something that happened, told in one line; its scope is that of the thing itself (R-006).

    `kind` is a `noun.verb` like the command's; `words` holds the values for its sentence (names of
    things, never a copy of somebody's text).
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="timeline")
    at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    words = models.JSONField(default=dict)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120, blank=True)
    by_function = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "-at"], name="timeline_case_at")]
