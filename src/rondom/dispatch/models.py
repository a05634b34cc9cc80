"""What the outbox must remember: which handler already heard which event, and what was sent twice."""

from django.db import models


class HandledEvent(models.Model):
    """A handler has dealt with an event: a redelivery does nothing."""

    event_id = models.UUIDField()
    handler = models.CharField(max_length=120)
    handled_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event_id", "handler"], name="event_once_per_handler")]


class SubmittedForm(models.Model):
    """The key of a form that was carried out: sending it again answers the same and does nothing."""

    key = models.UUIDField(primary_key=True)
    actor_id = models.UUIDField()
    submitted_at = models.DateTimeField()
    outcome = models.CharField(max_length=300, blank=True)
