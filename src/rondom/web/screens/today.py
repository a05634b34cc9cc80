"""The start page: what needs me today, what waits on others, what came back to me."""

from datetime import date
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
from rondom.meetings import queries as meetings
from rondom.organizations import queries as organizations
from rondom.plans import queries as plans
from rondom.referrals import queries as referrals
from rondom.web.addresses import address
from rondom.web.screens.starts import start_for

# Each answers `list[TodayItem]` for (actor, at=).
SOURCES = (cases.today_items, plans.today_items, referrals.today_items, meetings.today_items)


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
    items = [item for source in SOURCES for item in source(actor, at=at)]
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
