"""Settings of the tests: a state folder and a database server of their own, nothing waiting for the disk."""

import os
from pathlib import Path

os.environ.setdefault("RONDOM_HOME", str(Path(__file__).resolve().parents[1] / "var" / "test"))
os.environ.setdefault("RONDOM_FAST_DATABASE", "1")
os.environ.setdefault("RONDOM_DEMO", "0")

from config.settings import *

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Most tests sign in without the sign-in pages; what a second step demands has tests of its own.
RONDOM_STAFF_MFA = False
