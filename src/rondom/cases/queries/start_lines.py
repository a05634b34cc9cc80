"""What a line of a start page is, in what order lines stand, and how few of them are read."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, Window
from django.utils.translation import gettext_lazy as _

from rondom.kernel.sorting_rules import sorting_rule

ME, OTHERS, BACK = "me", "others", "back"
FAR = date(9999, 1, 1)
LOSS = 10
"""The weight of a day on which something can be lost: above everything else."""


@dataclass(frozen=True, kw_only=True)
class TodayItem:
    """One line of the start page. `side`: me (needs me), others (waits on others), back (came back).

    `sentence` never holds a text of the file; `url_name` and `url_id` name the page to go to.
    `later`: how many of this kind there are besides that were not read, because a page shows ten.
    """

    side: str
    sentence: Any
    url_name: str
    url_id: UUID | None = None
    case_id: UUID | None = None
    case_name: str = ""
    due_on: date | None = None
    weight: int = 1
    later: int = 0
    words: dict[str, Any] = field(default_factory=dict)


@sorting_rule(
    "today_order",
    what=_(
        "Orders the start page of a worker: first the days on which a client can lose something, "
        "then the nearest day, then what can hurt the client most."
    ),
    why=_("So that an eviction is never hidden under small things that are late."),
    inputs=("item.due_on", "item.weight"),
)
def order_items(items: list[TodayItem]) -> list[TodayItem]:
    """What can be lost first, then by deadline, by what it can do to the client, by name (R-221)."""
    return sorted(items, key=lambda i: (i.weight < LOSS, i.due_on or FAR, -i.weight, i.case_name))


def nearest(rows: QuerySet[Any], *order: Any, most: int) -> QuerySet[Any]:
    """At most so many rows in this order, each with `of_all`: how many there are.

    A page shows ten lines a side, so no list needs to bring more than ten.
    """
    counted: QuerySet[Any] = rows.annotate(of_all=Window(Count("*"))).order_by(*order)
    return counted[:most]


def lines_of(rows: list[Any], line: Callable[[Any], TodayItem]) -> list[TodayItem]:
    """The lines of rows that `nearest` found; the last one counts what was not read."""
    items = [line(row) for row in rows]
    if items and (later := rows[0].of_all - len(rows)):
        items[-1] = replace(items[-1], later=later)
    return items
