"""Queueing a mail: words from a template without personal facts, sealed until it is sent."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID, uuid4

from django.conf import settings
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils import translation
from procrastinate.contrib.django import app

from rondom.access.actor import Actor
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.kernel import calendar_files, crypto
from rondom.kernel.keys import keyring
from rondom.notices.addresses import address_of, language_of
from rondom.notices.models import Mail
from rondom.notices.sealing import mail_address

JOB = "notices.deliver_mail"


class MailTemplateUnknown(LookupError):  # noqa: N818 - named by what happened
    """There is no mail text of that name (a fault in code, not of a user)."""


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a mail. The name and the content hold no personal facts."""

    name: str
    content: bytes
    content_type: str


def calendar_attachment(content: bytes, *, method: Literal["REQUEST", "CANCEL"] = "REQUEST") -> Attachment:
    """A calendar file (`rondom.kernel.calendar_files`) as an attachment that mail programs act on."""
    return Attachment("appointment.ics", content, calendar_files.content_type(method))


@command("mail.send")
def send_mail_to(
    *,
    actor: Actor,
    template: str,
    at: datetime,
    receiver_kind: str = "",
    receiver_id: UUID | None = None,
    address: str = "",
    language: str = "",
    attachments: Sequence[Attachment] = (),
    link: str = "",
) -> UUID | None:
    """Queue one mail in the open transaction; answers its key, or None when no safe address is known.

    `address` is only for somebody without a page (a neighbour who was invited); for everybody else
    the address is looked up, and one that is not safe to use is never used (R-002). Delivery is tried
    again with growing pauses; what keeps failing stays visible as a dead letter. `link` is a whole
    address for a text that carries one; it may not tell who the receiver is.
    Raises MailTemplateUnknown.
    """
    to = address or (address_of(receiver_kind, receiver_id, at=at) if receiver_id else "")
    subjects = [receiver_id] if receiver_kind == "resident" and receiver_id else []
    if not to:
        record(
            actor=actor,
            action="mail.send",
            at=at,
            subjects=subjects,
            object_type="mail",
            outcome="no_safe_address",
            row="own",
        )
        return None
    words = _words(template, language or language_of(receiver_id, at=at), link)
    row_id = uuid4()
    content = {"to": to, **words, "files": [_packed(one) for one in attachments]}
    Mail(
        id=row_id,
        receiver_kind=receiver_kind,
        receiver_id=receiver_id,
        template=template,
        sealed=crypto.encrypt(keyring(), mail_address(row_id), json.dumps(content)),
        queued_at=at,
    ).save(force_insert=True)
    record(
        actor=actor,
        action="mail.send",
        at=at,
        subjects=subjects,
        object_type="mail",
        object_id=row_id,
        row="own",
    )
    app.configure_task(JOB, queue="mail").defer(mail_id=str(row_id))
    return row_id


def _words(template: str, language: str, link: str) -> dict[str, str]:
    with translation.override(language):
        try:
            whole = render_to_string(
                f"notices/mail/{template}.txt", {"site": settings.BASE_URL + "/", "link": link}
            )
        except TemplateDoesNotExist:
            raise MailTemplateUnknown(template) from None
    subject, _, body = whole.strip().partition("\n")
    return {"subject": subject.strip(), "body": body.strip() + "\n"}


def _packed(one: Attachment) -> list[str]:
    return [one.name, base64.b64encode(one.content).decode(), one.content_type]
