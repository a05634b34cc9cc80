"""Emergency access per month, as the privacy officer reviews it (R-045)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.working_days import add_working_days
from rondom.organizations import queries as organizations
from rondom.privacy.models import EmergencyAccess, EmergencyMonth
from rondom.privacy.queries.emergency import EmergencyLine, lines_of

CLOSE_WORKING_DAYS = 10
MONTHS_BACK = 13


@dataclass(frozen=True)
class Month:
    """One month: every use with its verdict, and the review of the month as a whole."""

    first_day: date
    lines: list[EmergencyLine]
    closed: EmergencyMonth | None
    close_by: date
    today: date

    @property
    def waiting(self) -> int:
        """Uses without a verdict."""
        return sum(line.use.reviewed_at is None for line in self.lines)

    @property
    def untold(self) -> int:
        """Uses of which the client is not informed."""
        return sum(line.use.client_informed_at is None for line in self.lines)

    @property
    def is_over(self) -> bool:
        """The month has ended."""
        return self.today >= _next(self.first_day)

    @property
    def is_late(self) -> bool:
        """Not reviewed within ten working days after its end."""
        return self.closed is None and self.today > self.close_by


def month_of(first_day: date, *, at: datetime) -> Month:
    """One month by any of its days."""
    return _months([first_day.replace(day=1)], at)[0]


def review_months(*, at: datetime) -> list[Month]:
    """The months in which emergency access was used or that were reviewed, the newest first; and this one."""
    day = at.astimezone(AMSTERDAM).date().replace(day=1)
    days = [day]
    for _number in range(MONTHS_BACK):
        days.append((days[-1] - timedelta(days=1)).replace(day=1))
    return [m for m in _months(days, at) if m.lines or m.closed or m.first_day == day]


def _months(days: list[date], at: datetime) -> list[Month]:
    start, end = _moment(min(days)), _moment(_next(max(days)))
    rows = EmergencyAccess.objects.filter(opened_at__gte=start, opened_at__lt=end)
    closed = {row.first_day: row for row in EmergencyMonth.objects.filter(first_day__in=days)}
    found: dict[date, list[EmergencyLine]] = {}
    for line in lines_of(rows, at=at):
        opened = line.use.opened_at.astimezone(AMSTERDAM).date()
        found.setdefault(opened.replace(day=1), []).append(line)
    calendar = organizations.calendar()
    today = at.astimezone(AMSTERDAM).date()
    return [
        Month(
            day,
            found.get(day, []),
            closed.get(day),
            add_working_days(_next(day) - timedelta(days=1), CLOSE_WORKING_DAYS, calendar),
            today,
        )
        for day in days
    ]


def _next(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def _moment(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=AMSTERDAM)
