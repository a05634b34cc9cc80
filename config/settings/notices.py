"""Mail. Without a server it waits in the queue and is never printed; in demo mode it goes into a folder."""

import os
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import RONDOM_DEMO, RONDOM_HOME

_smtp = urlsplit(os.environ.get("RONDOM_SMTP_URL", ""))
if _smtp.scheme or os.environ.get("RONDOM_SMTP_URL"):
    if _smtp.scheme not in {"smtp", "smtp+tls", "smtps"} or not _smtp.hostname:
        raise ImproperlyConfigured("RONDOM_SMTP_URL must look like smtp+tls://user:password@host:587.")
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _smtp.hostname or "localhost", _smtp.port or 25
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_smtp.username or ""), unquote(_smtp.password or "")
    EMAIL_USE_TLS = _smtp.scheme == "smtp+tls"
    EMAIL_USE_SSL = _smtp.scheme == "smtps"
    EMAIL_TIMEOUT = 20
elif RONDOM_DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(RONDOM_HOME / "mail")
else:
    EMAIL_BACKEND = "rondom.notices.no_server.EmailBackend"
DEFAULT_FROM_EMAIL = os.environ.get("RONDOM_MAIL_FROM", "Rondom <noreply@rondom.invalid>")
