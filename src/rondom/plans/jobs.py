"""Clock jobs of the plan: late actions, silent parties, bottlenecks, money without a step, after-care."""

from datetime import date, datetime
from uuid import UUID

from rondom.access.context import system_actor
from rondom.kernel.clock import AMSTERDAM
from rondom.kernel.working_days import working_days_between
from rondom.organizations import queries as organizations
from rondom.plans.commands.watch import mark_overdue, raise_alert, settle_alerts
from rondom.plans.queries import clock as due
from rondom.plans.vocabulary import AlertKind

DAYS_AFTER_REMINDER = 2
"""Working days between the reminder and the team leader's list: time to answer the reminder."""
NAME = "rondom.plans.jobs.watch_plans"

Key = tuple[UUID, str, UUID]
"""Case, sort of alert, what it is about: somebody may be silent in one plan and not in another."""
Wanted = dict[Key, tuple[UUID, str]]
"""What stands on a list -> the plan, and whose name is shown."""


def watch_plans(*, at: datetime) -> None:
    """Notice everything about plans that is due today; twice changes nothing (R-018, R-020, R-021, R-024)."""
    actor = system_actor(NAME)
    today = at.astimezone(AMSTERDAM).date()
    for action_id in due.newly_overdue(today):
        mark_overdue(actor=actor, action_id=action_id, at=at)
    wanted = _silence(today) | _bottlenecks(today) | _money(today) | _aftercare(today)
    standing = {(a.case_id, a.kind, a.about_id): a.pk for a in due.watched_alerts()}
    for (_case, kind, about_id), (plan_id, who) in wanted.items():
        if (_case, kind, about_id) not in standing:
            raise_alert(actor=actor, plan_id=plan_id, kind=kind, about_id=about_id, who=who, at=at)
    gone = [pk for key, pk in standing.items() if key not in wanted]
    if gone:
        settle_alerts(actor=actor, alert_ids=gone, at=at)


def _silence(today: date) -> Wanted:
    term = organizations.setting("stance_confirmation_working_days")
    calendar = organizations.calendar()
    wanted: Wanted = {}
    for plan in due.published_plans():
        for party in due.silent_since_publishing(plan):
            waited = working_days_between(_day(party.asked_at), today, calendar)
            if waited >= term:
                wanted[(plan.case_id, AlertKind.REMINDED, party.id)] = (plan.pk, "")
            if waited >= term + DAYS_AFTER_REMINDER:
                wanted[(plan.case_id, AlertKind.SILENT_PARTY, party.id)] = (plan.pk, party.name)
    return wanted


def _bottlenecks(today: date) -> Wanted:
    rows = due.bottlenecks_for_leaders(today)
    return {(row.plan.case_id, AlertKind.BOTTLENECK, row.pk): (row.plan_id, "") for row in rows}


def _money(today: date) -> Wanted:
    term = organizations.setting("first_money_step_working_days")
    calendar = organizations.calendar()
    return {
        (plan.case_id, AlertKind.NO_MONEY_STEP, plan.pk): (plan.pk, "")
        for plan in due.plans_without_money_step()
        if working_days_between(_day(plan.started_at), today, calendar) >= term
    }


def _aftercare(today: date) -> Wanted:
    rows = due.aftercare_due(today)
    return {(row.case_id, AlertKind.AFTERCARE, row.pk): (row.plan_id, "") for row in rows}


def _day(moment: datetime | None) -> date:
    if moment is None:
        raise ValueError("somebody who is waited for was asked at some moment")
    return moment.astimezone(AMSTERDAM).date()
