"""Mail. Without a server configured mail waits in the queue; in demo mode it is written to a folder."""

import os
from urllib.parse import unquote, urlsplit

from config.settings.base import RONDOM_DEMO, RONDOM_HOME

_smtp = urlsplit(os.environ.get("RONDOM_SMTP_URL", ""))
if _smtp.scheme:
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
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = os.environ.get("RONDOM_MAIL_FROM", "Rondom <noreply@rondom.invalid>")
