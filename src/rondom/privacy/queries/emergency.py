"""Emergency access: what waits for a review, and who is kept from using it again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from rondom.access.actor import Actor
from rondom.access.decision import Decision
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.working_days import add_working_days
from rondom.organizations import queries as organizations
from rondom.privacy import policies
from rondom.privacy.models import EmergencyAccess

REVIEW_WORKING_DAYS = 3
OFTEN_USES, OFTEN_DAYS = 2, 30


@dataclass(frozen=True)
class EmergencyLine:
    """One use with its review term; `blocked`: the professional cannot use it again before the review."""

    use: EmergencyAccess
    review_by: datetime
    blocked: bool
    often: bool


def emergency_uses(*, at: datetime, reviewed: bool = False) -> list[EmergencyLine]:
    """Uses that wait for a review (or were reviewed), the oldest first; who may see them: the officer."""
    return lines_of(EmergencyAccess.objects.filter(reviewed_at__isnull=not reviewed), at=at)


def lines_of(rows: QuerySet[EmergencyAccess], *, at: datetime) -> list[EmergencyLine]:
    """These uses with their review terms, the oldest first."""
    rows = rows.select_related("professional", "professional__organization").order_by("opened_at")
    recent = EmergencyAccess.objects.filter(opened_at__gt=at - timedelta(days=OFTEN_DAYS))
    often: dict[object, int] = {}
    for who in recent.values_list("professional_id", flat=True):
        often[who] = often.get(who, 0) + 1
    return [
        EmergencyLine(
            use,
            by,
            blocked=by < at and use.reviewed_at is None,
            often=often.get(use.professional_id, 0) > OFTEN_USES,
        )
        for use in rows
        for by in [review_by(use.opened_at)]
    ]


def review_by(opened_at: datetime) -> datetime:
    """Three working days after the use (R-045)."""
    day = add_working_days(
        opened_at.astimezone(AMSTERDAM).date(), REVIEW_WORKING_DAYS, organizations.calendar()
    )
    return opened_at.astimezone(AMSTERDAM).replace(year=day.year, month=day.month, day=day.day)


def may_use_emergency(actor: Actor) -> Decision:
    """Whether emergency access is for this actor at all (P11, R-045)."""
    return policies.may_use_emergency(actor)


def my_emergency_uses(professional_id: UUID) -> QuerySet[EmergencyAccess]:
    """A professional's own uses, the newest first."""
    return EmergencyAccess.objects.filter(professional_id=professional_id).order_by("-opened_at")


def told_emergencies(space: int) -> QuerySet[EmergencyAccess]:
    """Uses of which the client was informed."""
    return EmergencyAccess.objects.filter(space=space, client_informed_at__isnull=False).order_by(
        "-opened_at"
    )


def untold_spans(space: int) -> list[tuple[datetime, datetime]]:
    """When emergency access stood of which the client is not informed yet: kept out of the own log."""
    rows = EmergencyAccess.objects.filter(space=space, client_informed_at=None)
    return list(rows.values_list("opened_at", "ends_at"))


def emergency_space(emergency_access_id: UUID) -> int | None:
    """The household that was opened. Read as the system."""
    return EmergencyAccess.objects.filter(pk=emergency_access_id).values_list("space", flat=True).first()
