"""Logging in: OpenID Connect for staff and residents, passkeys and one-time codes, short sessions."""

import json
import os
from datetime import timedelta
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import RONDOM_DEMO, number

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_ADAPTER = "rondom.accounts.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "rondom.accounts.adapters.SocialAdapter"
MFA_ADAPTER = "rondom.accounts.adapters.MfaAdapter"
# The same forms, with our words instead of the library's.
ACCOUNT_FORMS = {
    "login": "rondom.accounts.forms.SignInForm",
    "reauthenticate": "rondom.accounts.forms.PasswordAgainForm",
}
MFA_FORMS = {
    "authenticate": "rondom.accounts.forms.SecondStepForm",
    "reauthenticate": "rondom.accounts.forms.SecondStepAgainForm",
    "activate_totp": "rondom.accounts.forms.AddAppForm",
    "add_webauthn": "rondom.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "rondom.accounts.forms.NamePasskeyForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_ON_GET = False
# Wrong tries are counted by our own adapter, per account and address together, in the database.
# These only stop floods from one address; none of them counts an account alone.
ACCOUNT_RATE_LIMITS = {"login_failed": "100/m/ip", "login": "60/m/ip", "reauthenticate": "20/m/user"}
CACHES = {
    # allauth counts here; in the database it survives a restart and is shared by all processes.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "django_cache"}
}
ALLAUTH_TRUSTED_PROXY_COUNT = number("RONDOM_PROXIES", 0)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = RONDOM_DEMO
MFA_TOTP_ISSUER = "Rondom"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the address comes from the provider or the administrator
MFA_RECOVERY_CODES_SHOW_ONCE = True
RONDOM_STAFF_MFA = os.environ.get("RONDOM_STAFF_MFA", "1") == "1"
"""Staff need a second step: their provider says so (amr, or an acr named here), or they have one with us."""
RONDOM_STRONG_LEVELS = [one for one in os.environ.get("RONDOM_STRONG_LEVELS", "").split(",") if one]
RONDOM_PASSWORD_LOGIN = os.environ.get("RONDOM_PASSWORD_LOGIN", "") == "1"


def _providers() -> list[dict[str, Any]]:
    try:
        found = json.loads(os.environ.get("RONDOM_OPENID") or "[]")
    except ValueError:
        found = None
    if not isinstance(found, list) or not all(
        isinstance(one, dict) and isinstance(one.get("settings", {}), dict) for one in found
    ):
        raise ImproperlyConfigured("RONDOM_OPENID must be a JSON list of providers; see docs/settings.md.")
    return found


SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
# Each entry: {"provider_id": "staff", "name": "...", "client_id": "...", "secret": "...",
#              "settings": {"server_url": "https://.../.well-known/openid-configuration"}}
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, Any]] = {
    "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": _providers()}
}

# Everything else asks to sign in first; these answer anybody, or have a sign-in of their own (tokens).
RONDOM_PUBLIC_PATHS = (
    *("/healthz", "/static/", "/i18n/", "/style/", "/ask/", "/accessibility/", "/demo/"),
    *("/login/", "/logout/", "/appointments/", "/fhir", "/api/", "/hsds"),
)

SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_SAVE_EVERY_REQUEST = False
RONDOM_IDLE_MINUTES = number("RONDOM_IDLE_MINUTES", 15, least=1)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
