"""The site's addresses, put together from the modules that are installed."""

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from rondom.web.health import healthz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("i18n/", include("django.conf.urls.i18n")),
]

# Each of these holds `urlpatterns`; a module in the making may still be without.
PLACES = [
    "rondom.web.style",
    "rondom.web.pages",
    "rondom.web.drafts.urls",
    "rondom.web.demo.urls",
    "rondom.web.screens.urls",
    "rondom.web.portal.urls",
    "rondom.web.privacy.urls",
    "rondom.accounts.urls",
    "rondom.notices.urls",
    "rondom.privacy.urls",
    "rondom.organizations.urls",
    "rondom.cases.urls",
    "rondom.plans.urls",
    "rondom.referrals.urls",
    "rondom.meetings.urls",
    "rondom.interop.urls",
]


def _found(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False


for place in PLACES:
    if _found(place):
        module = import_module(place)
        urlpatterns += getattr(module, "urlpatterns", None) or getattr(module, "style_urlpatterns", [])
