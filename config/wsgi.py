"""The WSGI door."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()


def _settle() -> None:
    """Load all addresses, and tell the collector of garbage that what is here now stays.

    Else it walks the whole program every few hundred pages, which takes a tenth of a second.
    """
    from django.urls import get_resolver

    get_resolver().reverse_dict  # noqa: B018 - filled when first read
    gc.collect()
    gc.freeze()


_settle()
