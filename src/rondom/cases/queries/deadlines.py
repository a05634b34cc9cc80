"""Known dates on which something can be lost, as far as the reader may see them (R-049)."""

from datetime import date
from uuid import UUID

from rondom.access.actor import Actor
from rondom.cases.models import Case, Deadline, DeadlineAlarm
from rondom.cases.vocabulary import DeadlineState


def deadlines_of(case: Case, *, running: bool = True) -> list[Deadline]:
    """Known dates the reader may see, the nearest first (R-049)."""
    rows = Deadline.objects.filter(case=case).prefetch_related("corrections")
    return list(rows.filter(state=DeadlineState.RUNNING) if running else rows)


def is_passed_deadline(actor: Actor, alarm_id: UUID) -> bool:
    """Whether this is an alarm of a date that passed without a result, for the leader of its team (R-049)."""
    if not actor.has_role("team_leader") or actor.team_id is None:
        return False
    rows = DeadlineAlarm.objects.filter(pk=alarm_id, threshold_days=-1, case__team_id=actor.team_id)
    return rows.exists()


def days_left(deadline: Deadline, on: date) -> int:
    """Calendar days until the date; below zero when it passed."""
    return (deadline.due_on - on).days
