"""The time zone in which days begin. Apart from the clock, so that rules can use it."""

from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
