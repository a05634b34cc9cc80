"""The one clock. Doors read it and pass `at` on; rules and commands never ask for the time.

In demo mode the clock can be moved: the offset in seconds stands in one small file in the
state folder, so that the site, the worker and the command line all see the same moment.
"""

from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from rondom.kernel.zone import AMSTERDAM

__all__ = ["AMSTERDAM", "move", "now", "offset", "today"]


def _offset_file() -> Path:
    return Path(settings.RONDOM_HOME) / "clock-offset"


def offset() -> timedelta:
    """How far the demo clock runs ahead; zero outside demo mode."""
    if not settings.RONDOM_DEMO:
        return timedelta(0)
    try:
        return timedelta(seconds=int(_offset_file().read_text() or "0"))
    except (FileNotFoundError, ValueError):
        return timedelta(0)


def move(step: timedelta) -> timedelta:
    """Move the demo clock by `step` and return the new offset.

    Only forward: a clock that runs back would make the log contradict itself.
    """
    if not settings.RONDOM_DEMO or step < timedelta(0):
        raise ValueError("the clock moves forward, and in demo mode only")
    total = offset() + step
    _offset_file().write_text(str(int(total.total_seconds())))
    return total


def now() -> datetime:
    """Now: aware, UTC, demo offset included."""
    return timezone.now() + offset()  # noqa: TID251 - this is the one place


def today() -> date:
    """The calendar day in Amsterdam."""
    return now().astimezone(AMSTERDAM).date()
