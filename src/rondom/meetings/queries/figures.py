"""Figures of a team, never of a person; nothing about too few meetings (R-026, R-028, R-033)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.audit.log import record
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.refusals import NotAllowed
from rondom.meetings import policies
from rondom.meetings.models import AttendanceMark, ConceptCheck, Meeting, Participant, PulseResponse, Turn
from rondom.meetings.vocabulary import (
    PULSE_QUESTIONS,
    Attendance,
    CheckedBy,
    Concept,
    Discussed,
    MeetingState,
    PulseAnswer,
    SpeakingLater,
)
from rondom.organizations import queries as organizations

PERIOD = timedelta(days=365)
ABSENCES = timedelta(days=28)


@dataclass(frozen=True)
class TeamFigures:
    """What a team sees of itself over a year. None: too few to show.

    `client_first`, `client_present`, `roles_skipped` are percentages, `minutes` the mean length;
    `missing` counts per concept how often a side said "not"; `pulse` the percentage of "yes"; `led_by`
    the percentage of meetings that each organization led, never who of it (R-032).
    """

    meetings: int
    smallest: int
    client_present: int | None = None
    client_first: int | None = None
    client_chose_later: int | None = None
    roles_skipped: int | None = None
    minutes: int | None = None
    missing: dict[str, int] = field(default_factory=dict)
    most_missing: str = ""
    pulse: dict[str, int] = field(default_factory=dict)
    led_by: dict[str, int] = field(default_factory=dict)
    one_leads: bool = False
    before: TeamFigures | None = None
    """The same of the year before, as far as there were enough meetings: the trend (R-026)."""


@dataclass(frozen=True)
class Absence:
    """Somebody of the leader's own team was not at a meeting. No household, no content."""

    name: str
    on: datetime
    state: str


def team_figures(actor: Actor, team_id: UUID, *, at: datetime) -> TeamFigures:
    """The figures of the last year for a team. Raises NotAllowed. Logged."""
    led = organizations.teams_led_by(actor.id, at.astimezone(AMSTERDAM).date())
    decision = policies.may_figures(actor, team_id, led)
    if not decision:
        raise NotAllowed(reason=decision.reason)
    record(actor=actor, action="meeting.view_figures", at=at, part="team figures", row=decision.row)
    smallest = organizations.setting("smallest_published_group")
    with acting_as(system_actor("team figures"), at=at):
        now, before = _count(team_id, at, smallest), _count(team_id, at - PERIOD, smallest)
    return replace(now, before=before) if now.meetings and before.meetings else now


def _count(team_id: UUID, until: datetime, smallest: int) -> TeamFigures:
    rows = list(
        Meeting.objects.filter(
            team_id=team_id,
            state__in=(MeetingState.HELD, MeetingState.FIXED),
            held_at__gt=until - PERIOD,
            held_at__lte=until,
        )
    )
    if len(rows) < smallest:
        return TeamFigures(meetings=0, smallest=smallest)
    spoken = _with_live_turns([m.pk for m in rows])
    with_turns = [m for m in rows if m.pk in spoken and m.client_present]
    missing = _missing([m.pk for m in rows], smallest)
    led_by = _led_by(rows)
    return TeamFigures(
        meetings=len(rows),
        smallest=smallest,
        client_present=_share([bool(m.client_present) for m in rows], smallest),
        client_first=_share([m.client_first_turn_at_place == 1 for m in with_turns], smallest),
        client_chose_later=_share(
            [m.speaking_later == SpeakingLater.CONFIRMED for m in with_turns], smallest
        ),
        roles_skipped=_share([bool(m.roles_skipped_reason) for m in rows], smallest),
        minutes=_mean_minutes(rows, smallest),
        missing=missing,
        most_missing=max(missing, key=lambda key: missing[key]) if any(missing.values()) else "",
        pulse=_pulse([m.pk for m in rows], smallest),
        led_by=led_by,
        one_leads=len(led_by) == 1,
    )


def _led_by(rows: list[Meeting]) -> dict[str, int]:
    """Which organizations led, in percent: always the same one is worth a talk (R-032)."""
    chairs = {m.pk: m.chair_id for m in rows}
    seats = Participant.objects.filter(meeting_id__in=chairs, professional_id__isnull=False)
    found = seats.values_list("meeting_id", "professional_id", "organization_name")
    counted = Counter(name for meeting, who, name in found if chairs[meeting] == who and name)
    return {name: round(100 * number / len(rows)) for name, number in counted.most_common()}


def _share(values: list[bool], smallest: int) -> int | None:
    return round(100 * sum(values) / len(values)) if len(values) >= smallest else None


def _with_live_turns(ids: list[UUID]) -> set[UUID]:
    """Meetings whose order of speaking was noted at the moment itself; typed afterwards does not count."""
    return set(
        Turn.objects.filter(meeting_id__in=ids, entered_later=False).values_list("meeting_id", flat=True)
    )


def _mean_minutes(rows: list[Meeting], smallest: int) -> int | None:
    lengths = [(m.held_at - m.opened_at).total_seconds() / 60 for m in rows if m.held_at and m.opened_at]
    return round(sum(lengths) / len(lengths)) if len(lengths) >= smallest else None


def _missing(ids: list[UUID], smallest: int) -> dict[str, int]:
    checks = ConceptCheck.objects.filter(meeting_id__in=ids, checked_by=CheckedBy.CHAIR)
    rows = list(checks.values_list("meeting_id", "concept", "answer"))
    if len({meeting for meeting, _c, _a in rows}) < smallest:
        return {}
    counted = Counter(concept for _m, concept, answer in rows if answer == Discussed.NOT)
    return {concept.value: counted[concept.value] for concept in Concept}


def _pulse(ids: list[UUID], smallest: int) -> dict[str, int]:
    answers = list(
        PulseResponse.objects.filter(meeting_id__in=ids).values_list("answers", "meeting__client_id")
    )
    # Five answers of one client are one client's answers.
    if len({client for _a, client in answers}) < smallest:
        return {}
    return {
        key: round(100 * sum(given.get(key) == PulseAnswer.YES for given, _c in answers) / len(answers))
        for key in PULSE_QUESTIONS
    }


def absences_of_my_team(actor: Actor, *, at: datetime) -> list[Absence]:
    """Who of the teams I lead was absent in the last four weeks: to ask how it goes, not to count (R-036)."""
    on = at.astimezone(AMSTERDAM).date()
    led = organizations.teams_led_by(actor.id, on)
    names = {one.pk: one.name for team in led for one in organizations.colleagues(team, on)}
    if not names:
        return []
    record(actor=actor, action="meeting.view_absences", at=at, part="attendance", row="P6")
    with acting_as(system_actor("absences for the team leader"), at=at):
        marks = AttendanceMark.objects.filter(
            participant__professional_id__in=names,
            state__in=(Attendance.ABSENT, Attendance.ABSENT_WITH_NOTICE, Attendance.REPRESENTED),
            participant__meeting__starts_at__gt=at - ABSENCES,
        ).select_related("participant__meeting")
        return [
            Absence(
                mark.participant.name,
                mark.participant.meeting.starts_at or at,
                str(Attendance(mark.state).label),
            )
            for mark in marks
        ]
