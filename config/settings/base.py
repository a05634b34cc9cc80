"""What is the same everywhere."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from rondom.kernel.postgres import secrets_of


def number(name: str, default: int, *, least: int = 0) -> int:
    """A whole number from the environment. Raises ImproperlyConfigured with a sentence."""
    text = os.environ.get(name) or str(default)
    if not text.isdecimal() or int(text) < least:
        raise ImproperlyConfigured(f"{name} must be a whole number from {least}, such as {default}.")
    return int(text)


ROOT = Path(__file__).resolve().parents[2]
RONDOM_HOME = Path(os.environ.get("RONDOM_HOME") or ROOT / "var")
RONDOM_DEMO = os.environ.get("RONDOM_DEMO", "") == "1"
RONDOM_DEMO_HOUSEHOLDS = number("RONDOM_DEMO_HOUSEHOLDS", 300)
DEBUG = os.environ.get("RONDOM_DEBUG", "") == "1"

_made = secrets_of(RONDOM_HOME) if not os.environ.get("RONDOM_SECRET_KEY") else {}
SECRET_KEY = os.environ.get("RONDOM_SECRET_KEY") or _made["secret_key"]
RONDOM_CONTEXT_KEY = (os.environ.get("RONDOM_CONTEXT_KEY") or _made.get("context_key", SECRET_KEY)).encode()
RONDOM_FIELD_KEY = (os.environ.get("RONDOM_FIELD_KEY") or _made.get("field_key", SECRET_KEY)).encode()
RONDOM_KEYS_FROM_ENVIRONMENT = all(
    os.environ.get(n) for n in ("RONDOM_SECRET_KEY", "RONDOM_CONTEXT_KEY", "RONDOM_FIELD_KEY")
)

BASE_URL = os.environ.get("RONDOM_BASE_URL", f"http://localhost:{os.environ.get('PORT', '8000')}")
ALLOWED_HOSTS = os.environ.get("RONDOM_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("RONDOM_TRUSTED_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    *[
        f"rondom.{name}"
        for name in (
            *("kernel", "access", "audit", "dispatch", "people", "organizations", "accounts", "privacy"),
            *("notices", "cases", "plans", "referrals", "meetings", "interop", "web"),
        )
        if (ROOT / "src" / "rondom" / name / "apps.py").exists()
    ],
]

MIDDLEWARE = [
    "rondom.web.middleware.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "rondom.web.middleware.ActorAndTransaction",
    "rondom.web.middleware.SecondStepFirst",
    "rondom.web.drafts.middleware.KeepTyped",
    "rondom.web.middleware.RefusalPages",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Before the pages that django-allauth brings itself.
        "DIRS": [ROOT / "src" / "rondom" / "accounts" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "rondom.web.context.page",
            ],
        },
    },
]

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS: list[str] = []
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
FORMAT_MODULE_PATH = "rondom.web.formats"

STATIC_URL = "static/"
STATIC_ROOT = RONDOM_HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if os.environ.get("RONDOM_STATIC", "") == "manifest"
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = os.environ.get("RONDOM_STATIC", "") != "manifest"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
RONDOM_FHIR_REQUESTS_PER_MINUTE = number("RONDOM_FHIR_REQUESTS_PER_MINUTE", 300, least=1)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
# Files only in memory: Django's second handler would write large ones to a folder, in the clear.
FILE_UPLOAD_HANDLERS = ["rondom.kernel.uploads.memory.MemoryOnly"]
# Of all files of one request. At least the highest `annex_size_megabytes` that a city can choose.
UPLOAD_KEPT_BYTES = 25_000_000
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # A traceback carries local values, so personal facts: the log keeps type and place only.
    "formatters": {"plain": {"()": "rondom.kernel.logs.NoContentFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.server": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "procrastinate": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}

# The worker must know every job by name; whoever publishes imports these anyhow.
PROCRASTINATE_IMPORT_PATHS = ["rondom.dispatch.events", "rondom.dispatch.jobs"]
