"""The monthly review of emergency access (R-045)."""

from datetime import date, datetime

from rondom.access.actor import Actor
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.kernel.refusals import NotAllowed
from rondom.kernel.text import clean_text
from rondom.privacy import policies
from rondom.privacy.commands.refusals import MonthClosed, MonthNotReady
from rondom.privacy.models import EmergencyMonth
from rondom.privacy.queries.months import month_of


@command("emergency_access.close_month")
def close_month(*, actor: Actor, first_day: date, remark: str, at: datetime) -> EmergencyMonth:
    """The privacy officer looked at every use of a month, and says so with a remark.

    Refusals: NotAllowed, MonthNotReady, MonthClosed, TextTooLong.
    """
    if not (decision := policies.may_review(actor)):
        raise NotAllowed(reason=decision.reason)
    month = month_of(first_day, at=at)
    if month.closed is not None:
        raise MonthClosed
    if not month.is_over or month.waiting:
        raise MonthNotReady
    row = EmergencyMonth.objects.create(
        first_day=month.first_day,
        remark=clean_text(remark, field="remark", max_length=2000),
        uses=len(month.lines),
        closed_at=at,
        closed_by_id=actor.id,
    )
    record(
        actor=actor,
        action="emergency_access.close_month",
        at=at,
        part="log",
        object_type="emergency_month",
        object_id=row.pk,
        row="P12",
    )
    return row
