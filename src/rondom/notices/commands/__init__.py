"""Telling somebody that there is news, and sending mail.

    notify(actor=actor, receiver_kind="resident", receiver_id=person_id, kind="plan_changed",
           at=at, link_name="portal_plan")

puts a notice on the receiver's page, in the caller's transaction; a clock job turns waiting notices
into one mail per person, by their own wishes (R-019). `kind` is a NoticeKind; `link_name` the name
of an address of this site, with `link_id` as its only argument when it needs one.

    send_mail_to(actor=actor, receiver_kind="resident", receiver_id=person_id,
                 template="meeting_invitation", at=at, attachments=[calendar_attachment(content)])

queues a mail of its own, for what cannot wait for a digest (an invitation with a calendar file).
It answers the key of the mail, or None when there is no address that is safe to use: then only the
page tells. The text comes from `templates/notices/mail/<template>.txt`, which holds no
personal facts: name, subject, domain and organization are not available to it.
"""

from rondom.notices.commands.mail import Attachment, MailTemplateUnknown, calendar_attachment, send_mail_to
from rondom.notices.commands.messages import (
    MessageEmpty,
    MessageUnknown,
    RecallTooLate,
    mark_messages_read,
    pass_on_messages,
    recall_message,
    write_message,
)
from rondom.notices.commands.notify import mark_notices_read, notify
from rondom.notices.commands.preferences import PreferenceUnknown, choose_channels

__all__ = [
    "Attachment",
    "MailTemplateUnknown",
    "MessageEmpty",
    "MessageUnknown",
    "PreferenceUnknown",
    "RecallTooLate",
    "calendar_attachment",
    "choose_channels",
    "mark_messages_read",
    "mark_notices_read",
    "notify",
    "pass_on_messages",
    "recall_message",
    "send_mail_to",
    "write_message",
]
