"""Headers and cookies."""

from urllib.parse import urlsplit

from config.settings.base import BASE_URL, DEBUG
from config.settings.login import SOCIALACCOUNT_PROVIDERS

_https = BASE_URL.startswith("https://")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SESSION_COOKIE_NAME = "__Host-rondom" if _https else "rondom"
CSRF_COOKIE_NAME = "__Host-rondom-csrf" if _https else "rondom-csrf"
LANGUAGE_COOKIE_NAME = "rondom-language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False
CSRF_FAILURE_VIEW = "rondom.web.errors.csrf_failure"
# The sign-in button is a form that ends at the provider, and browsers hold redirects of a form to this too.
# `form_origins`: further addresses of a provider whose sign-in page stands elsewhere than its configuration.
_providers = [app.get("settings", {}) for app in SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]]
_origins = {
    "{0.scheme}://{0.netloc}".format(urlsplit(one["server_url"]))
    for one in _providers
    if one.get("server_url")
}
_origins |= {origin for one in _providers for origin in one.get("form_origins", [])}
_form_action = " ".join(["'self'", *sorted(_origins)])
# No inline script or style anywhere, nothing from another host.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    f"connect-src 'self'; form-action {_form_action}; "
    "frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'"
)
if DEBUG:
    INTERNAL_IPS = ["127.0.0.1"]
