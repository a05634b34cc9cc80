"""FHIR dates, which may be a year, a month, a day or a moment.

Every value is the half-open stretch of time that it covers: 2026 runs from 1 January up to and
not including 1 January 2027. A date without a zone is a Dutch date.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final
from zoneinfo import ZoneInfo

DUTCH_TIME: Final = ZoneInfo("Europe/Amsterdam")

_DATE: Final = r"(?P<year>[0-9]{4})(-(?P<month>[0-9]{2})(-(?P<day>[0-9]{2})"
_CLOCK: Final = (
    r"T(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})"
    r"(\.(?P<fraction>[0-9]{1,9}))?(?P<zone>Z|[+-][0-9]{2}:[0-9]{2})"
)
_PATTERN: Final = re.compile(f"{_DATE}({_CLOCK})?)?)?")
_TIME: Final = re.compile(r"([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]{1,9})?")
_END_OF_TIME: Final = datetime.max.replace(tzinfo=UTC)


class NotADate(ValueError):  # noqa: N818 - a refusal is named after what is wrong
    """The text is not a FHIR date, dateTime or instant."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The time that a FHIR date covers: from `start` up to, not including, `end`; both aware.

    `precision` is "year", "month", "day" or "moment".
    """

    start: datetime
    end: datetime
    precision: str

    @property
    def day(self) -> date | None:
        """The Dutch calendar day, or None when the text was less precise than a day."""
        if self.precision in {"year", "month"}:
            return None
        return self.start.astimezone(DUTCH_TIME).date()


def read_date(text: str) -> Stretch:
    """Read a FHIR date, dateTime or instant. Raises NotADate."""
    match = _PATTERN.fullmatch(text)
    if match is None:
        raise NotADate
    try:
        return _moment(match) if match["hour"] else _calendar(match)
    except (ValueError, OverflowError) as wrong:
        raise NotADate from wrong


def is_time(text: str) -> bool:
    """Whether the text is a FHIR time (hh:mm:ss, no zone)."""
    match = _TIME.fullmatch(text)
    if match is None:
        return False
    hour, minute, second = (int(match[place]) for place in (1, 2, 3))
    return hour < 24 and minute < 60 and second <= 60


def _calendar(match: re.Match[str]) -> Stretch:
    year, month, day = int(match["year"]), int(match["month"] or 1), int(match["day"] or 1)
    start = datetime(year, month, day, tzinfo=DUTCH_TIME)
    if match["day"]:
        return Stretch(start, _or_end(start, days=1), "day")
    if match["month"]:
        after = (year + month // 12, month % 12 + 1, 1)
        return Stretch(start, _first_of(*after), "month")
    return Stretch(start, _first_of(year + 1, 1, 1), "year")


def _first_of(year: int, month: int, day: int) -> datetime:
    if year > date.max.year:
        return _END_OF_TIME
    return datetime(year, month, day, tzinfo=DUTCH_TIME)


def _or_end(start: datetime, *, days: int) -> datetime:
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return _END_OF_TIME


def _moment(match: re.Match[str]) -> Stretch:
    fraction = (match["fraction"] or "")[:6]
    # A leap second is legal FHIR and unknown to Python: it becomes the second before it.
    leap = match["second"] == "60"
    start = datetime(
        int(match["year"]),
        int(match["month"]),
        int(match["day"]),
        int(match["hour"]),
        int(match["minute"]),
        59 if leap else int(match["second"]),
        int(fraction.ljust(6, "0")) if fraction else 0,
        tzinfo=_zone(match["zone"]),
    ).astimezone(UTC)
    width = timedelta(microseconds=10 ** (6 - len(fraction)))
    try:
        return Stretch(start, start + width, "moment")
    except OverflowError:
        return Stretch(start, _END_OF_TIME, "moment")


def _zone(text: str) -> timezone:
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[4:6])
    if hours > 14 or minutes > 59:
        raise NotADate
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if text[0] == "-" else offset)


def written(moment: datetime) -> str:
    """A moment as a FHIR instant in UTC, to the millisecond."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
