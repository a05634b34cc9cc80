"""What happens because time passes. Run as the system; idempotent, so that a job may run twice."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.models import Grant
from rondom.audit.log import record
from rondom.cases import rules
from rondom.cases.commands.deadlines import next_date_follows
from rondom.cases.commands.note_timeline import note_on_timeline
from rondom.cases.commands.requests import escalate, follow_leader
from rondom.cases.commands.supporters import lapse
from rondom.cases.events import DeadlineAlarmed
from rondom.cases.grants import rewrite_grants_of
from rondom.cases.models import Case, CaseManagerAssignment, ClientRequest, Deadline, DeadlineAlarm, Supporter
from rondom.cases.queries.register import is_suspended
from rondom.cases.rules import day_of
from rondom.cases.vocabulary import AlarmLevel, CaseState, DeadlineState, SupporterState
from rondom.dispatch.commands import command
from rondom.dispatch.events import publish
from rondom.kernel.sorting_rules import sorting_rule
from rondom.organizations import queries as organizations
from rondom.organizations.vocabulary import WorkFunction

PASSED = -1


@command("deadline.fire_alarms")
@sorting_rule(
    "deadline_alarm",
    what=_("Warns the case manager, and later the team leader, as a known date comes near."),
    why=_("So that an eviction, a cut-off or a stopped benefit does not come as a surprise."),
    inputs=("deadline.due_on",),
)
def fire_alarms(*, actor: Actor, at: datetime) -> list[UUID]:
    """One alarm per threshold of a running date: case manager first, then the team leader (R-049).

    A date that is entered late fires its tightest threshold only. Answers the keys of the new alarms.
    """
    today = day_of(at)
    thresholds = organizations.setting("deadline_alarms")
    calendar = organizations.calendar()
    fired: list[UUID] = []
    if not is_suspended("deadline_alarm"):
        for deadline in _running().filter(due_on__gte=today):
            found = rules.due_threshold(deadline.due_on, today, thresholds, calendar)
            if found is not None:
                fired += _fire(actor, deadline, found, at)
    record(actor=actor, action="deadline.fire_alarms", at=at, object_type="deadline", row="clock")
    return fired


@command("deadline.pass")
def pass_deadlines(*, actor: Actor, at: datetime) -> int:
    """A date that passed without a result becomes an incident that the team leader looks at (R-049)."""
    gone = list(_running().filter(due_on__lt=day_of(at)))
    for deadline in gone:
        Deadline.objects.filter(pk=deadline.pk).update(state=DeadlineState.PASSED, closed_at=at)
        DeadlineAlarm.objects.filter(deadline_id=deadline.pk, cleared_at=None).update(cleared_at=at)
        _fire(actor, deadline, PASSED, at)
        next_date_follows(deadline.case, at)
        note_on_timeline(
            actor=actor,
            case=deadline.case,
            at=at,
            kind="deadline.pass",
            scope=deadline.scope,
            words={"kind": deadline.kind, "due_on": deadline.due_on.isoformat()},
            object_type="deadline",
            object_id=deadline.pk,
        )
    record(actor=actor, action="deadline.pass", at=at, object_type="deadline", row="clock")
    return len(gone)


@command("request.escalate_overdue")
def escalate_overdue_requests(*, actor: Actor, at: datetime) -> int:
    """What was not answered before its day goes to the privacy officers too, once (R-082)."""
    officers = organizations.holders_of_function(WorkFunction.PRIVACY_OFFICER, day_of(at))
    late = ClientRequest.objects.select_related("case").filter(
        answered_at=None, escalated_at=None, due_on__lt=day_of(at)
    )
    count = 0
    for request in late if officers else []:
        escalate(actor=actor, request=request, holders=officers, at=at)
        count += 1
    record(actor=actor, action="request.escalate_overdue", at=at, object_type="request", row="clock")
    return count


@command("supporter.lapse_overdue")
def lapse_supporters(*, actor: Actor, at: datetime) -> int:
    """Whoever was not renewed in time sees nothing any more (R-005)."""
    over = Supporter.objects.select_related("case").filter(state=SupporterState.CONFIRMED, lapses_at__lte=at)
    count = 0
    for supporter in over:
        lapse(actor=actor, supporter=supporter, at=at)
        count += 1
    record(actor=actor, action="supporter.lapse_overdue", at=at, object_type="supporter", row="clock")
    return count


@command("case.refresh_cover")
def refresh_cover(*, actor: Actor, at: datetime) -> int:
    """Rewrite the grants of cases whose stand-in or team leader is another one than the grants say."""
    today = day_of(at)
    open_cases = CaseManagerAssignment.objects.filter(until=None, case__state=CaseState.OPEN)
    rows = Grant.objects.filter(row="P5", revoked_at=None).filter(Q(valid_to=None) | Q(valid_to__gt=at))
    covered = set(rows.values_list("space", "holder_id"))
    due: dict[UUID, None] = {}
    managers = open_cases.values_list("professional_id", flat=True).distinct()
    away = {
        one: organizations.stand_in_for(one, today) for one in managers if organizations.is_away(one, today)
    }
    missed = open_cases.filter(professional_id__in=away)
    for case_id, space, manager_id in missed.values_list("case_id", "case__space", "professional_id"):
        stand_in = away[manager_id]
        if stand_in is not None and (space, stand_in.pk) not in covered:
            due[case_id] = None
    spaces = {space for space, _holder in covered}
    back = open_cases.filter(case__space__in=spaces).exclude(professional_id__in=away)
    due |= dict.fromkeys(back.values_list("case_id", flat=True))
    due |= dict.fromkeys(_led_by_another(at))
    rewrite_grants_of(due, actor=actor, at=at)
    record(actor=actor, action="case.refresh_cover", at=at, object_type="case", row="clock")
    return len(due)


def _led_by_another(at: datetime) -> list[UUID]:
    """Open cases of teams whose leader holds no grant there, seen at one case per team first."""
    found: list[UUID] = []
    for team_id in Case.objects.open().values_list("team_id", flat=True).distinct():
        leader = organizations.team_leader(team_id, day_of(at))
        newest = Case.objects.open().filter(team_id=team_id).order_by("-opened_at").first()
        if leader is None or newest is None:
            continue
        held = Grant.objects.filter(holder_id=leader.pk, space=newest.space, row="P6", revoked_at=None)
        if newest.case_manager_id != leader.pk and not held.exists():
            found += Case.objects.open().filter(team_id=team_id).values_list("pk", flat=True)
            follow_leader(team_id=team_id, at=at)
    return found


def _running() -> QuerySet[Deadline]:
    return Deadline.objects.select_related("case").filter(
        state=DeadlineState.RUNNING, case__state=CaseState.OPEN
    )


def _fire(actor: Actor, deadline: Deadline, threshold: int, at: datetime) -> list[UUID]:
    case = deadline.case
    thresholds = organizations.setting("deadline_alarms")
    to_leader = threshold == PASSED or rules.alarm_goes_to_leader(threshold, thresholds)
    leader = organizations.team_leader(case.team_id, day_of(at)) if to_leader else None
    alarm, new = DeadlineAlarm.objects.get_or_create(
        deadline_id=deadline.pk,
        due_on=deadline.due_on,
        threshold_days=threshold,
        defaults={
            "case": case,
            "scope": case.scope,
            "level": AlarmLevel.TEAM_LEADER if to_leader else AlarmLevel.CASE_MANAGER,
            "for_id": leader.pk if leader else case.case_manager_id,
            "fired_at": at,
        },
    )
    if not new and alarm.cleared_at is None:
        return []
    if not new:
        # The date was corrected and is this one again, or the case was closed and taken up again.
        DeadlineAlarm.objects.filter(pk=alarm.pk).update(cleared_at=None, fired_at=at)
    DeadlineAlarm.objects.filter(
        deadline_id=deadline.pk, cleared_at=None, threshold_days__gt=threshold
    ).update(cleared_at=at)
    record(
        actor=actor,
        action="deadline.alarm",
        at=at,
        space=case.space,
        subjects=[case.client_id],
        part="deadlines",
        object_type="deadline",
        object_id=deadline.pk,
        row="clock",
    )
    publish(DeadlineAlarmed(case_id=case.pk, alarm_id=alarm.pk), at=at)
    return [alarm.pk]
