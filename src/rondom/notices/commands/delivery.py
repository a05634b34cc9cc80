"""Handing a queued mail to the mail server. At least once: a crash between sending and noting repeats it."""

from __future__ import annotations

import base64
import json
from datetime import datetime
from smtplib import SMTPRecipientsRefused
from uuid import UUID

from django.core.mail import EmailMessage

from rondom.access.context import acting_as, system_actor
from rondom.kernel import crypto
from rondom.kernel.keys import keyring
from rondom.notices.models import Mail
from rondom.notices.sealing import mail_address
from rondom.notices.vocabulary import MailState

SENDER = system_actor("mail")
PERMANENT = 500


def deliver(*, mail_id: UUID, at: datetime) -> None:
    """Send one waiting mail and empty its row; a mail that is not waiting any more is left alone.

    An address that the other side refuses for good is not tried again. Any other failure is noted by
    name and raised, so that the queue tries again.
    """
    fault = _try(mail_id, at)
    if fault is None:
        return
    final = isinstance(fault, SMTPRecipientsRefused) and all(
        code >= PERMANENT for code, _text in fault.recipients.values()
    )
    with acting_as(SENDER, at=at):
        row = Mail.objects.select_for_update().get(pk=mail_id)
        row.tries += 1
        row.fault = type(fault).__name__
        if final:
            row.state, row.sealed = MailState.REFUSED, b""
        row.save(update_fields=["tries", "fault", "state", "sealed"])
    if not final:
        # Without the cause: its text may quote the address.
        raise MailNotSent(type(fault).__name__) from None


class MailNotSent(RuntimeError):  # noqa: N818 - named by what happened
    """The mail server did not take the mail; carries the name of the error only."""


def _try(mail_id: UUID, at: datetime) -> Exception | None:
    try:
        with acting_as(SENDER, at=at):
            row = (
                Mail.objects.select_for_update(skip_locked=True)
                .filter(pk=mail_id, state=MailState.WAITING)
                .first()
            )
            if row is None:
                return None
            _message(json.loads(crypto.decrypt(keyring(), mail_address(row.id), bytes(row.sealed)))).send()
            row.state, row.sent_at, row.sealed, row.fault = MailState.SENT, at, b"", ""
            row.save(update_fields=["state", "sent_at", "sealed", "fault"])
    except Exception as fault:  # noqa: BLE001 - whatever the mail server does, the queue decides
        return fault
    return None


def _message(content: dict) -> EmailMessage:
    files = [(name, base64.b64decode(body), kind) for name, body, kind in content["files"]]
    return EmailMessage(
        subject=content["subject"],
        body=content["body"],
        to=[content["to"]],
        attachments=files,
        headers={"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"},
    )
