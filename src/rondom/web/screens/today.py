"""The start page: what needs me today, what waits on others, what came back to me."""

from datetime import date
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from rondom.access.actor import Actor
from rondom.audit.log import record
from rondom.cases import queries as cases
from rondom.cases.queries import day_of
from rondom.organizations import queries as organizations
from rondom.web.addresses import address
from rondom.web.screens.starts import start_for

# Each answers `list[TodayItem]` for (actor, at=); a module that is not there adds nothing.
SOURCES = (
    "rondom.cases.queries",
    "rondom.plans.queries",
    "rondom.referrals.queries",
    "rondom.meetings.queries",
    "rondom.web.screens.conversation",
    "rondom.privacy.queries",
)


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """R-221. At most ten items a side, the nearest day first; how many there are stays visible."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    at = request.at  # type: ignore[attr-defined]
    if actor.is_anonymous:
        return redirect("login")
    if actor.is_resident:
        return redirect("portal")
    limit = organizations.setting("today_items")
    items = [item for source in SOURCES for item in _from(source, actor, at)]
    ordered = cases.order_items(items) if not cases.is_suspended("today_order") else items
    sides = {
        side: {
            "lines": [_line(item, day_of(at)) for item in items_of_side[:limit]],
            "total": total,
            "more": max(total - limit, 0),
        }
        for side in (cases.ME, cases.OTHERS, cases.BACK)
        for items_of_side in [[item for item in ordered if item.side == side]]
        for total in [sum(1 + item.later for item in items_of_side)]
    }
    record(
        actor=actor,
        action="today.view",
        at=at,
        part="today",
        object_type="page",
    )
    context = {
        "me": sides[cases.ME],
        "others": sides[cases.OTHERS],
        "back": sides[cases.BACK],
        "total": sum(side["total"] for side in sides.values()),
        "start": start_for(actor),
        **organizations.support_for(actor, day_of(at)),
    }
    return render(request, "web/screens/today.html", context)


def _from(source: str, actor: Actor, at: Any) -> list[cases.TodayItem]:
    if find_spec(source.rpartition(".")[0]) is None or find_spec(source) is None:
        return []
    found = getattr(import_module(source), "today_items", None)
    return list(found(actor, at=at)) if found else []


def _line(item: cases.TodayItem, on: date) -> dict[str, Any]:
    try:
        url = address(item.url_name, item.url_id) if item.url_id else reverse(item.url_name)
    except NoReverseMatch:
        url = ""
    return {
        "sentence": str(item.sentence).format(**item.words),
        "case": item.case_name,
        "open": gettext("Open %(name)s") % {"name": item.case_name} if item.case_name else gettext("Open"),
        "due": item.due_on,
        "days": (item.due_on - on).days if item.due_on else None,
        "url": url,
    }
