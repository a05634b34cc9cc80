"""The database: a real one by DATABASE_URL, else the embedded one, started when it is not running."""

import os
import re

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import RONDOM_HOME
from rondom.kernel import postgres

RONDOM_APP_ROLE = os.environ.get("RONDOM_APP_ROLE", postgres.APP)
RONDOM_SYSTEM_ROLE = os.environ.get("RONDOM_SYSTEM_ROLE", postgres.SYSTEM)
RONDOM_EMBEDDED = not os.environ.get("DATABASE_URL")

if os.environ.get("RONDOM_NO_DATABASE") == "1":
    # Type checks and translations load the settings; they need no server.
    _urls = postgres.Urls(
        app="postgresql://nobody@localhost/none", owner="postgresql://nobody@localhost/none"
    )
elif RONDOM_EMBEDDED:
    _urls = postgres.start(RONDOM_HOME, fast=os.environ.get("RONDOM_FAST_DATABASE") == "1")
else:
    _urls = postgres.Urls(
        app=os.environ["DATABASE_URL"], owner=os.environ.get("DATABASE_OWNER_URL", os.environ["DATABASE_URL"])
    )

DATABASE_APP_URL, DATABASE_OWNER_URL = _urls.app, _urls.owner
RONDOM_AS_OWNER = os.environ.get("RONDOM_AS_OWNER") == "1"
DATABASES = {
    "default": postgres.django_database(
        _urls.owner if RONDOM_AS_OWNER else _urls.app,
        pool=os.environ.get("RONDOM_POOL") == "1" and not RONDOM_AS_OWNER,
    )
}
if not re.fullmatch(r"[a-z_][a-z0-9_]*", RONDOM_APP_ROLE + RONDOM_SYSTEM_ROLE):
    raise ImproperlyConfigured("RONDOM_APP_ROLE and RONDOM_SYSTEM_ROLE must be plain lower-case role names")
