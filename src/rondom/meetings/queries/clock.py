"""What is due, read as the system by the clock."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from rondom.kernel.clock import AMSTERDAM
from rondom.meetings import rules
from rondom.meetings.models import Meeting, Participant, Stance
from rondom.meetings.vocabulary import Attendance, MeetingState, ParticipantKind
from rondom.organizations import queries as organizations


def unconfirmed_stances(at: datetime) -> list[UUID]:
    """Stances noted for an absent client whose day has passed (R-031)."""
    today = at.astimezone(AMSTERDAM).date()
    return list(Stance.objects.filter(confirm_by__lt=today).values_list("pk", flat=True))


def late_fixes(at: datetime) -> list[UUID]:
    """Meetings whose term for corrections is over (R-035)."""
    today, calendar = at.astimezone(AMSTERDAM).date(), organizations.calendar()
    days = organizations.setting("minutes_correction_working_days")
    rows = Meeting.objects.filter(state=MeetingState.HELD, held_at__isnull=False).values_list("pk", "held_at")
    return [
        pk
        for pk, held_at in rows
        if held_at and rules.fixed_on(held_at.astimezone(AMSTERDAM).date(), days, calendar) < today
    ]


def untold_clients(at: datetime) -> list[UUID]:
    """Meetings without the client that were never closed, of which the client must hear (R-033)."""
    today, calendar = at.astimezone(AMSTERDAM).date(), organizations.calendar()
    days = organizations.setting("absent_client_notice_working_days")
    # A subquery: two conditions on `participants` in one `exclude` need not meet in one participant.
    there = Participant.objects.filter(
        meeting=OuterRef("pk"), kind=ParticipantKind.CLIENT, attendance__state=Attendance.PRESENT
    )
    rows = Meeting.objects.filter(
        state=MeetingState.RUNNING, client_told_at=None, safety_exception="", opened_at__isnull=False
    ).exclude(Exists(there))
    return [
        meeting.pk
        for meeting in rows
        if meeting.opened_at
        and rules.tell_client_by(meeting.opened_at.astimezone(AMSTERDAM).date(), days, calendar) <= today
    ]
