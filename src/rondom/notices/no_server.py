"""No mail server is set: every mail stays in the queue, and nobody's address or appointment is printed."""

from collections.abc import Sequence
from typing import NoReturn

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class NoMailServer(Exception):  # noqa: N818 - named by what happened
    """RONDOM_SMTP_URL is not set; the mail is tried again later."""


class EmailBackend(BaseEmailBackend):
    """Takes no mail, so that the queue keeps it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> NoReturn:
        """Raises NoMailServer, always."""
        del email_messages
        raise NoMailServer
