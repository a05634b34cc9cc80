"""What every page gets: who is signed in, where the menu goes, theme and demo clock."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from rondom.access.actor import ANONYMOUS
from rondom.kernel import clock
from rondom.web import menus


def page(request: HttpRequest) -> dict[str, Any]:
    """Context for base.html."""
    actor = getattr(request, "actor", ANONYMOUS)
    return {
        "actor": actor,
        "at": getattr(request, "at", None),
        "nav": menus.menu_for(actor, request.path),
        "resident": actor.is_resident,
        "demo": settings.RONDOM_DEMO,
        "demo_offset": clock.offset() if settings.RONDOM_DEMO else None,
        "theme": request.COOKIES.get("rondom-theme", ""),
    }
