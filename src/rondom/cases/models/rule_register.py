"""Rules that sort or flag cases can be stopped at once."""

from django.db import models

from rondom.kernel.models import Row


class RuleSuspension(Row):
    """A rule of the register that the privacy officer has stopped (R-051). No facts about clients."""

    rule = models.SlugField(max_length=60)
    reason = models.TextField()
    suspended_at = models.DateTimeField()
    suspended_by_name = models.CharField(max_length=120)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rule"], condition=models.Q(ended_at=None), name="rulesuspension_one_open"
            )
        ]
