"""Notices, wishes about mail, mail on its way, and messages."""

from __future__ import annotations

from datetime import time

from django.db import models
from django.db.models import Q

from rondom.kernel.models import Row, ScopedRow
from rondom.notices.vocabulary import MailMode, MailState, ReceiverKind

QUIET_FROM, QUIET_UNTIL = time(20, 0), time(8, 0)


class ChannelPreference(Row):
    """How one person or professional wants to be told. Only they read and change it."""

    receiver_kind = models.CharField(max_length=15, choices=ReceiverKind)
    receiver_id = models.UUIDField(unique=True)
    mail_mode = models.CharField(max_length=12, choices=MailMode, default=MailMode.DAILY)
    quiet_from = models.TimeField(default=QUIET_FROM)
    quiet_until = models.TimeField(default=QUIET_UNTIL)
    language = models.CharField(max_length=5, default="nl")
    changed_at = models.DateTimeField()


class Notice(Row):
    """That there is news of some kind; only the receiver reads it. Holds nothing about anybody."""

    receiver_kind = models.CharField(max_length=15, choices=ReceiverKind)
    receiver_id = models.UUIDField()
    kind = models.SlugField(max_length=40)
    link_name = models.CharField(max_length=60, blank=True)
    link_id = models.UUIDField(null=True)
    urgent = models.BooleanField(default=False)
    given_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["receiver_id", "-given_at"], name="notice_receiver_at"),
            models.Index(
                fields=["receiver_id"], name="notice_to_mail", condition=Q(mailed_at=None, read_at=None)
            ),
        ]


class Mail(Row):
    """A mail on its way, encrypted until it is sent and emptied afterwards. Only the system reads it."""

    receiver_kind = models.CharField(max_length=15, choices=ReceiverKind, blank=True)
    receiver_id = models.UUIDField(null=True)
    template = models.SlugField(max_length=40)
    sealed = models.BinaryField()
    state = models.CharField(max_length=10, choices=MailState, default=MailState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=80, blank=True)
    """The name of the last error, never its text: that may quote an address."""
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "queued_at"], name="mail_state_at")]


class Message(ScopedRow):
    """One message between a client and the case manager; scope INVOLVEMENT_MASKED, or one of its own.

    A recalled message keeps its row and loses its words.
    """

    space = models.BigIntegerField()
    written_by_kind = models.CharField(max_length=15, choices=ReceiverKind)
    written_by = models.UUIDField()
    writer_name = models.CharField(max_length=160)
    receiver_kind = models.CharField(max_length=15, choices=ReceiverKind)
    receiver_id = models.UUIDField()
    body = models.TextField(blank=True)
    written_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    recalled_at = models.DateTimeField(null=True)
    recall_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["space", "-written_at"], name="message_space_at")]
        constraints = [
            models.CheckConstraint(
                name="message_has_words", condition=~Q(body="") | Q(recalled_at__isnull=False)
            )
        ]
