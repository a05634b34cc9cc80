"""Day zero of the demo: a Monday morning; the story counts days from it."""

from datetime import datetime, time, timedelta
from pathlib import Path

from django.conf import settings

from rondom.kernel import clock

_FILE = "demo-day-zero"


def day_zero() -> datetime:
    """The Monday (09:00 in Amsterdam) on which the demo starts; fixed at the first load."""
    path = Path(settings.RONDOM_HOME) / _FILE
    if path.exists():
        return datetime.fromisoformat(path.read_text())
    start = next_monday(clock.now())
    path.write_text(start.isoformat())
    return start


def next_monday(moment: datetime) -> datetime:
    """The first Monday at 09:00 (Amsterdam) that is not before `moment`."""
    local = moment.astimezone(clock.AMSTERDAM)
    days = (7 - local.weekday()) % 7
    monday = datetime.combine(local.date() + timedelta(days=days), time(9), clock.AMSTERDAM)
    return monday if monday >= local else monday + timedelta(days=7)


def bring_clock_to_day_zero() -> None:
    """Move the demo clock to day zero, unless it is past it already."""
    gap = day_zero() - clock.now()
    if gap > timedelta(0):
        clock.move(gap)


def day(number: int, hour: int = 10, minute: int = 0) -> datetime:
    """Day `number` of the story (negative: before the meeting), at that time in Amsterdam."""
    on = day_zero().astimezone(clock.AMSTERDAM).date() + timedelta(days=number)
    return datetime.combine(on, time(hour, minute), clock.AMSTERDAM)
